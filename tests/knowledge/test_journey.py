"""A farmer looks a practice up: home, search in French on a phone, two filters, a sheet, Back."""

import re

import pytest

pytestmark = pytest.mark.browser


def open_filters(page):
    """On a phone the filters are in a drawer; it opens without JavaScript."""
    drawer = page.locator("details.drawer").first
    if drawer.count() and drawer.get_attribute("open") is None:
        drawer.locator("> summary").click()


def tick(page, name: str, value: str):
    open_filters(page)
    box = page.locator(f"input[type=checkbox][name={name}][value='{value}']")
    for group in box.locator("xpath=ancestor::details").all():
        if group.get_attribute("open") is None:
            group.locator("> summary").click()
    box.check()
    page.get_by_role("button", name="Appliquer").first.click()


def test_farmer_finds_reads_and_comes_back(phone):
    phone.goto("/")
    assert phone.url.endswith("/fr/")
    phone.get_by_role("searchbox").first.fill("paillage")
    phone.get_by_role("search").get_by_role("button").first.click()
    assert "q=paillage" in phone.url
    tick(phone, "country", "KEN")
    tick(phone, "basis", "scientific")
    filtered = phone.url
    assert "country=KEN" in filtered and "basis=scientific" in filtered
    phone.locator("main h2 a, main h3 a").first.click()
    assert re.search(r"/fr/sheets/\d+-[\w-]+/", phone.url)
    phone.go_back()
    assert phone.url == filtered
    open_filters(phone)
    assert phone.locator("input[name=country][value=KEN]").is_checked()


def test_nothing_is_wider_than_the_phone(phone):
    for path in ("/fr/", "/fr/search/", "/es/search/?q=suelo", "/fr/practices/", "/en/sources/"):
        phone.goto(path)
        width = phone.locator("html").evaluate("e => e.scrollWidth")
        assert width <= 360, path


def test_a_row_of_results_fits_the_phone(phone):
    phone.goto("/fr/search/?source=era&q=Jeldu")
    phone.locator("main h2 a, main h3 a").first.click()
    assert phone.locator(".results").count()
    assert phone.locator("html").evaluate("e => e.scrollWidth") <= 360
