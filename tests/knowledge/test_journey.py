"""Two readers look practices up: a farmer on a French phone, a forester at a Spanish desk."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def unfold(group):
    """At a desk the drawer of the filters has no handle: it always stands open."""
    handle = group.locator("> summary")
    if handle.is_visible() and group.get_attribute("open") is None:
        handle.click()


def tick(page, name: str, value: str):
    """Once a list that is on its way has come: it would fold what was unfolded."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    box = page.locator(f"input[type=checkbox][name={name}][value='{value}']")
    for group in box.locator("xpath=ancestor::details").all():
        unfold(group)
    box.check()
    page.locator("#apply").click()
    page.wait_for_url(f"**{name}={value}*")


def test_farmer_finds_reads_and_comes_back(phone):
    phone.goto("/")
    assert phone.url.endswith("/fr/")
    phone.locator("input[type=search][name=q]").first.fill("paillage")
    phone.get_by_role("search").get_by_role("button").first.click()
    assert "q=paillage" in phone.url
    tick(phone, "country", "KEN")
    tick(phone, "basis", "scientific")
    filtered = phone.url
    assert "country=KEN" in filtered and "basis=scientific" in filtered
    phone.locator(".results h3 a").first.click()
    assert re.search(r"/fr/sheets/\d+-[\w-]+/", phone.url)
    phone.go_back()
    assert phone.url == filtered
    assert phone.locator("input[name=country][value=KEN]").is_checked()


def test_nothing_is_wider_than_the_phone(phone):
    for path in ("/fr/", "/fr/search/", "/es/search/?q=suelo", "/fr/practices/", "/en/sources/"):
        phone.goto(path)
        width = phone.locator("html").evaluate("e => e.scrollWidth")
        assert width <= 360, path


def test_a_row_of_results_fits_the_phone(phone):
    phone.goto("/fr/search/?source=era&q=Jeldu")
    phone.locator(".results h3 a").first.click()
    assert phone.locator(".results").count()
    assert phone.locator("html").evaluate("e => e.scrollWidth") <= 360


@pytest.fixture(params=[False, True], ids=["without-javascript", "with-javascript"])
def desk(request, chromium, site):
    """A Spanish screen, 1280 px wide."""
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 1280, "height": 900},
        locale="es-ES",
        java_script_enabled=request.param,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_forester_finds_what_was_measured_on_such_land_and_its_source(desk):
    desk.goto("/")
    assert desk.url.endswith("/es/")
    desk.locator("input[type=search][name=q]").first.fill("árboles")
    desk.get_by_role("search").get_by_role("button").first.click()
    desk.wait_for_url("**/es/search/?*q=*")
    tick(desk, "climate", "Aw")
    tick(desk, "carbon", "measured")
    desk.locator("#answer a[href*='sort=soc_desc']").first.click()
    desk.wait_for_url("**sort=soc_desc*")
    listed = desk.url
    assert "climate=Aw" in listed and "carbon=measured" in listed
    desk.locator("#answer h3 a[href*='/es/sheets/']").first.click()
    desk.wait_for_url("**/es/sheets/**")
    rows = desk.locator("#results tbody tr")
    assert rows.count()
    assert all(row.locator("a[href^='http']").count() for row in rows.all())
    desk.locator("nav a[href*='/es/practices/']").last.click()
    desk.wait_for_url("**/es/practices/**")
    desk.go_back()
    desk.go_back()
    assert desk.url == listed
