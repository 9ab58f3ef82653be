"""Pictures of the library in drafts: one's own, and those that the object has."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.contributing import actions
from knowledge.contributing.models import Proposal
from knowledge.contributing.sheets.photos import Photos
from knowledge.contributing.uploads import take_photo
from practices.editing import prepare_editing
from tests.knowledge.contributing.people import FIRST, person, reviewer
from tests.knowledge.contributing.test_editing import post
from tests.knowledge.contributing.test_photos import jpeg, upload

pytestmark = pytest.mark.django_db
GONE = "This picture is gone. Upload it again."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture_of(user):
    return take_photo(upload(jpeg()), user=user, title="Mulch in May")


def row(image, key="n1"):
    texts = {"image": str(image.pk), "order": "1", "caption": "Mulch", "credit": "Ben"}
    return {f"photo-{key}-{name}": text for name, text in texts.items()} | {
        f"photo-{key}-licence": "CC-BY-4.0"
    }


def test_a_picture_of_somebody_else_is_neither_drawn_nor_sent(client):
    theirs, ama = picture_of(person("ben")), person("ama", "add_proposal")
    for user in (None, ama):
        if user:
            client.force_login(user)
        answer = post(client, uuid.uuid4(), FIRST | row(theirs))
        draft = Proposal.objects.get(author=user)
        html = client.get(answer.url).content.decode()
        assert draft.answers["photo-n1-image"] == "0"
        assert GONE in html and "<img" not in html and not theirs.renditions.exists()
        assert draft.answers["photo-n1-caption"] == "Mulch"
    assert post(client, draft.key, draft.answers, number=1, do="send").status_code == 422


def test_ones_own_picture_stands(client):
    client.force_login(ama := person("ama", "add_proposal"))
    mine = picture_of(ama)
    answer = post(client, uuid.uuid4(), FIRST | row(mine))

    html = client.get(answer.url).content.decode()
    assert "<img" in html and GONE not in html


def test_pictures_of_the_object_stand_in_anybodys_change(client):
    prepare_editing()
    ben = person("ben")
    answers = FIRST | row(picture_of(ben))
    first = actions.begin(kind="sheet", author=ben, language="en", answers=answers)
    sheet = actions.approve(actions.send(first), user=reviewer()).target
    client.post(f"/en/contribute/change/sheet/{sheet.pk}/")
    draft = Proposal.objects.get(author=None)
    post(client, draft.key, draft.answers, number=draft.number)

    draft.refresh_from_db()
    assert "<img" in client.get(draft.get_absolute_url()).content.decode()


def test_no_other_way_into_a_draft_takes_somebody_elses(client):
    theirs = row(picture_of(person("ben")))
    draft = actions.begin(kind="sheet", author=person("ama"), language="en", answers=FIRST)
    answers, names = FIRST | theirs, frozenset(FIRST | theirs)

    parked = actions.park(draft, answers=answers, names=names, number=0)
    aside = actions.set_aside(draft, answers=answers, names=names)
    draft.conflicts = {"photo-n1-image": {"n1": "0"}}
    draft.save()
    actions.settle(draft, chosen={"photo-n1-image": theirs["photo-n1-image"]})

    assert {one.answers["photo-n1-image"] for one in (parked, aside, draft)} == {"0"}


@pytest.mark.parametrize("number", ["9" * 5000, "x", "-1", "٣", "1\n2"])
def test_what_is_no_number_of_a_picture_is_no_error(client, number):
    client.force_login(person("ama", "add_proposal"))
    answer = post(client, uuid.uuid4(), FIRST | {"photo-n1-image": number})

    assert client.get(answer.url).status_code == 200


def test_many_pictures_are_looked_up_in_one_query():
    ben = person("ben")
    answers = row(picture_of(ben)) | row(picture_of(ben), "n2") | row(picture_of(ben), "n3")
    with CaptureQueriesContext(connection) as queries:
        photos = Photos(answers)
        assert photos.is_valid() and all(one.picture for one in photos.rows)
    assert len(queries) == 1
