"""200 edits in a real browser, between troubles that are real. Each word is there afterwards."""

import itertools
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.knowledge.contributing.writing import WritersSite

pytestmark = pytest.mark.browser

FIELDS = [
    *("start-title", "start-summary", "doing-description", "doing-specifications"),
    *("land-soil_comments", "land-land_use_comments", "land-land_user_comments"),
    *("limits-barriers", "limits-recommendations", "cost-cost_comments"),
    *("who-implementation_comments", "who-adoption_comments"),
]
SAVED = """() => {
    const { textContent, dataset } = document.getElementById("saved");
    return [dataset.saved, dataset.conflict].some((text) => textContent.includes(text));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = WritersSite(tmp_path_factory.mktemp("writers"))
    site.start()
    yield site
    site.kill()


@pytest.fixture
def writer(site, chromium):
    context = chromium.new_context(base_url=site.address, viewport={"width": 360, "height": 740})
    context.add_cookies([site.cookie_of(site.session_of("ama"))])
    yield Writer(site, context)
    context.close()


class Writer:
    """One person at one phone."""

    def __init__(self, site, context) -> None:
        self.site, self.context = site, context
        self.page = context.new_page()
        self.page.goto("/en/contribute/new/sheet/")
        self.written: set[str] = set()
        self.numbers = itertools.count(1)
        self.fields = itertools.cycle(FIELDS)

    def write(self, times: int, page=None) -> None:
        page = page or self.page
        for _edit in range(times):
            word = f"word{next(self.numbers)}"
            field = next(self.fields)
            page.evaluate(
                """([name, word]) => {
                    const field = document.getElementsByName(name)[0];
                    field.value += ` ${word}.`;
                    field.dispatchEvent(new Event("input", { bubbles: true }));
                }""",
                [field, word],
            )
            self.written.add(word)

    def saved(self, page=None) -> None:
        (page or self.page).wait_for_function(SAVED, timeout=60_000)

    def again(self) -> None:
        """A new tab on the same draft, where the old one was."""
        self.open(self.page.url)

    def open(self, address: str) -> None:
        """In a new tab; right after a crash the browser may be busy, and a person tries again."""
        self.page = self.context.new_page()
        for _try in range(5):
            with suppress(Error):
                self.page.goto(address, timeout=10_000)
                return
            self.page.close()
            self.page = self.context.new_page()


def no_network(writer):
    writer.context.set_offline(True)
    writer.write(10)
    writer.page.locator("#saved.pending").wait_for()
    writer.context.set_offline(False)
    writer.page.evaluate("dispatchEvent(new Event('online'))")


def server_restarts(writer):
    writer.site.kill()
    writer.write(10)
    writer.page.wait_for_timeout(1500)
    writer.site.start()


def session_ends(writer):
    writer.context.clear_cookies(name="sessionid")
    writer.write(10)
    writer.page.locator("#saved.bad").wait_for()
    writer.context.add_cookies([writer.site.cookie_of(writer.site.session_of("ama"))])
    writer.page.evaluate("dispatchEvent(new Event('online'))")


def two_tabs(writer):
    other = writer.context.new_page()
    other.goto(writer.page.url)
    writer.write(5, page=other)
    writer.write(5)
    writer.saved(other)
    other.close()


def tab_is_closed(writer):
    writer.write(10)
    closed = writer.page
    writer.again()
    closed.close()


def upload_fails(writer):
    writer.page.route("**/keep/", lambda route: route.abort("connectionreset"))
    photo = writer.page.locator("[name$=-file]").first
    writer.page.locator("#photo").evaluate("part => part.open = true")
    photo.set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8broken"})
    writer.write(10)
    writer.page.wait_for_timeout(500)
    writer.page.unroute("**/keep/")
    photo.set_input_files([])
    writer.page.evaluate("dispatchEvent(new Event('online'))")


TROUBLES = [
    *(no_network, server_restarts, session_ends, two_tabs),
    *(tab_is_closed, upload_fails),
]


def test_no_word_of_two_hundred_edits_is_lost(writer):
    writer.write(10)
    writer.saved()
    for trouble in (*TROUBLES, *TROUBLES, *TROUBLES, no_network):
        trouble(writer)
        writer.saved()

    assert len(writer.written) == 200
    assert sorted(writer.site.wait_for(writer.written)) == []
