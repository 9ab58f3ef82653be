"""On a phone 360 px wide: what is touched is large enough, and nothing goes beyond the edge."""

import pytest

pytestmark = pytest.mark.browser

LEAST = 44
"""Pixels, of what stands alone; links inside of a sentence are as high as its lines."""
TARGETS = "a, button, summary, input:not([type=checkbox]), select"
SMALL = f"""() => [...document.querySelectorAll("{TARGETS}")]
    .filter(one => getComputedStyle(one).display !== "inline")
    .filter(one => {{
        const {{ width, height }} = one.getBoundingClientRect();
        return width > 1 && height > 1 && height < {LEAST};
    }})
    .map(one => `${{one.tagName}} ${{one.className}}: ${{one.textContent.trim()}}`)"""
PAGES = (
    *("", "search/?q=mulch", "search/?climate=BSh&soil=NT&sort=complete", "search/?q=xyzzyqq"),
    *("practices/", "practices/22-x/", "sheets/917-x/", "sheets/200-x/", "about/", "method/"),
    *("sources/", "nothing/", "wiki/", "wiki/changes/", "wiki/wanted/", "wiki/categories/"),
    *("friends/", "privacy/"),
)


@pytest.fixture
def hand(chromium, site):
    context = chromium.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_target_is_large_and_no_page_is_too_wide(hand, language):
    for path in PAGES:
        hand.goto(f"/{language}/{path}")
        hand.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert not hand.evaluate(SMALL), path
        assert hand.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_count_order_and_views_share_one_line(hand, language):
    hand.goto(f"/{language}/search/?sort=complete")
    assert hand.locator(".bar").bounding_box()["height"] < 1.5 * LEAST
    menu = hand.locator(".sorts ul")
    assert not menu.is_visible()
    hand.locator(".sorts > summary").tap()
    assert menu.is_visible() and menu.bounding_box()["x"] >= 0
    menu.locator("a").first.tap()
    hand.wait_for_url("**/search/")
