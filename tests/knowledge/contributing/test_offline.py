"""A sheet written without a network from start to end, and what a phone shows of it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.knowledge.contributing.people import FIRST

pytestmark = pytest.mark.browser

MOST_BYTES = 200_000
"""Before compression, which makes a tenth of it."""


@pytest.fixture
def phone(writers, chromium):
    context = chromium.new_context(base_url=writers.address, viewport={"width": 360, "height": 740})
    context.add_cookies([writers.cookie_of(writers.session_of("ama"))])
    yield context.new_page()
    context.close()


def fill_first(page) -> None:
    page.get_by_label("Name of the sheet").fill(FIRST["start-title"])
    page.get_by_label("In one sentence").fill(FIRST["start-summary"])
    page.locator("summary", has_text="Soil cover and tillage").click()
    page.locator("[name=start-practices][value=soil-cover]").check()
    page.get_by_label("Cropland", exact=True).check()
    page.get_by_label("Experience in the field").check()
    page.get_by_label("Village, district, region").fill(FIRST["place-n1-name"])


def add_steps(page, *texts: str) -> None:
    page.locator("#step > summary").click()
    for number, text in enumerate(texts):
        if number:
            page.get_by_role("button", name="Another step").click()
        page.locator("#step textarea").nth(number).fill(text)


def test_a_sheet_is_written_without_a_network_and_sent_when_it_is_back(writers, phone):
    phone.goto("/en/contribute/new/sheet/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.reload()  # the worker sees this page
    phone.context.set_offline(True)
    phone.reload()
    fill_first(phone)
    add_steps(phone, "Cut the grass.", "Leave it on the field.", "Sow the maize.")
    phone.get_by_text("No network: kept on this device only.").wait_for()
    phone.reload()
    assert phone.locator("#step textarea").nth(2).input_value() == "Sow the maize."

    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    phone.get_by_text("Saved on the server.").wait_for()

    texts = writers.kept_texts()
    assert any("Kpeve" in text and "Sow the maize." in text for text in texts)
    phone.wait_for_url(re.compile("/contribute/[0-9a-f-]{36}/"))


KEPT = "() => globalThis.device.all().then((all) => all.map((one) => JSON.stringify(one.answers)))"


def test_a_device_keeps_nothing_of_what_was_sent(phone):
    phone.goto("/en/contribute/new/sheet/")
    fill_first(phone)
    phone.get_by_text("Saved on the server.").wait_for()
    phone.locator("[name=start-summary]").fill("Not on a shared phone.")
    assert any("shared phone" in text for text in phone.evaluate(KEPT))

    phone.get_by_role("button", name="Send to review").click()
    phone.get_by_text("Nobody has taken it yet.").wait_for()
    phone.wait_for_function("() => globalThis.device.all().then((all) => !all.length)")


def test_a_page_whose_store_did_not_arrive_saves_on_the_server(phone):
    phone.route("**/device*.js", lambda route: route.abort())
    phone.goto("/en/contribute/new/sheet/")
    phone.locator("[name=start-title]").fill("Half-moons of Tahoua")
    phone.get_by_text("Saved on the server.").wait_for()

    phone.context.set_offline(True)
    phone.locator("[name=start-summary]").fill("Nowhere yet.")
    phone.get_by_text("this device keeps nothing").wait_for()


def test_a_photograph_that_waits_is_not_said_to_be_kept(phone):
    phone.goto("/en/contribute/new/sheet/")
    phone.context.set_offline(True)
    phone.locator("#photo > summary").click()
    photo = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8"}
    phone.locator("[name$=-file]").first.set_input_files(photo)
    phone.get_by_text("the photograph is not").wait_for()


def test_the_editor_is_light_and_axe_finds_nothing(writers, phone):
    answer = phone.goto("/fr/contribute/new/sheet/")
    assert len(answer.body()) < MOST_BYTES
    for part in ("#measured", "#cost", "#photo"):
        phone.locator(f"{part} > summary").click()

    assert not Axe().run(phone).response["violations"]
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_without_javascript_a_sheet_is_written_part_by_part_and_sent(writers, chromium):
    context = chromium.new_context(
        base_url=writers.address, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    context.add_cookies([writers.cookie_of(writers.session_of("ben"))])
    page = context.new_page()
    page.goto("/en/contribute/new/sheet/")
    fill_first(page)
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.locator("#step > summary").click()
    page.locator("#step textarea").first.fill("Cut the grass.")
    page.get_by_role("button", name="Another step").click()
    page.locator("#step textarea").nth(1).fill("Sow the maize.")
    page.get_by_role("button", name="Send to review").click()

    assert page.get_by_text("It waits for a reviewer.").is_visible()
    context.close()
