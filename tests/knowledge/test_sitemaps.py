"""The sitemap, robots.txt and the small addresses that every browser and crawler asks for."""

import re

import pytest
from django.core.files.storage import storages

from knowledge import sitemaps
from practices.models import Practice
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HERE = "http://127.0.0.1:8000"


def locations(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return re.findall(r"<loc>([^<]+)</loc>", response.text)


def test_robots_may_read_all_but_combinations_of_filters(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /*/search/*?" in response.text
    (sitemap,) = re.findall(r"^Sitemap: (.+)$", response.text, re.MULTILINE)
    assert client.get(sitemap.removeprefix(HERE)).status_code == 200


def test_every_address_of_the_map_opens_without_a_redirect(client):
    SheetFactory(text__title="Stone bunds")
    maps = locations(client, "/sitemap.xml")
    assert len(maps) == 4
    found = [loc for one in maps for loc in locations(client, one.replace("http://testserver", ""))]
    assert len(found) == 3 * (len(sitemaps.PAGES) + Practice.objects.count() + 1)
    for address in [*found[:18], *found[-3:]]:
        assert client.get(address.removeprefix(HERE)).status_code == 200, address


def test_an_entry_names_its_languages_and_when_it_changed(client):
    sheet = SheetFactory(text__title="Stone bunds")
    text = client.get("/sitemap-sheets.xml").text
    assert f"<lastmod>{sheet.changed_at:%Y-%m-%d}</lastmod>" in text
    entry = re.search(r"<url>.*?</url>", text, re.DOTALL).group()
    assert re.findall(r'hreflang="([^"]+)"', entry) == ["en", "fr", "es", "x-default"]


def test_only_published_sheets_are_in_it(client):
    SheetFactory(live=False)
    assert locations(client, "/sitemap-sheets.xml") == []


def test_a_long_map_is_cut_in_the_database(client, monkeypatch, django_assert_num_queries):
    SheetFactory.create_batch(5)
    monkeypatch.setattr(sitemaps.SheetSitemap, "limit", 2)
    assert len(locations(client, "/sitemap.xml")) == 6
    with django_assert_num_queries(3):
        assert len(locations(client, "/sitemap-sheets.xml?p=2")) == 2 * 3
    assert client.get("/sitemap-sheets.xml?p=9").status_code == 404


def test_browsers_find_an_icon_where_they_look(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"] == storages["staticfiles"].url("img/icon.svg")
