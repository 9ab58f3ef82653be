"""Roles of regions: asked, accepted, used, ended; and the offers of those who would."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry

from knowledge.contributing.queue import how_many, waiting
from knowledge.discussion.actions import accept as accept_answer
from knowledge.discussion.actions import may_accept
from knowledge.following.actions import follow
from knowledge.members import roles
from knowledge.members.actions import MayNot, block, delete_account, export_of
from knowledge.members.models import Member
from knowledge.regions import actions
from knowledge.regions.models import Mandate, Offer
from tests.knowledge.regions.conftest import ask, given, sheet_from

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OFFER = "/en/regions/GHA/offer/"


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """The mails that something sends."""

    def run(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return mail.outbox

    return run


def test_nobody_has_a_role_without_a_yes(client, ama, secretariat):
    mandate = given(ama, secretariat)
    assert not Mandate.objects.held().exists() and not ama.has_perm("regions.accept_answer")
    actions.accept(mandate, by=ama)
    actions.accept(mandate, by=ama)
    assert Mandate.objects.held().get() == mandate
    assert roles.roles_of(ama) == ["friend", "correspondent"]
    logged = ModelLogEntry.objects.filter(action__startswith="regions.")
    assert [row.action for row in logged.order_by("timestamp")] == [
        "regions.give",
        "regions.accept",
    ]


def test_only_the_secretariat_asks_and_only_the_person_accepts(people, ama, secretariat):
    with pytest.raises(MayNot):
        given(ama, people("mo", roles.MODERATOR))
    mandate = given(ama, secretariat)
    for other in (secretariat, people("kofi")):
        with pytest.raises(MayNot):
            actions.accept(mandate, by=other)
    with pytest.raises(MayNot):
        actions.end(mandate, by=people("eve"))
    with pytest.raises(actions.GivenAlreadyError):
        given(ama, secretariat)
    for wrong in ({"place": "XXX"}, {"role": roles.SECRETARIAT}):
        with pytest.raises(ValueError):
            given(ama, secretariat, **wrong)


def test_the_same_role_is_open_once(held):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(user=held.user, role=held.role, place=held.place)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "look after"), ("fr", "occuperiez"), ("es", "ocuparía")]
)
def test_the_person_is_asked_by_mail_in_their_language(sent, ama, secretariat, language, said):
    Member.objects.filter(user=ama).update(mail_language=language)
    ama.refresh_from_db()
    (letter,) = sent(lambda: given(ama, secretariat))
    assert letter.to == [ama.email] and said in letter.subject and "Ghana" in letter.subject
    assert f"/{language}/regions/mine/" in letter.body


def test_who_is_ended_is_told_and_who_lays_it_down_is_not(sent, held, secretariat):
    other = actions.accept(given(held.user, secretariat, place="KEN"), by=held.user)
    assert sent(lambda: actions.end(held, by=held.user)) == []
    (letter,) = sent(lambda: actions.end(other, by=secretariat))
    assert "Kenya" in letter.subject
    assert sent(lambda: actions.end(other, by=secretariat)) == [], "it has ended already"


def test_the_role_goes_with_the_last_region(held, secretariat):
    ama = held.user
    other = actions.accept(given(ama, secretariat, place="KEN"), by=ama)
    actions.end(held, by=ama)
    assert roles.has_role(ama, roles.CORRESPONDENT)
    actions.end(other, by=ama)
    assert roles.roles_of(ama) == ["friend"]


def test_the_form_of_roles_neither_gives_nor_takes_those_of_regions(
    client, held, secretariat, settings
):
    settings.MEMBERS_SECOND_FACTOR = False
    client.force_login(secretariat)
    page = client.get(f"/en/account/people/{held.user_id}/")
    assert 'value="correspondent"' not in page.text and "Ghana" in page.text
    client.post(f"/en/account/people/{held.user_id}/", {"give": "1", "roles": ["friend"]})
    assert roles.has_role(held.user, roles.CORRESPONDENT)


def test_whoever_is_blocked_or_leaves_speaks_for_no_region(people, held, secretariat):
    gone = people("gone")
    other = actions.accept(given(gone, secretariat, place="011"), by=gone)
    actions.offer("KEN", user=gone, words="I would.", language="en")
    waits = actions.offer("BEN", user=held.user, words="", language="en")
    block(held.user, by=secretariat)
    delete_account(gone)
    for mandate in (held, other):
        mandate.refresh_from_db()
        assert mandate.ended_at is not None
    assert not roles.has_role(held.user, roles.CORRESPONDENT)
    assert Offer.objects.get() == waits and not Offer.objects.waiting().exists()


def test_the_export_has_roles_and_offers(held):
    actions.offer("KEN", user=held.user, words="I would.", language="en")
    found = export_of(held.user)
    assert [row["region"] for row in found["roles_in_regions"]] == ["GHA"]
    assert [row["words"] for row in found["offers_for_regions"]] == ["I would."]


def test_an_answer_is_accepted_in_one_s_own_region_alone(people, held, secretariat):
    asker = people("asker")
    here, elsewhere = (ask(sheet_from(code), asker) for code in ("GHA", "KEN"))
    assert may_accept(here, held.user) and not may_accept(elsewhere, held.user)
    answer = ask(here.target, held.user, "Ten cm.", parent=here, is_question=False)
    assert accept_answer(answer, by=held.user).accepted == answer
    wide = actions.accept(given(held.user, secretariat, place="002"), by=held.user)
    assert may_accept(elsewhere, held.user)
    for mandate in (held, wide):
        actions.end(mandate, by=held.user)
    again = type(asker).objects.get(pk=held.user_id)  # without the remembered rights
    assert not may_accept(here, again)


def test_only_own_follows_of_open_kinds_are_shown(people, held):
    ama = held.user
    mine = follow("region", "GHA", user=ama)
    secret = follow("person", "1", user=ama)
    other = follow("region", "KEN", user=people("kofi"))
    actions.show(held, follows=[mine.pk, secret.pk, other.pk], by=ama)
    assert list(held.shown.all()) == [mine]
    mine.delete()
    assert not held.shown.exists()


def test_an_offer_waits_in_the_queue_of_the_secretariat_alone(
    client, people, sent, ama, secretariat
):
    client.force_login(ama)
    letters = sent(lambda: client.post(OFFER, {"words": "I teach in Kumasi."}))
    assert [letter.to for letter in letters] == [[secretariat.email]]
    (item,) = [one for one in waiting(secretariat) if one.kind == "offer"]
    assert item.title == "Ghana" and how_many(secretariat) == 1
    assert waiting(people("mo", roles.MODERATOR)) == []
    again = client.post(OFFER, {"words": "Really."})
    assert again.status_code == 422 and Offer.objects.count() == 1


def test_one_says_it_for_few_regions_at_a_time(ama):
    for code in ("GHA", "KEN", "TGO", "BEN", "NGA"):
        actions.offer(code, user=ama, words="Yes.", language="en")
    with pytest.raises(actions.TooManyOffersError):
        actions.offer("SEN", user=ama, words="Yes.", language="en")


@pytest.mark.parametrize(("do", "mandates"), [("ambassador", 1), ("decline", 0), ("other", 0)])
def test_the_secretariat_answers_an_offer(client, sent, ama, secretariat, settings, do, mandates):
    settings.MEMBERS_SECOND_FACTOR = False
    offer = actions.offer("GHA", user=ama, words="Yes.", language="en")
    client.force_login(secretariat)
    address = reverse("regions:offered", args=[offer.pk])
    letters = sent(lambda: client.post(address, {"do": do}))
    offer.refresh_from_db()
    assert (offer.decided_at is None) == (do == "other") == (not letters)
    assert Mandate.objects.count() == mandates


def test_powerful_pages_stand_behind_a_second_key(client, held, secretariat, settings):
    settings.MEMBERS_SECOND_FACTOR = True
    client.force_login(secretariat)
    for response in (
        client.get("/en/regions/give/"),
        client.post(reverse("regions:end", args=[held.pk])),
    ):
        assert "/account/second-key/" in response["Location"]
    held.refresh_from_db()
    assert held.ended_at is None


@pytest.mark.parametrize("said", ["ama@example.org", "number"])
def test_the_secretariat_names_a_person_by_number_or_address(
    client, make_address, ama, secretariat, settings, said
):
    settings.MEMBERS_SECOND_FACTOR = False
    client.force_login(secretariat)
    asked = {"person": ama.pk if said == "number" else said, "role": "ambassador", "place": "011"}
    client.post("/en/regions/give/", asked)
    assert Mandate.objects.get().place == "011"
    again = client.post("/en/regions/give/", asked)
    assert again.status_code == 422
    nobody = client.post("/en/regions/give/", asked | {"person": "x@example.org"})
    assert nobody.status_code == 422


@pytest.fixture
def make_address(ama):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=ama, email=ama.email, verified=True)


def test_the_way_back_stays_on_this_site(client, held):
    client.force_login(held.user)
    end = reverse("regions:end", args=[held.pk])
    response = client.post(end, {"next": "//evil.test/"})
    assert response["Location"] == reverse("regions:mine")
