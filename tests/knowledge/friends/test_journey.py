"""A real browser, 360 px wide: one says what one does, then joins, and it is sent."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.knowledge.members.test_journey import last_code, submit  # noqa: F401  a fixture
from tests.knowledge.test_accessibility import RULES

pytestmark = pytest.mark.browser

BUTTONS = {"en": "I do it", "fr": "Je le fais", "es": "Lo hago"}
WAITS = {"en": "A moderator reads it first", "fr": "modérateur", "es": "moderador"}


@pytest.fixture(params=[False, True], ids=["without-javascript", "with-javascript"])
def walker(request, chromium, site):
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
        geolocation={"latitude": 12.6392316, "longitude": -8.0028892},
        permissions=["geolocation"],
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.has_script = request.param
    yield page
    context.close()


def is_fine(page) -> None:
    """As wide as the screen; nothing that axe finds."""
    if page.has_script:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        found = Axe().run(page, options=RULES).response["violations"]
        assert [one["id"] for one in found] == []


def give_place(page) -> None:
    if not page.has_script:
        page.locator("[name=near]").fill("12.6392316, -8.0028892")
        return
    page.locator("[data-here] button").click()
    expect(page.locator("[name=near]"), "rounded before it is sent").to_have_value("12.6, -8.0")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_says_it_first_and_joins_after(walker, last_code, language):  # noqa: F811
    walker.goto(f"/{language}/sheets/1-x/")
    is_fine(walker)
    walker.locator("#who").get_by_role("link", name=BUTTONS[language]).click()
    assert walker.locator("[name=doing][value=does]").is_checked()
    walker.locator("[name=since]").fill("3019")
    give_place(walker)
    walker.locator("main form button[type=submit]").first.click()
    is_fine(walker)
    assert walker.locator(".err").first.inner_text()
    assert walker.locator("[name=near]").input_value() == "12.6, -8.0"
    walker.locator("[name=since]").fill("5/2019")
    walker.locator("main form button[type=submit]").first.click()
    address = f"{uuid.uuid4().hex[:10]}@example.org"
    walker.locator("[name=email]").fill(address)
    submit(walker)
    walker.locator("[name=code]").fill(last_code(address))
    submit(walker)
    assert "#who" in walker.url
    assert WAITS[language] in walker.locator("body").inner_text()
