"""No list of writing and reviewing asks more of the database when it is longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.actions import approve, send
from knowledge.contributing.models import Flag, Review
from practices.editing import prepare_editing
from practices.models import HeldChange, ImportRun, SourceRecord
from tests.factories import SheetFactory, SourceFactory
from tests.knowledge.contributing.people import FIRST, MEASURED, person
from tests.knowledge.contributing.test_proposals import change_of, new_sheet, published

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 20


@pytest.fixture
def author():
    prepare_editing()
    return person("ama", "add_proposal")


@pytest.fixture
def judge(client):
    user = person("rita", "review_proposal", "rollback_person", "change_heldchange")
    client.force_login(user)
    return user


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def check(client, address, more):
    """more(start, stop) adds so many."""
    more(0, FEW)
    few = queries(client, address)
    more(FEW, MANY)
    assert queries(client, address) == few


def numbered(number):
    place = {"place-n1-latitude": f"{number % 40 * 2}.5", "place-n1-longitude": f"{number}.5"}
    return FIRST | place | {"start-title": f"Sheet number {number}"}


def test_the_queue_with_all_that_may_wait(client, author, judge):
    source = SourceFactory()
    run = ImportRun.objects.create(source=source, location="x")

    def more(start, stop):
        for number in range(start, stop):
            sheet = published(author, judge, numbered(number) | MEASURED)
            send(change_of(sheet, person(f"p{number}"), limits__barriers="Few."))
            send(new_sheet(author, numbered(100 + number)))
            Flag.objects.create(target=sheet, reason="Wrong.", language="en", told_by=author)
            record = SourceRecord.objects.create(
                source=source,
                external_id=str(number),
                retrieved_at=timezone.now(),
                sheet=SheetFactory(live=True),
            )
            HeldChange.objects.create(record=record, run=run)

    check(client, f"{reverse('contributing:queue')}?sort=risk", more)


def test_a_persons_own_drafts(client, author, judge):
    client.force_login(author)

    def more(start, stop):
        for number in range(start, stop):
            one = send(new_sheet(author, numbered(number)))
            if number % 3:
                approve(one, user=judge)

    check(client, reverse("contributing:mine"), more)


@pytest.mark.parametrize("name", ["review_person", "roll_back"])
def test_what_a_person_has_sent(client, author, judge, name):
    def more(start, stop):
        for number in range(start, stop):
            approve(send(new_sheet(author, numbered(number))), user=judge)

    check(client, reverse(f"contributing:{name}", args=[author.pk]), more)


def test_sheets_that_are_due(client, judge):
    def more(start, stop):
        for _number in range(start, stop):
            sheet = SheetFactory(live=True)
            Review.objects.create(target=sheet, reviewer=judge)
        Review.objects.update(at=timezone.now() - timezone.timedelta(days=400))

    check(client, reverse("contributing:due"), more)


def test_the_history_of_a_sheet(client, author, judge):
    sheet = published(author, judge)

    def more(start, stop):
        for number in range(start, stop):
            change = change_of(sheet, author, limits__barriers=f"Few {number}.")
            approve(send(change, note="More"), user=judge)

    check(client, reverse("contributing:history", args=["sheet", sheet.pk]), more)


def test_a_review_of_a_long_sheet(client, author, judge):
    """As many as its sections ask for, whatever the rows of steps are."""
    counts = []
    for number in (FEW, MANY):
        rows = {f"step-n{step}-text": "Cut." for step in range(number)}
        proposal = send(new_sheet(author, numbered(number) | rows))
        counts.append(queries(client, reverse("contributing:review_proposal", args=[proposal.key])))
    assert counts[0] == counts[1]
