"""Any search can be followed: newest change first, lasting addresses, 304 where nothing is new."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from practices.models import Credit, PracticeSheet
from practices.signals import announce
from search.delivery import indexing
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.factories import apply_practice, practice

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/en/search/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def changed(sheet, day):
    when = datetime(2026, 3, day, 12, tzinfo=UTC)
    PracticeSheet.objects.filter(pk=sheet.pk).update(changed_at=when)
    announce([sheet.pk])
    return sheet


def feed(client, url=URL, **params):
    response = client.get(url, params)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def ids(root):
    return [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]


def tags(*sheets):
    return [f"tag:127.0.0.1,2026:sheets/{sheet.pk}" for sheet in sheets]


def test_the_newest_change_comes_first_whatever_the_list_is_sorted_by(client):
    old, new, middle = (changed(SheetFactory(), day) for day in (1, 9, 5))
    root = feed(client, sort="title", page=3)
    assert ids(root) == tags(new, middle, old)
    assert root.findtext(f"{ATOM}updated") == "2026-03-09T12:00:00+00:00"


def test_it_holds_what_the_search_finds_and_names_it(client):
    SheetFactory(basis="scientific", text__title="Bunds")
    sheet = SheetFactory(text__title="Bunds of <stone>", text__summary="a < b & c")
    apply_practice(sheet, practice("t-bunds"))
    Credit.objects.create(sheet=sheet, role="compiler", name="A. Person")
    root = feed(client, q="bunds", basis="field")
    assert root.findtext(f"{ATOM}title") == "Soil carbon practices · bunds · field experience"
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Bunds of <stone>"
    assert entry.findtext(f"{ATOM}summary") == "a &lt; b &amp; c"  # it is HTML
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "A. Person"
    assert entry.findtext(f"{ATOM}rights") == "CC BY 4.0"
    assert entry.find(f"{ATOM}category").get("term") == "t-bunds"
    url = f"http://127.0.0.1:8000/en/sheets/{sheet.pk}-bunds-of-stone/"
    assert entry.find(f"{ATOM}link").get("href") == url
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://127.0.0.1:8000/en/search/?q=bunds&basis=field",
        "self": "http://127.0.0.1:8000/en/search/feed.atom?q=bunds&basis=field",
    }


def test_an_entry_keeps_its_id_when_title_and_language_change(client):
    sheet = SheetFactory(text__title="Zai")
    SheetTextFactory(sheet=sheet, language="fr", is_original=False, title="Poquets")
    before = ids(feed(client))
    sheet.texts.update(title="Pits")
    assert ids(feed(client)) == ids(feed(client, "/fr/search/feed.atom")) == before


def test_nothing_new_is_304_by_etag(client):
    sheet = changed(SheetFactory(), 1)
    first = client.get(URL)
    known = {"If-None-Match": first["ETag"]}
    again = client.get(URL, headers=known)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    changed(sheet, 2)
    assert client.get(URL, headers=known).status_code == 200


def test_a_sheet_that_left_is_seen_by_who_goes_by_dates(client):
    changed(SheetFactory(), 1)
    last = changed(SheetFactory(), 2)
    client.get(URL)
    last.unpublish()
    since = {"If-Modified-Since": "Mon, 01 Jan 2096 12:00:00 GMT"}
    assert client.get(URL, headers=since).status_code == 200


def test_an_empty_feed_does_not_change_at_every_look(client):
    first = client.get(URL, {"q": "xyzzy"})
    assert ids(ElementTree.fromstring(first.content)) == []
    assert client.get(URL, {"q": "xyzzy"})["ETag"] == first["ETag"]


def test_a_long_list_is_followed_by_its_newest_fifty(client):
    for _ in range(52):
        SheetFactory()
    assert len(ids(feed(client))) == 50


def test_a_page_names_its_feed_for_readers_of_feeds(client):
    SheetFactory()
    page = client.get("/es/search/?q=stone").content.decode()
    assert 'href="/es/search/feed.atom?q=stone"' in " ".join(page.split())


def test_without_an_index_it_says_try_again(client, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    SheetFactory()
    assert client.get(URL).status_code == 503
