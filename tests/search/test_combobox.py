"""The search field with JavaScript: a combobox for the keyboard and for those who listen."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from knowledge.settings.base import BASE_DIR
from tests.knowledge.test_accessibility import RULES

pytestmark = pytest.mark.browser

SCRIPT = BASE_DIR / "knowledge" / "static" / "js" / "suggest.js"
ASKED = re.compile(r"/api/v1/suggest\?")
FIELDS = {"home": "/en/", "search": "/fr/search/", "not found": "/es/nothing/"}


def opened(chromium, site, path="/en/", **options):
    page = chromium.new_context(base_url=site, **options).new_page()
    page.set_default_timeout(20_000)
    page.goto(path)
    return page


@pytest.fixture
def desk(chromium, site):
    page = opened(chromium, site, viewport={"width": 1280, "height": 900})
    yield page
    page.context.close()


def options(page):
    return page.locator("#suggestions [role=option]")


def type_words(page, words):
    page.locator("#q").press_sequentially(words)
    options(page).first.wait_for()


def state(page):
    """What a screen reader is told of the field, and the option that it stands on."""
    return page.evaluate(
        """() => {
            const field = document.getElementById("q");
            const at = document.getElementById(field.getAttribute("aria-activedescendant"));
            const on = [...document.querySelectorAll("[role=option]")].filter(
                (option) => option.getAttribute("aria-selected") === "true");
            return {role: field.getAttribute("role"),
                    controls: field.getAttribute("aria-controls"),
                    completes: field.getAttribute("aria-autocomplete"),
                    isOpen: field.getAttribute("aria-expanded") === "true",
                    isShown: !document.getElementById("suggestions").hidden,
                    hasFocus: document.activeElement === field,
                    at: at && at.textContent, selected: on.map((option) => option.textContent),
                    words: field.value};
        }"""
    )


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.read_bytes(), 6)) < 2_500


def test_who_listens_is_told_of_field_list_groups_and_count(desk):
    before = state(desk)
    assert before["role"] == "combobox" and before["completes"] == "list"
    assert before["controls"] == "suggestions" and not before["isOpen"] and not before["isShown"]
    type_words(desk, "mulch")
    after = state(desk)
    assert after["isOpen"] and after["isShown"] and after["hasFocus"]
    assert after["at"] is None and after["selected"] == [], "nothing is chosen for the reader"
    assert desk.get_by_role("listbox", name="Suggestions").get_by_role("group").count() >= 2
    assert desk.get_by_role("group", name="Practices").get_by_role("option").count() >= 1
    count = options(desk).count()
    assert desk.get_by_role("status").first.inner_text().startswith(f"{count} suggestions")


def test_arrows_walk_in_a_ring_and_enter_follows(desk):
    type_words(desk, "mulch")
    texts = options(desk).all_text_contents()
    desk.keyboard.press("ArrowDown")
    assert state(desk)["at"] == texts[0] and state(desk)["selected"] == [texts[0]]
    desk.keyboard.press("ArrowUp")
    assert state(desk)["at"] == texts[-1]
    desk.keyboard.press("ArrowDown")
    assert state(desk) | {"at": texts[0], "words": "mulch", "hasFocus": True} == state(desk)
    url = options(desk).first.get_attribute("href")
    assert url.startswith("/en/practices/")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{url}")


def test_escape_closes_and_keeps_the_words_and_down_opens_again(desk):
    type_words(desk, "mulch")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Escape")
    closed = state(desk)
    assert not closed["isOpen"] and not closed["isShown"] and closed["at"] is None
    assert closed["words"] == "mulch" and closed["hasFocus"]
    desk.keyboard.press("ArrowDown")
    desk.locator("#q[aria-activedescendant]").wait_for()
    assert state(desk)["isOpen"] and len(state(desk)["selected"]) == 1


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft"])
def test_keys_of_the_caret_lead_back_to_the_letters(desk, key):
    type_words(desk, "mulch")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press(key)
    assert state(desk)["at"] is None and state(desk)["isOpen"]
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/en/search/?q=mulch")


def test_enter_without_a_choice_asks_as_always(desk):
    type_words(desk, "mulch")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/en/search/?q=mulch")


def test_leaving_the_field_closes_the_list(desk):
    type_words(desk, "mulch")
    desk.keyboard.press("Tab")
    assert not state(desk)["isShown"] and not state(desk)["isOpen"]


def test_a_click_follows_and_the_search_page_answers_enter_in_place(chromium, site):
    page = opened(chromium, site, "/en/search/?q=soil", viewport={"width": 1280, "height": 900})
    page.evaluate("document.documentElement.dataset.stays = 'yes'")
    page.locator("#q").fill("")
    type_words(page, "ethiop")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ethiop*")
    assert page.evaluate("document.documentElement.dataset.stays") == "yes"
    page.wait_for_timeout(400)
    assert not state(page)["isShown"], "the answer is not covered by suggestions"
    page.locator("#q").fill("")
    type_words(page, "ethiop")
    options(page).filter(has_text="country").click()
    page.wait_for_url("**/en/search/?country=ETH")
    page.context.close()


def test_one_question_for_letters_typed_at_a_go(desk):
    asked = []
    desk.on("request", lambda request: ASKED.search(request.url) and asked.append(request.url))
    type_words(desk, "mulching")
    assert len(asked) < len("mulching")
    assert asked[-1].endswith("q=mulching")


def test_a_late_answer_to_earlier_letters_is_not_shown(desk):
    held = []
    desk.route(re.compile(r"suggest.*q=mu$"), lambda route: held.append(route))
    desk.locator("#q").press_sequentially("mu")
    with desk.expect_request(re.compile(r"q=mu$")):
        pass
    desk.locator("#q").press_sequentially("lchi")
    options(desk).first.wait_for()
    shown = options(desk).all_text_contents()
    for route in held:
        route.fulfill(json={"suggestions": [OFFER]})
    desk.wait_for_timeout(300)
    assert held and options(desk).all_text_contents() == shown


OFFER = {"kind": "sheet", "label": "<b>Late</b>", "hint": "", "url": "/en/", "language": "ar"}


def test_what_is_offered_is_text_in_its_own_language(desk):
    desk.route(ASKED, lambda route: route.fulfill(json={"suggestions": [OFFER]}))
    type_words(desk, "mulch")
    assert options(desk).all_text_contents() == ["<b>Late</b>"]
    assert options(desk).locator("span").get_attribute("lang") == "ar"
    assert desk.get_by_role("status").first.inner_text().startswith("One suggestion")


BROKEN = {
    "dead network": lambda route: route.abort(),
    "no index": lambda route: route.fulfill(status=503, json={"detail": "rebuild"}),
    "not JSON": lambda route: route.fulfill(body="<html>"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_where_nothing_answers_nothing_is_shown_and_enter_still_asks(desk, fault):
    type_words(desk, "mul")
    desk.route(ASKED, BROKEN[fault])
    with desk.expect_request(ASKED):
        desk.locator("#q").press_sequentially("ch")
    desk.locator("#suggestions").wait_for(state="hidden")
    assert not state(desk)["isOpen"] and desk.get_by_role("status").first.inner_text() == ""
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/en/search/?q=mulch")


def test_who_waits_for_a_slow_network_may_ask_at_once(desk):
    desk.route(ASKED, lambda route: None)  # it never answers
    with desk.expect_request(ASKED):
        desk.locator("#q").press_sequentially("mulch")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/en/search/?q=mulch")


def test_no_suggestion_is_said_and_not_shown(desk):
    with desk.expect_response(ASKED):
        desk.locator("#q").press_sequentially("xyzzyq")
    desk.locator("#suggested", has_text="No suggestions").wait_for(state="attached")
    assert not state(desk)["isShown"]


@pytest.mark.parametrize("where", FIELDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_is_accessible_and_can_be_touched(chromium, site, where, scheme):
    small = {"width": 360, "height": 740}
    page = opened(chromium, site, FIELDS[where], viewport=small, color_scheme=scheme)
    page.locator("#q").fill("")  # it may hold the words of an address that led nowhere
    type_words(page, "sen")
    page.keyboard.press("ArrowDown")
    said = Axe().run(page, options=RULES).response
    assert [(one["id"], one["nodes"][0]["html"]) for one in said["violations"]] == []
    boxes = [option.bounding_box() for option in options(page).all()]
    assert all(box["height"] >= 44 and box["x"] + box["width"] <= 360 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()


@pytest.mark.parametrize("path, group", [("/fr/", "Pratiques"), ("/es/", "Prácticas")])
def test_the_list_speaks_the_language_of_the_reader(chromium, site, path, group):
    page = opened(chromium, site, path)
    type_words(page, "agrofor")
    offered = page.get_by_role("group", name=group).get_by_role("option")
    assert offered.first.get_attribute("href").startswith(path)
    page.context.close()


def test_without_javascript_it_is_a_field(chromium, site):
    page = opened(chromium, site, java_script_enabled=False)
    field = page.locator("#q")
    assert field.get_attribute("role") is None and page.locator("#suggestions").is_hidden()
    field.fill("mulch")
    field.press("Enter")
    page.wait_for_url("**/en/search/?q=mulch")
    page.context.close()
