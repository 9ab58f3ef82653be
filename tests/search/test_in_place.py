"""With JavaScript the search answers in place, and loses nothing by it."""

import re

import pytest

pytestmark = pytest.mark.browser

STAMP = "document.documentElement.dataset.stays = 'yes'"


@pytest.fixture
def desk(chromium, site):
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto("/en/search/?q=mulch")
    page.evaluate(STAMP)
    yield page
    context.close()


def is_same_document(page):
    return page.evaluate("document.documentElement.dataset.stays") == "yes"


def count(page):
    return int(re.sub(r"\D", "", page.locator("#count").inner_text()))


def box(page, name, value):
    return page.locator(f"input[name={name}][value='{value}']")


def test_filters_are_applied_in_place_and_back_takes_them_off(desk):
    before = count(desk)
    box(desk, "carbon", "unknown").check()
    assert "carbon" not in desk.url and count(desk) == before, "a filter never applies itself"
    desk.locator("#apply").click()
    desk.wait_for_url("**carbon=unknown*")
    desk.locator("#answer[aria-busy=false]").wait_for()
    assert is_same_document(desk)
    assert 0 < count(desk) < before
    assert box(desk, "carbon", "unknown").is_checked()
    assert desk.evaluate("document.activeElement.id") == "apply"
    desk.locator("#said", has_text="sheet").wait_for(state="attached")
    assert "carbon=unknown" in desk.locator(".langs a").first.get_attribute("href")
    after = count(desk)
    desk.go_back()
    desk.locator("#count", has_text=f"{before} ").wait_for()
    assert is_same_document(desk) and "carbon" not in desk.url
    assert not box(desk, "carbon", "unknown").is_checked()
    desk.go_forward()
    desk.locator("#count", has_text=f"{after} ").wait_for()
    assert box(desk, "carbon", "unknown").is_checked()


def test_chips_sorts_and_pages_answer_in_place_too(desk):
    desk.locator(".pages a[rel=next]").click()
    desk.wait_for_url("**page=2")
    desk.locator("#answer[aria-busy=false]").wait_for()
    assert desk.evaluate("document.activeElement.id") == "count"
    first = desk.locator(".results h3").first.inner_text()
    desk.locator(".sorts a", has_text="title").click()
    desk.wait_for_url("**sort=title")
    desk.locator("#answer[aria-busy=false]").wait_for()
    desk.go_back()
    desk.wait_for_url("**page=2")
    assert desk.locator(".results h3").first.inner_text() == first
    assert is_same_document(desk)


def test_a_dead_network_is_said_and_loses_no_choice(desk):
    box(desk, "carbon", "unknown").check()
    desk.context.set_offline(True)
    desk.locator("#apply").click()
    desk.locator("#failed").wait_for()
    assert box(desk, "carbon", "unknown").is_checked()
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Try again").click()
    desk.wait_for_url("**carbon=unknown*")
    assert is_same_document(desk) and desk.locator("#failed").is_hidden()


def test_a_server_that_cannot_answer_gets_a_plain_navigation(desk):
    desk.route("**/search/?*sort=title*", lambda route: route.fulfill(status=503, body="later"))
    desk.locator(".sorts a", has_text="title").click()
    desk.wait_for_url("**sort=title")
    desk.get_by_text("later").wait_for()


def test_a_long_filter_is_narrowed_as_one_types(desk):
    country = desk.locator("details[data-key=country]")
    country.locator("> summary").click()
    country.locator(".find input").fill("nigÉ")
    shown = country.locator(".values li:visible")
    assert "Nigeria" in " ".join(shown.all_inner_texts()) and shown.count() <= 2
    country.locator(".find input").fill("")
    assert shown.count() > 9


def test_without_javascript_letters_narrow_with_apply(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/search/?q=mulch")
    country = page.locator("details[data-key=country]")
    country.locator("> summary").click()
    country.locator(".find input").fill("niger")
    country.locator(".find input").press("Enter")
    page.wait_for_url("**find_country=niger*")
    assert country.locator(".values li:visible").count() == 2
    context.close()
