"""What the pages of regions say, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.contributing.actions import send
from knowledge.following.actions import follow
from knowledge.members import roles
from knowledge.members.models import Member
from knowledge.regions import actions
from knowledge.regions.models import Mandate
from knowledge.regions.reading.page import region_page
from knowledge.regions.reading.places import region_of
from knowledge.regions.reading.questions import SHOWN
from knowledge.regions.reading.world import world
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import Practice
from tests.knowledge.contributing.people import FIRST
from tests.knowledge.contributing.test_proposals import new_sheet
from tests.knowledge.markdown.attacks import ATTACKS
from tests.knowledge.regions.conftest import ask, given, index, sheet_from
from tests.knowledge.wiki.test_safety import running

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

GHANA, MINE = "/en/regions/GHA/", "/en/regions/mine/"


@pytest.fixture
def corpus(people):
    """Mulching from Ghana and Kenya, no-till from Benin: all in the climate of Ghana."""
    asker = people("asker")
    sheets = {code: sheet_from(code) for code in ("GHA", "KEN")}
    sheets["BEN"] = sheet_from("BEN", practice="no-till", title="No-till rice")
    index()
    return asker, sheets


def page(key="GHA"):
    return region_page(region_of(key))


def rows(key):
    """Of the list of the world: sheets, people, questions."""
    every, found = list(world()), None
    while every:
        row = every.pop()
        every += row.parts
        found = row if row.region.key == key else found
    return found and (found.sheets, found.people, found.questions)


def test_the_list_counts_each_thing_once_in_a_region(corpus, held, secretariat):
    asker, sheets = corpus
    actions.accept(given(held.user, secretariat, place="011"), by=held.user)
    ask(sheets["GHA"], asker)
    ask(sheets["GHA"], asker)
    ask(sheets["BEN"], asker)
    assert rows("GHA") == (1, 1, 2) and rows("BEN") == (1, 0, 1)
    assert rows("011") == (2, 1, 3) and rows("002") == (3, 1, 3)
    assert rows("010") is None, "nobody farms there"


def test_questions_wait_oldest_first_until_an_answer_is_accepted(corpus):
    asker, sheets = corpus
    old, new = ask(sheets["GHA"], asker), ask(sheets["GHA"], asker, "Pourquoi ?", language="fr")
    type(old).objects.filter(pk=new.pk).update(created_at=timezone.now())
    ask(sheets["GHA"], asker, "Hidden", state="removed")
    ask(sheets["GHA"], asker, "A comment", is_question=False)
    there, elsewhere = ask(sheets["KEN"], asker), ask(sheets["BEN"], asker)
    assert [one.comment for one in page().questions] == [old, new]
    assert {one.comment for one in page().elsewhere} == {there, elsewhere}
    answer = ask(sheets["GHA"], asker, "Ten cm.", parent=old, is_question=False)
    old.accepted = answer
    old.save()
    assert [one.comment for one in page().questions] == [new]
    type(answer).objects.filter(pk=answer.pk).update(state="removed")
    assert [one.comment for one in page().questions] == [old, new]
    sheets["GHA"].unpublish()
    assert page().questions == []


def test_what_is_wanted_is_what_the_region_lacks(client, corpus, ama):
    _asker, sheets = corpus
    ghana = Said("does", country="GHA")
    acts.report(sheets["BEN"].pk, ghana, author=ama, state="published")
    counted = page().counted
    assert counted.found.total == 1
    assert [climate.code for climate, _url in counted.without_sheet] == ["Am"]
    no_till = Practice.objects.get(code="no-till")
    lacking = {one.practice for one in counted.undescribed}
    assert lacking and "mulching" not in {one.code for one in lacking}
    assert no_till in {one.practice for one in counted.reported}
    (one,) = [one for one in counted.reported if one.practice == no_till]
    editor = client.get(one.write_url)
    assert '<option value="GHA" selected' in editor.text
    assert 'value="no-till"' in editor.text and "checked" in editor.text


def test_a_wiki_page_is_wanted_where_nobody_wrote_one(client, corpus):
    (own,) = page().wiki
    assert own.is_wanted and "page-title=Ghana" in own.url
    assert "nobody has written this page" in client.get(GHANA).text


def test_people_are_shown_with_what_they_chose(client, corpus, held, secretariat, people):
    ama = held.user
    Member.objects.filter(user=ama).update(shown_name="Ama Mensah", reads="fr")
    shown, secret = follow("zone", "koppen-Aw", user=ama), follow("zone", "koppen-BSh", user=ama)
    actions.show(held, follows=[shown.pk], by=ama)
    asked = people("asked")
    given(asked, secretariat)
    text = client.get(GHANA).text
    for there in ("Ama Mensah", "Correspondent", "French", "(Aw)"):
        assert there in text
    assert "(BSh)" not in text and secret and f"Contributor {asked.pk}" not in text
    assert "Ama Mensah" in client.get("/en/regions/011/").text, "of a part of it"
    assert f"/en/friends/{ama.pk}/" not in text, "nothing is published there"
    ask(corpus[1]["GHA"], ama)
    assert f"/en/friends/{ama.pk}/" in client.get(GHANA).text
    assert GHANA in client.get(f"/en/friends/{ama.pk}/").text
    assert "Ama Mensah" not in client.get("/en/regions/TGO/").text, "of a neighbour"


def test_without_anybody_one_is_invited(client, corpus):
    text = client.get(GHANA).text
    assert "Say that you would" in text
    assert client.get("/en/regions/GHA/offer/")["Location"].startswith("/en/account/login/")


def test_a_signed_out_reader_gets_the_page_of_all(client, corpus, held, secretariat):
    for address in ("/en/regions/", GHANA):
        response = client.get(address)
        assert "Cookie" not in response.get("Vary", "") and not response.cookies
        assert "For the secretariat" not in response.text
    client.force_login(secretariat)
    response = client.get(GHANA)
    assert "For the secretariat" in response.text
    assert response["Cache-Control"] == "private"


@pytest.mark.parametrize(
    ("key", "leads"), [("gha", "GHA"), ("GH", "GHA"), ("Ghana", "GHA"), ("cote-d-ivoire", "CIV")]
)
def test_what_was_meant_is_found(client, key, leads):
    assert client.get(f"/fr/regions/{key}/")["Location"] == f"/fr/regions/{leads}/"


@pytest.mark.parametrize("key", ["XXX", "999", "<script>alert(1)<script>", "x" * 300])
def test_what_is_nowhere_is_not_found_and_helps(client, key):
    response = client.get(f"/en/regions/{key}/")
    assert response.status_code == 404 and running(response.text) == []
    assert "/en/regions/" in response.text and "/en/search/?q=" in response.text


def test_without_an_index_the_pages_open_without_its_counts(client, people):
    ask(sheet_from("GHA"), people("asker"))
    for address in ("/en/regions/", GHANA):
        response = client.get(address)
        assert response.status_code == 200 and "wait" in response.text


def test_what_waits_is_said_to_who_looks_after_it(client, corpus, held, people):
    asker, sheets = corpus
    before = ask(sheets["GHA"], asker, "Before?")
    type(before).objects.update(created_at=timezone.now() - timedelta(days=9))
    ask(sheets["GHA"], asker, "Since?")
    client.force_login(held.user)
    text = client.get("/en/regions/mine/").text
    assert "Before?" in text and text.count("new to you") == 1
    assert "/en/following/region/GHA/" in text, "offered, not forced"
    client.post(f"/en/regions/roles/{held.pk}/seen/")
    assert "new to you" not in client.get("/en/regions/mine/").text


def test_new_questions_are_told_however_many_old_ones_wait(client, corpus, held):
    asker, sheets = corpus
    for n in range(SHOWN):
        ask(sheets["GHA"], asker, f"Old {n}?")
    Mandate.objects.filter(pk=held.pk).update(looked_at=timezone.now())
    ask(sheets["GHA"], asker, "Since?")
    client.force_login(held.user)
    assert "Since?" in client.get(MINE).text


def test_a_sheet_that_is_public_no_more_is_named_nowhere(client, corpus):
    asker, sheets = corpus
    said = Said(doing="does", country="GHA")
    acts.report(sheets["GHA"].pk, said, author=asker, state="published")
    assert page().reports and "Grass mulch" in client.get(GHANA).text
    sheets["GHA"].live = False
    sheets["GHA"].save()
    index()
    assert "Grass mulch" not in client.get(GHANA).text
    assert not page().reports


def test_new_sheets_wait_for_those_alone_who_may_review(client, corpus, secretariat, people):
    proposal = send(new_sheet(people("author", roles.CONTRIBUTOR), FIRST))
    for role, sees in ((roles.FRIEND, False), (roles.REVIEWER, True)):
        person = people(f"of-{role}", role)
        actions.accept(given(person, secretariat), by=person)
        client.force_login(person)
        text = client.get("/en/regions/mine/").text
        assert (proposal.title in text) == sees


def test_no_attack_runs_from_an_offer(client, ama, secretariat, settings):
    settings.MEMBERS_SECOND_FACTOR = False
    client.force_login(secretariat)
    for attack in ATTACKS:
        offer = actions.offer("GHA", user=ama, words=attack, language="en")
        response = client.get(f"/en/regions/offers/{offer.pk}/")
        assert response.status_code == 200 and running(response.text) == []
        actions.decline(offer, by=secretariat)


def cost(client, address):
    """The second time: the first brings the index up to date."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_more_of_everything_costs_no_more_queries(client, corpus, people, held, secretariat):
    asker, sheets = corpus
    bearer = Client()
    bearer.force_login(held.user)

    def more(number):
        person = people(f"p{number}")
        actions.accept(given(person, secretariat), by=person)
        ask(sheets["GHA"], asker)
        ask(sheets["BEN"], asker)
        acts.report(
            sheets["GHA"].pk,
            Said("does", country="GHA"),
            author=person,
            state="published",
        )

    more(0)
    pages = ("/en/regions/", GHANA, "/en/regions/011/")
    before, mine = [cost(client, address) for address in pages], cost(bearer, MINE)
    for number in range(1, 4):
        more(number)
    assert [cost(client, address) for address in pages] == before
    assert cost(bearer, MINE) == mine <= 12, mine
    assert before[0] <= 5 and max(before[1:]) <= 22, before
