"""A sheet from its first word to its reader, in each language, with JavaScript and without it.

A contributor writes on a phone and sends; a reviewer sends it back with a reason and, mended, makes
it public; a reader reads it. Each page on the way is in the language and as wide as the phone.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from tests.knowledge.contributing.people import FIRST
from tests.knowledge.test_accessibility import RULES

pytestmark = pytest.mark.browser


class Phone:
    """One person's phone, that says what it finds wrong on the pages it was shown."""

    def __init__(self, chromium, writers, session: str, language: str, is_scripted: bool) -> None:
        self.context = chromium.new_context(
            base_url=f"{writers.address}/{language}/",
            viewport={"width": 360, "height": 740},
            java_script_enabled=is_scripted,
        )
        self.context.add_cookies([writers.cookie_of(session)])
        self.page = self.context.new_page()
        self.language, self.is_scripted = language, is_scripted
        self.found: list[tuple[str, str]] = []

    def look(self) -> None:
        page = self.page
        if page.locator("html").get_attribute("lang") != self.language:
            self.found.append((page.url, "in another language"))
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            self.found.append((page.url, "too wide"))
        if self.is_scripted:
            said = Axe().run(page, options=RULES).response["violations"]
            self.found += [(page.url, f"{one['id']}: {one['nodes'][0]['html']}") for one in said]

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def press(self, do: str) -> None:
        self.page.locator(f"button[name=do][value={do}]").click()
        self.page.wait_for_load_state()
        self.look()


@pytest.fixture(params=["en", "fr", "es"])
def language(request):
    with override(request.param):
        yield request.param


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def phones(request, chromium, writers, language):
    """A contributor's and a reviewer's."""
    sessions = (
        writers.session_of("ama"),
        writers.session_of("rita", "review_proposal"),
    )
    pair = [Phone(chromium, writers, one, language, request.param) for one in sessions]
    yield pair
    for phone in pair:
        phone.context.close()


def fill_first(page, title: str) -> None:
    page.locator("[name=start-title]").fill(title)
    page.locator("[name=start-summary]").fill(FIRST["start-summary"])
    practice = page.locator("[name=start-practices][value=soil-cover]")
    page.locator("details.facet", has=practice).locator("summary").click()
    practice.check()
    page.locator(f"[name=start-land_use][value={FIRST['start-land_use']}]").check()
    page.locator("[name=start-basis][value=field]").check()
    page.locator("[name^=place-][name$=-name]").first.fill(FIRST["place-n1-name"])


def test_a_sheet_goes_from_its_first_word_to_its_reader(phones, language):
    contributor, reviewer = phones
    title = f"Mulch {language} {contributor.is_scripted}"

    contributor.go("contribute/new/sheet/")
    fill_first(contributor.page, title)
    contributor.press("send")
    expect(contributor.page.get_by_text(gettext("Nobody has taken it yet."))).to_be_visible()
    state = contributor.page.url

    reviewer.go("contribute/review/")
    reviewer.page.locator(".queue .thing > a", has_text=title).click()
    reviewer.look()
    decide = reviewer.page.url
    reviewer.page.locator("#decide details > summary").click()
    reviewer.page.locator("#reply").fill("Which grass?")
    reviewer.press("return")

    contributor.go(state)
    expect(contributor.page.get_by_text("Which grass?")).to_be_visible()
    summary = contributor.page.locator("[name=start-summary]")
    summary.fill(f"{summary.input_value()} Panicum.")
    contributor.press("send")

    reviewer.go(decide)
    reviewer.press("approve")
    contributor.go(state)
    expect(contributor.page.get_by_text(gettext("It is public. Thank you."))).to_be_visible()
    contributor.page.get_by_role("link", name=gettext("See it")).click()
    contributor.look()
    expect(contributor.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(contributor.page.get_by_text(re.compile("Panicum")).first).to_be_visible()
    assert [*contributor.found, *reviewer.found] == []
