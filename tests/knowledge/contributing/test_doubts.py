"""What may be there already is said to the author who sends it and to who reviews it."""

import pytest
from django.urls import reverse

from knowledge.contributing.actions import send
from practices.editing import prepare_editing
from practices.models import Evidence
from tests.knowledge.contributing.people import FIRST, MEASURED, person
from tests.knowledge.contributing.test_proposals import change_of, new_sheet, published

pytestmark = pytest.mark.django_db

DOI = "10.1017/S002185960900851X"
SAID = ("may be there already", "stands behind public sheets", "more than once")
ELSEWHERE = FIRST | {
    "start-title": "Other words of it",
    "place-n1-latitude": "-12.5",
    "place-n1-longitude": "28.6",
}


@pytest.fixture
def author():
    prepare_editing()
    return person("ama", "add_proposal")


@pytest.fixture
def judge():
    return person("rita", "review_proposal")


@pytest.fixture
def read(client, author, judge):
    """Both pages of a proposal: the author's, then the reviewer's."""

    def both(proposal):
        client.force_login(author)
        own = client.get(proposal.get_absolute_url()).content.decode()
        client.force_login(judge)
        url = reverse("contributing:review_proposal", args=[proposal.key])
        return own, client.get(url).content.decode()

    return both


def test_a_sheet_of_the_same_words_or_place_is_named_before_it_is_approved(read, author, judge):
    there = published(author, judge)
    proposal = send(new_sheet(author, FIRST | {"start-title": "kpeve: Maize and GRASS mulch"}))

    for html in read(proposal):
        assert "It may be there already. Its title has the same words." in html
        assert there.get_absolute_url() in html


def test_another_sheet_of_the_same_study_is_named(read, author, judge):
    there = published(author, judge, FIRST | MEASURED)
    source = {"reference-n1-source": f"https://doi.org/{DOI.lower()}"}
    proposal = send(new_sheet(author, ELSEWHERE | source))

    assert Evidence.objects.get(sheet=there).reference.doi == DOI
    for html in read(proposal):
        assert "stands behind public sheets already" in html and there.title in html


def test_a_publication_named_twice_is_said_and_sent_all_the_same(read, author):
    twice = {
        "reference-n1-source": DOI,
        "reference-n2-source": f"Nyamadzawo 2009, doi: {DOI.lower()}.",
    }
    proposal = send(new_sheet(author, FIRST | twice))

    assert proposal.state == "sent"
    for html in read(proposal):
        assert "is named more than once" in html


def test_a_measurement_and_its_reference_are_no_double(read, author):
    proposal = send(new_sheet(author, FIRST | MEASURED | {"reference-n1-source": DOI}))

    own, review = read(proposal)
    assert "more than once" not in own + review
    assert "No public sheet says the same" in review


def test_a_change_of_a_sheet_is_no_double_of_it(read, author, judge):
    sheet = published(author, judge, FIRST | MEASURED)
    proposal = send(change_of(sheet, author, limits__barriers="Grass is scarce."))

    own, review = read(proposal)
    assert not [word for word in SAID if word in own + review]


def test_many_sheets_of_one_study_are_counted_and_not_listed(read, author, judge):
    for number in range(5):
        place = {"place-n1-latitude": f"{number * 5}.5", "reference-n1-source": DOI}
        published(author, judge, FIRST | place | {"start-title": f"Sheet number {number}"})
    proposal = send(new_sheet(author, ELSEWHERE | {"reference-n1-source": DOI}))

    _own, review = read(proposal)
    assert "and 2 others" in review and review.count("Sheet number") == 3


def test_what_was_published_at_once_is_no_double_of_itself(client, author, judge):
    proposal = send(new_sheet(person("tess", "publish_unreviewed"), FIRST | MEASURED))
    client.force_login(judge)
    url = reverse("contributing:review_proposal", args=[proposal.key])

    html = client.get(url).content.decode()
    assert not [word for word in SAID if word in html]


def test_the_author_is_led_to_what_was_published(client, author, judge):
    sheet = published(author, judge)
    client.force_login(author)
    own = client.get(author.proposals.get().get_absolute_url()).content.decode()

    assert f'href="{sheet.get_absolute_url()}"' in own
