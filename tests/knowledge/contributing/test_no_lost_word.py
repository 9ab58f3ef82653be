"""200 edits in a real browser, between troubles that are real. Each word is there afterwards."""

import itertools
import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.browser import CHROMIUM, CHROMIUM_FLAGS

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


@pytest.fixture
def writer(writers, playwright, tmp_path):
    writer = Writer(writers, Phone(playwright, tmp_path, writers.address))
    yield writer
    writer.context.close()


class Phone:
    """A Chromium with a disk of its own, that can be killed and started again."""

    def __init__(self, playwright, disk: Path, address: str) -> None:
        self.playwright, self.disk, self.address = playwright, disk, address

    def start(self) -> BrowserContext:
        return self.playwright.chromium.launch_persistent_context(
            str(self.disk),
            executable_path=CHROMIUM,
            args=list(CHROMIUM_FLAGS),
            base_url=self.address,
            viewport={"width": 360, "height": 740},
        )

    def kill(self) -> None:
        """All its processes, at once."""
        for command in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if f"--user-data-dir={self.disk}".encode() in command.read_bytes():
                    os.kill(int(command.parent.name), signal.SIGKILL)


class Writer:
    """One person at one phone."""

    def __init__(self, site, phone: Phone) -> None:
        self.site, self.phone = site, phone
        self.context = phone.start()
        self.sign_in()
        self.page = self.context.new_page()
        self.page.goto("/en/contribute/new/sheet/")
        self.written: set[str] = set()
        self.numbers = itertools.count(1)
        self.fields = itertools.cycle(FIELDS)

    def sign_in(self) -> None:
        self.context.add_cookies([self.site.cookie_of(self.site.session_of("ama"))])

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
        self.page = self.context.new_page()
        self.page.goto(address)


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
    writer.sign_in()
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


def browser_is_killed(writer):
    writer.context.set_offline(True)
    writer.write(10)
    writer.page.locator("#saved.pending", has_text="kept on this device").wait_for()
    address = writer.page.url
    writer.phone.kill()
    with suppress(Error):
        writer.context.close()
    writer.context = writer.phone.start()
    writer.sign_in()
    writer.open(address)


TROUBLES = [
    *(no_network, server_restarts, session_ends, two_tabs),
    *(tab_is_closed, upload_fails, browser_is_killed),
]


def test_no_word_of_two_hundred_edits_is_lost(writer):
    writer.write(10)
    writer.saved()
    for trouble in (*TROUBLES, *TROUBLES, *TROUBLES[:5]):
        trouble(writer)
        writer.saved()

    assert len(writer.written) == 200
    assert sorted(writer.site.wait_for(writer.written)) == []
