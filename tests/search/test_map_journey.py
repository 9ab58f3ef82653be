"""Two readers look for sheets on the map: on a French phone, and at a desk by hand and by keys."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WAIT_MS = 60_000


def count(page):
    return int(re.sub(r"\D", "", page.locator("#count").inner_text()))


def clusters(page):
    return page.locator(".sea a.m-many")


def number(mark):
    return int(re.sub(r"\D", "", mark.locator("text").text_content()))


def answered(page, url):
    """Waits until the page left this address and shows its answer."""
    page.wait_for_url(lambda now: now != url, timeout=WAIT_MS)
    expect(page.locator("#answer")).not_to_have_attribute("aria-busy", "true", timeout=WAIT_MS)


def test_a_reader_on_a_phone_goes_closer_reads_a_sheet_and_comes_back(phone):
    phone.set_default_timeout(WAIT_MS)
    phone.goto("/fr/search/?q=paillage")
    whole, url = count(phone), phone.url
    phone.locator("#as-map").click()
    answered(phone, url)
    assert count(phone) == whole
    while clusters(phone).count():
        cluster, url = clusters(phone).first, phone.url
        if cluster.get_attribute("href") == "#count":
            break  # as close as it goes: the sheets of one station
        expected = number(cluster)
        cluster.dispatch_event("click")  # another number may lie above its middle
        answered(phone, url)
        assert count(phone) == expected <= whole
        if expected < 20:
            break
    assert "box=" in phone.url and "q=paillage" in phone.url
    assert phone.locator("html").evaluate("e => e.scrollWidth") <= 360
    found = phone.url
    phone.locator(".results h3 a").first.click()
    phone.wait_for_url("**/fr/sheets/**")
    phone.go_back()
    assert phone.url == found
    phone.locator(".chip.chosen").first.click()
    answered(phone, found)
    assert count(phone) == whole


@pytest.fixture
def desk(chromium, site):
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/search/?view=map&box=-20,0,20,20")
    page.evaluate("document.documentElement.dataset.stays = 'yes'")
    yield page
    assert page.evaluate("document.documentElement.dataset.stays") == "yes", "all in place"
    assert [url for url in asked if not url.startswith(site)] == []
    context.close()


def test_the_map_is_dragged_and_the_list_is_of_what_it_shows(desk):
    url, box = desk.url, desk.locator(".sea").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    desk.mouse.move(x, y)
    desk.mouse.down()
    desk.mouse.move(x - 100, y + 20, steps=5)
    desk.mouse.up()
    answered(desk, url)
    west, south, *_ends = map(float, re.search(r"box=([^&]+)", desk.url)[1].split("%2C"))
    assert west > -15 and south > 0, "to the east and the north"
    inside = sum(number(mark) for mark in clusters(desk).all())
    assert count(desk) == inside + desk.locator(".sea a.m-one").count()
    desk.go_back()
    desk.wait_for_url(url)


def test_the_wheel_with_control_goes_closer_and_alone_scrolls_the_page(desk):
    url, before = desk.url, count(desk)
    desk.locator(".sea").hover()
    desk.mouse.wheel(0, 10)
    assert desk.url == url
    desk.keyboard.down("Control")
    desk.mouse.wheel(0, -100)
    desk.mouse.wheel(0, -100)
    desk.keyboard.up("Control")
    answered(desk, url)
    assert count(desk) < before


def test_keys_move_the_map_and_its_links_are_named(desk):
    mark = clusters(desk).first
    name = rf"{number(mark)} sheets: closer to \d+"
    assert desk.get_by_role("link", name=re.compile(name)).count() >= 1
    mark.focus()
    for key, way in (("ArrowRight", "map-east"), ("+", "map-in"), ("-", "map-out")):
        url = desk.url
        desk.keyboard.press(key)
        answered(desk, url)
        assert desk.evaluate("document.activeElement.id") == way
    desk.locator("#said", has_text="sheet").wait_for(state="attached")


def test_a_dead_network_leaves_the_map_as_it_was(desk):
    desk.context.set_offline(True)
    clusters(desk).first.dispatch_event("click")
    desk.locator("#failed").wait_for()
    url, shown = desk.url, count(desk)
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Try again").click()
    answered(desk, url)
    assert count(desk) <= shown
