"""The pages of following, for who is in and who is not, and its feeds."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from knowledge.following import actions
from knowledge.following.models import Follow
from knowledge.members.actions import delete_account, export_of
from practices.models import Practice, PracticeSheet
from tests.factories import SheetFactory
from tests.knowledge.following.test_news import comment
from tests.search.factories import apply_practice

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def sheet():
    return SheetFactory(text__title="Stone bunds", first_published_at=timezone.now())


def test_who_is_out_signs_in_and_follows(client, all_roles, ada, sheet, sign_in):
    asked = client.post(f"/en/following/sheet/{sheet.pk}/", {"rhythm": "weekly"})
    assert asked["Location"].startswith("/en/account/login/?next=")
    sign_in(client, "ada@example.org")
    follow = Follow.objects.get(user=ada)
    assert (follow.kind, follow.key, follow.rhythm) == ("sheet", str(sheet.pk), "weekly")


def test_who_is_out_saves_a_search_and_it_survives_the_door(client, all_roles, ada, sheet, sign_in):
    asked = client.post("/en/following/search/?q=bunds&page=3&sort=title", {"name": "Bunds"})
    assert "/en/account/login/" in asked["Location"]
    sign_in(client, "ada@example.org")
    follow = Follow.objects.get(user=ada)
    assert (follow.name, follow.query, follow.language) == ("Bunds", "q=bunds&sort=title", "en")
    assert sheet.pk in actions.looking.unpacked(follow.seen)


def test_pages_say_whether_one_follows_and_others_get_the_same_as_before(client, ada, sheet):
    before = client.get(sheet.get_absolute_url())
    assert f"/en/following/sheet/{sheet.pk}/feed.atom" in before.text
    assert "Cookie" not in before.get("Vary", "")
    client.force_login(ada)
    client.post(f"/en/following/sheet/{sheet.pk}/")
    mine = client.get(sheet.get_absolute_url())
    assert "You follow this" in mine.text
    assert "private" in mine["Cache-Control"]


def test_the_list_changes_rhythms_and_ends(client, ada, sheet, make_person):
    follow = actions.follow("sheet", str(sheet.pk), user=ada)
    comment(sheet, make_person("bo@example.org"))
    client.force_login(ada)
    page = client.get("/en/following/").text
    assert "Stone bunds" in page
    assert "wrote a comment" in page
    client.post(f"/en/following/{follow.pk}/rhythm/", {"rhythm": "never"})
    assert Follow.objects.get().rhythm == "never"
    client.post(f"/en/following/{follow.pk}/rhythm/", {"rhythm": "hourly"})
    assert Follow.objects.get().rhythm == "never"
    client.post(f"/en/following/{follow.pk}/end/")
    assert not Follow.objects.exists()


def test_nobody_touches_follows_of_another_nor_follows_oneself(client, ada, sheet, make_person):
    follow = actions.follow("sheet", str(sheet.pk), user=ada)
    bo = make_person("bo@example.org")
    client.force_login(bo)
    assert client.post(f"/en/following/{follow.pk}/rhythm/", {"rhythm": "never"}).status_code == 404
    client.post(f"/en/following/{follow.pk}/end/")
    assert Follow.objects.get().rhythm == ""
    assert client.post(f"/en/following/person/{bo.pk}/").status_code == 404


@pytest.mark.parametrize("key", ["sheet/0", "sheet/x", "ghost/1", "zone/koppen-ZZ", "search/x"])
def test_a_forged_target_is_not_there(client, ada, key):
    client.force_login(ada)
    assert client.post(f"/en/following/{key}/").status_code == 404
    assert client.get(f"/en/following/{key}/feed.atom").status_code == 404


def test_there_is_an_end_to_what_one_may_follow(client, ada, sheet, monkeypatch):
    monkeypatch.setattr("knowledge.following.actions.following.MOST", 1)
    actions.follow("practice", str(Practice.objects.first().pk), user=ada)
    client.force_login(ada)
    page = client.post(f"/en/following/sheet/{sheet.pk}/", follow=True)
    assert "as much as one can" in page.text


def test_script_in_a_name_is_text(client, ada):
    client.force_login(ada)
    client.post("/en/following/search/?q=bunds", {"name": "<script>alert(1)</script>"})
    page = client.get("/en/following/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_search_in_one_zone_offers_the_zone(client):
    page = client.get("/en/search/?climate=BSh").text
    assert "/en/following/zone/koppen-BSh/" in page
    assert "/en/following/search/?climate=BSh" in page
    assert client.get("/en/search/?country=%3Cx%3E&climate=a+b").status_code == 200


def test_a_feed_is_for_everybody_and_holds_only_what_is_public(client, sheet, make_person):
    bo = make_person("bo@example.org")
    practice = Practice.objects.first()
    apply_practice(sheet, practice)
    comment(sheet, bo)
    comment(sheet, bo, state="pending")
    for kind, key in [("sheet", sheet.pk), ("practice", practice.pk), ("person", bo.pk)]:
        address = f"/fr/following/{kind}/{key}/feed.atom"
        response = client.get(address)
        assert len(entries(response)) == 1, kind
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=False)
    assert client.get(f"/en/following/sheet/{sheet.pk}/feed.atom").status_code == 404
    assert "entry" not in client.get(f"/en/following/person/{bo.pk}/feed.atom").text


def entries(response):
    """Those of a feed that has all that Atom (RFC 4287) asks for."""
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    found = feed.findall(f"{ATOM}entry")
    for one in [feed, *found]:
        for name in ("id", "title", "updated"):
            (only,) = one.findall(f"{ATOM}{name}")
            assert only.text, name
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated")).tzinfo
    for entry in found:
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert set(links) == {"alternate", "self"}
    assert all(link.startswith("http") for link in links.values())
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found)
    return found


def test_what_an_import_published_at_one_moment_is_told_apart_in_a_feed(client):
    now, practice = timezone.now(), Practice.objects.first()
    for _n in range(3):
        apply_practice(SheetFactory(first_published_at=now), practice)
    address = f"/es/following/practice/{practice.pk}/feed.atom"
    assert len(entries(client.get(address))) == 3


def test_follows_are_taken_along_and_go_with_the_account(ada, sheet):
    actions.follow("sheet", str(sheet.pk), user=ada)
    assert export_of(ada)["follows"][0]["key"] == str(sheet.pk)
    delete_account(ada)
    assert not Follow.objects.exists()
