"""The page of a Friend: only what was opened is public, and who shows nothing is not found out."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.discussion.actions import write as comment
from knowledge.discussion.models import Comment
from knowledge.friends.models import SWITCHES, Profile
from knowledge.friends.profile_forms import FOUND
from knowledge.members import actions as members
from knowledge.members.actions import member_of
from knowledge.moderation.actions import publish, remove
from knowledge.moderation.models import Decision
from knowledge.moderation.posts import kind_named
from practices.models import FieldReport, PracticeSheet, Term, Zone
from tests.factories import SheetFactory
from tests.knowledge.friends.test_reporting import friend
from tests.knowledge.markdown.attacks import ATTACKS
from tests.knowledge.wiki.test_safety import running

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MINE = "/en/friends/me/"
DETAILS = {"mail_language": "en", "mail_rhythm": "daily"}
ALL = {
    "about": "I herd goats.",
    "doing": "sorghum",
    "land_uses": ["landuse_cropland"],
    "country": "MLI",
    "region": "Kayes",
    "climate": "BSh",
    "soil": "AC",
    "speaks": ["fr", "bm"],
}
SECRETS = ("I herd goats.", "sorghum", "Mali", "Kayes", "BSh", "Bambara")


def member(name, **shown):
    user = friend(name)
    member_of(user)
    user.member.shown_name = shown.get("called", "")
    user.member.save()
    return user


def land_use():
    return Term.objects.filter(vocabulary__code="tech_landuse_2018").order_by("order")[0].code


def fill(client, *shows, **more):
    data = ALL | {"land_uses": [land_use()]} | dict.fromkeys(shows, "on") | more
    return client.post(MINE, data)


def url(user):
    return f"/en/friends/{user.pk}/"


def read(user, path=None):
    return Client().get(path or url(user))


@pytest.fixture
def ana(client):
    user = member("ana", called="Ana de Oruro")
    client.force_login(user)
    return user


def judge():
    return User.objects.create_superuser("judge")


def trust(user):
    """A moderator has published something of theirs."""
    Decision.objects.create(post=user, author=user, act="publish", before="pending")


def test_all_is_closed_at_first_and_nobody_is_told_that_there_is_somebody(client, ana):
    assert fill(client).status_code == 302
    assert Profile.objects.get().about == "I herd goats."
    there, nobody = read(ana), read(ana, "/en/friends/987654/")
    assert there.status_code == nobody.status_code == 404
    slashed = there.text.replace(f"friends/{ana.pk}/", "friends/987654/")
    same = slashed.replace(f"friends%2F{ana.pk}%2F", "friends%2F987654%2F")
    assert same == nobody.text
    followed = [Client().get(f"/en/following/person/{pk}/") for pk in (ana.pk, 987654)]
    assert [one.status_code for one in followed] == [404, 404]
    assert "Nobody else finds this page" in client.get(url(ana)).text
    assert "Ana" not in Client().get("/en/friends/").text


@pytest.mark.parametrize(
    ("switch", "shown"),
    [
        ("shows_about", {"I herd goats."}),
        ("shows_doing", {"sorghum"}),
        ("shows_place", {"Mali", "Kayes"}),
        ("shows_zones", {"BSh"}),
        ("shows_speech", {"Bambara"}),
        ("is_listed", set()),
    ],
)
def test_each_switch_opens_its_part_alone(client, ana, switch, shown):
    trust(ana)
    fill(client, switch)
    page = read(ana).text
    assert "Ana de Oruro" in page
    assert {one for one in SECRETS if one in page} == shown
    assert read(ana).text == page and "/account/" not in page.split("<main")[1]


def test_a_switch_of_an_empty_part_stays_off(client, ana):
    client.post(MINE, dict.fromkeys([name for name in SWITCHES if name != "is_listed"], "on"))
    assert read(ana).status_code == 404
    fill(client)
    assert read(ana).status_code == 404


def test_a_newcomer_s_words_wait_and_what_a_moderator_removes_stays_away(client, ana):
    fill(client, "shows_about", "shows_place")
    assert "I herd goats." not in read(ana).text and "Mali" in read(ana).text
    page = Profile.objects.get()
    publish(page, by=judge())
    assert "I herd goats." in read(ana).text
    remove(Profile.objects.get(), by=User.objects.get(username="judge"), reason="rude")
    fill(client, "shows_about", "shows_place")
    assert Profile.objects.get().state == "removed", "the same words are not shown by saving again"
    fill(client)
    fill(client, "shows_about", "shows_place")
    assert Profile.objects.get().state == "removed", "nor by closing and opening"
    fill(client, "shows_about", about="I herd cows.")
    assert Profile.objects.get().state == "pending" and "cows" not in read(ana).text


def test_what_is_doubted_waits_and_what_is_closed_is_not_a_moderator_s_business(client, ana):
    trust(ana)
    fill(client, "shows_about", about="[fao.org](https://evil.test/)")
    assert Profile.objects.get().state == "pending"
    fill(client, about="my own notes")
    client.force_login(User.objects.create_superuser("root"))
    person = client.get(f"/en/contribute/review/person/{ana.pk}/").text
    assert "my own notes" not in person


def test_the_person_s_page_has_the_words_and_takes_them_away(client, ana, settings):
    settings.MEMBERS_SECOND_FACTOR = False
    trust(ana)
    fill(client, "shows_about")
    client.force_login(judge())
    assert "I herd goats." in client.get(f"/en/contribute/review/person/{ana.pk}/").text
    path = f"/en/moderation/page/{Profile.objects.get().pk}/decide/"
    client.post(path, {"do": "remove:rude"})
    assert Decision.objects.filter(author=ana, act="remove", reason="rude").exists()
    assert "goats" not in read(ana).text


def test_a_position_gives_a_climate_and_is_kept_nowhere(client, ana):
    place = {"near": "12.6392316, -8.0028892"}
    refused = client.post(MINE, place | {"region": "rue 5"}).text
    assert "12.6" not in refused and not Profile.objects.exists()
    said = client.post(MINE, place, follow=True).text
    zone = Profile.objects.get().zones.get()
    assert zone.scheme == Zone.Scheme.KOPPEN and f"({zone.code})" in said and "12.6" not in said
    assert client.post(MINE, {"near": "0, -30"}).status_code == 422, "at sea"
    assert client.post(MINE, {"near": FOUND, "climate": ""}).status_code == 302, "chosen no more"


def test_a_named_climate_counts_as_a_zone_like_yours(client, ana):
    fill(client)
    sheet, other = SheetFactory(live=True), member("ben")
    report = FieldReport.objects.create(
        sheet=sheet, author=other, doing="does", state="published", language="en"
    )
    report.zones.add(Zone.objects.get(scheme="koppen", code="BSh"))
    assert "in zones like yours: 1" in client.get(sheet.get_absolute_url()).text
    assert "Say first what you do yourself" in client.get("/en/friends/peers/").text, "no peer yet"


def test_names_lead_to_the_page_until_the_person_is_blocked_or_gone(client, ana):
    sheet = SheetFactory(live=True, text__title="Stone bunds")
    comment(sheet, author=ana, text="How deep?", language="en", is_question=True)
    hidden = SheetFactory(live=True, text__title="Hidden terraces")
    comment(hidden, author=ana, text="Well?", language="en")
    FieldReport.objects.create(
        sheet=sheet, author=ana, doing="does", state="published", language="en"
    )
    assert read(ana).status_code == 200, "a report is public"
    Comment.objects.update(state="published")
    PracticeSheet.objects.filter(pk=hidden.pk).update(live=False)
    page = read(ana).text
    assert "Stone bunds" in page and "Hidden terraces" not in page
    assert Client().get(sheet.get_absolute_url()).text.count(f'href="{url(ana)}"') == 2
    members.block(ana, by=judge(), reason="x")
    assert read(ana).status_code == 404
    assert url(ana) not in Client().get(sheet.get_absolute_url()).text


def test_leaving_takes_the_page_along_and_the_export_has_it(client, ana):
    fill(client, "shows_about")
    assert members.export_of(ana)["friend_page"]["about"] == "I herd goats."
    members.delete_account(ana)
    assert not Profile.objects.exists() and read(ana).status_code == 404


def test_the_list_has_who_chose_it_and_no_closed_part_answers_a_filter(client, ana):
    fill(client, "is_listed", "shows_place")
    publish(Profile.objects.get(), by=judge())
    everybody = Client().get("/en/friends/")
    assert "Ana de Oruro" in everybody.text and "BSh" not in everybody.text
    assert "Ana de Oruro" in Client().get("/en/friends/?country=MLI").text
    for closed in ("climate=BSh", "language=fr", "country=FRA"):
        assert "Ana de Oruro" not in Client().get(f"/en/friends/?{closed}").text
    members.block(ana, by=User.objects.get(username="judge"), reason="x")
    assert "Ana de Oruro" not in Client().get("/en/friends/").text


def test_a_name_is_in_the_list_once_it_was_read_and_can_be_flagged(client, ana):
    client.post(MINE, {"is_listed": "on"})
    page, by = Profile.objects.get(), judge()
    assert page.state == "pending" and "Ana" not in Client().get("/en/friends/").text
    kind = kind_named("page")
    assert kind.text_of(kind.posts().get()) == "Ana de Oruro", "a moderator reads it"
    publish(page, by=by)
    assert "Ana de Oruro" in Client().get("/en/friends/").text
    Decision.objects.all().delete()
    client.post("/en/account/", DETAILS | {"shown_name": "Buy compost"})
    assert "Buy" not in Client().get("/en/friends/").text
    publish(Profile.objects.get(), by=by)
    reader = Client()
    reader.force_login(member("ben"))
    path = f"/en/moderation/page/{page.pk}/flag/"
    assert path in reader.get(url(ana)).text and "Buy compost" in reader.get(path).text
    remove(Profile.objects.get(), by=by, reason="spam")
    assert "Buy" not in Client().get("/en/friends/").text
    assert path not in reader.get(url(ana)).text and reader.get(path).status_code == 404


def test_words_of_a_blocked_person_cannot_be_read_where_one_flags(client, ana):
    trust(ana)
    fill(client, "shows_about")
    reader = Client()
    reader.force_login(member("ben"))
    path = f"/en/moderation/page/{Profile.objects.get().pk}/flag/"
    assert reader.get(path).status_code == 200
    members.block(ana, by=judge(), reason="x")
    assert reader.get(path).status_code == 404
    assert reader.post(path, {"reason": "spam"}).status_code == 404


def test_a_country_alone_has_no_words_that_could_be_wrong(client, ana):
    fill(client, "shows_about", "shows_place", region="")
    reader = Client()
    reader.force_login(member("ben"))
    page = reader.get(url(ana)).text
    assert "Mali" in page and "/flag/" not in page, "the words wait"


def test_following_names_nobody_whose_page_shows_nothing(client, ana):
    sheet = SheetFactory(live=True)
    comment(sheet, author=ana, text="Well?", language="en")
    Comment.objects.update(state="published")
    paths = (f"/en/following/person/{ana.pk}/", f"/en/following/person/{ana.pk}/feed.atom")
    assert [Client().get(one).status_code for one in (url(ana), *paths)] == [200, 200, 200]
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=False)
    assert [Client().get(one).status_code for one in (url(ana), *paths)] == [404, 404, 404]


def test_a_full_list_takes_as_many_queries_as_a_short_one(client):
    taken = []
    for first, last in ((0, 3), (3, 24)):
        for n in range(first, last):
            user = member(f"f{n}", called=f"F {n}")
            client.force_login(user)
            fill(client, *SWITCHES)
        Profile.objects.update(state="published")
        Client().get("/en/friends/")
        with CaptureQueriesContext(connection) as queries:
            assert f"F {last - 1}" in Client().get("/en/friends/").text
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_no_attack_runs_from_a_page(client, ana):
    trust(ana)
    for attack in ATTACKS:
        fill(client, *SWITCHES, about=attack[:500], doing=attack[:200])
        Profile.objects.update(state="published")
        for path in (url(ana), "/en/friends/", MINE):
            assert running(client.get(path).text) == [], (path, attack)


@pytest.mark.parametrize(
    "wrong",
    [
        {"about": "x" * 501},
        {"doing": "x" * 201},
        {"country": "XXX"},
        {"climate": "NO"},
        {"speaks": ["xx"]},
        {"region": "rue 5"},
        {"land_uses": ["no"]},
    ],
)
def test_what_cannot_be_is_said_and_not_kept(client, ana, wrong):
    answer = fill(client, **wrong)
    assert answer.status_code == 422 and 'class="wrong"' in answer.text
    assert not Profile.objects.exists()


def test_forms_of_other_sites_are_refused(ana):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ana)
    assert strict.post(MINE, {"about": "x"}).status_code == 403
