"""A new sheet of which there may be one already: shown while one types, one tap to change it."""

import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from knowledge.contributing.actions import approve, send
from knowledge.contributing.models import Proposal
from practices.editing import prepare_editing
from search import engines
from search.engine import EngineUnavailableError
from tests.knowledge.contributing.people import FIRST, person
from tests.knowledge.contributing.test_editing import post
from tests.knowledge.contributing.test_proposals import new_sheet, published

pytestmark = pytest.mark.django_db

MINE = FIRST | {
    "start-title": "Maize under cut grass mulch in Kpeve",
    "start-summary": "I leave the grass where I cut it.",
    "start-land_use": "tech_lu_grazingland",
    "step-n1-text": "Cut before it seeds.",
}


@pytest.fixture
def there(settings, tmp_path):
    """A public sheet that the search finds."""
    settings.SEARCH_INDEX_DIR = tmp_path
    prepare_editing()
    sheet = published(person("ben"), person("rita", "review_proposal"))
    call_command("index", "rebuild", verbosity=0)
    return sheet


@pytest.fixture
def ama(client):
    user = person("ama", "add_proposal")
    client.force_login(user)
    return user


def asked(client, answers):
    return client.get(reverse("contributing:alike", args=["sheet"]), answers).content.decode()


def test_a_saved_first_screen_shows_what_is_there_without_javascript(client, there, ama):
    page = client.get(post(client, uuid.uuid4(), MINE).url).content.decode()

    assert "There may be a sheet of this already" in page
    assert there.get_absolute_url() in page and f'value="instead-{there.pk}"' in page


def test_the_same_is_said_while_one_types(client, there):
    html = asked(client, {"start-title": MINE["start-title"]})

    assert there.title in html and "/practices/" in html


def test_a_name_in_another_language_finds_it_and_its_practice(client, there):
    with translation.override("fr"):
        html = asked(client, {"start-title": "Paillis", "place-n1-country": "GHA"})
    assert "Paillage" in html


def test_the_same_practice_in_another_country_is_another_sheet(client, there):
    html = asked(client, {"start-title": "Grass mulch and maize", "place-n1-country": "KEN"})

    assert there.title not in html


def test_other_words_for_the_same_practice_in_the_same_country_are_found(client, there):
    answers = {"start-title": "Zzyzx qwerty", "place-n1-country": "GHA"}

    assert there.title not in asked(client, answers)
    assert there.title in asked(client, answers | {"start-practices": FIRST["start-practices"]})


@pytest.mark.parametrize("title", ["", "abc", "\x00\ud800".encode("utf-8", "replace"), "a" * 5000])
def test_what_is_no_name_finds_nothing_and_breaks_nothing(client, there, title):
    assert (
        client.get(
            reverse("contributing:alike", args=["sheet"]), {"start-title": title}
        ).status_code
        == 200
    )


def test_a_search_that_has_a_rest_keeps_nobody_from_writing(client, there, ama, monkeypatch):
    def refuse(*_args, **_options):
        raise EngineUnavailableError("resting")

    monkeypatch.setattr(engines, "current", refuse)
    page = client.get(post(client, uuid.uuid4(), MINE).url)
    assert page.status_code == 200 and MINE["start-title"] in page.content.decode()


def instead(client, sheet, answers=MINE):
    key = uuid.uuid4()
    answer = post(client, key, answers, do=f"instead-{sheet.pk}")
    return answer, Proposal.objects.get(key=key)


def test_one_tap_changes_that_sheet_and_keeps_every_word(client, there, ama):
    answer, first = instead(client, there)
    draft = Proposal.objects.of(there).get(author=ama)

    assert answer.url == reverse("contributing:settle", args=[draft.key])
    html = client.get(answer.url).content.decode()
    assert MINE["start-title"] in html and MINE["start-summary"] in html
    assert draft.answers["step-n1-text"] == "Cut before it seeds."
    assert draft.answers["start-title"] == FIRST["start-title"]
    assert first.answers == MINE and first.state == Proposal.State.DRAFT


def test_facts_and_places_of_the_sheet_stand(client, there, ama):
    instead(client, there)
    draft = Proposal.objects.of(there).get(author=ama)

    assert draft.answers["start-land_use"] == FIRST["start-land_use"]
    assert not [name for name in draft.answers if name.startswith("place-n")]
    assert set(draft.conflicts) == {"start-title", "start-summary"}


def test_pressing_it_twice_makes_no_second_change(client, there, ama):
    instead(client, there)
    instead(client, there)

    assert Proposal.objects.of(there).filter(author=ama).count() == 1


def test_it_works_before_signing_in(client, there):
    answer, _first = instead(client, there)

    assert client.get(answer.url).status_code == 200


def test_words_of_another_language_stay_in_their_draft(client, there, ama):
    key = uuid.uuid4()
    data = {**MINE, "number": 0, "kind": "sheet", "language": "fr", "do": f"instead-{there.pk}"}
    answer = client.post(reverse("contributing:keep", args=[key]), data, follow=True)

    draft = Proposal.objects.of(there).get(author=ama)
    assert draft.answers == draft.base and draft.language == "en"
    assert "another language" in answer.content.decode()


def test_a_sheet_that_is_not_public_is_not_changed_instead(client, there, ama):
    hidden = new_sheet(ama)
    there.live = False
    there.save()

    assert post(client, hidden.key, MINE, do=f"instead-{there.pk}").status_code == 404
    assert post(client, hidden.key, MINE, do="instead-x").status_code == 404


def test_a_change_is_not_turned_into_another(client, there, ama):
    approve(send(new_sheet(ama)), user=person("eve", "review_proposal"))
    client.post(reverse("contributing:change", args=["sheet", there.pk]))
    draft = Proposal.objects.of(there).get(author=ama)

    assert post(client, draft.key, {}, do=f"instead-{there.pk}").url == draft.get_absolute_url()
