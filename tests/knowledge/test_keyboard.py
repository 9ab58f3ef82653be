"""The keyboard alone: search, filter, read."""

import pytest

pytestmark = pytest.mark.browser


def focused(page) -> dict:
    return page.evaluate(
        """() => {
            const e = document.activeElement, style = getComputedStyle(e);
            return {tag: e.tagName, name: e.name || "", type: e.type || "",
                    value: e.value || "", href: e.href || "",
                    text: e.textContent.trim(), outline: parseFloat(style.outlineWidth),
                    isDrawn: style.outlineStyle !== "none"};
        }"""
    )


def tab_to(page, is_there, limit=100):
    """Press Tab until the focus is there; each stop on the way must show itself."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] != "BODY":
            assert stop["isDrawn"] and stop["outline"] >= 2, f"the focus is not seen on {stop}"
        if is_there(stop):
            return stop
    raise AssertionError("the keyboard does not get there")


@pytest.mark.parametrize("scripts", [False, True], ids=["without-javascript", "with-javascript"])
def test_the_keyboard_alone_searches_filters_and_reads(chromium, site, scripts):
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 1280, "height": 800},
        locale="es-ES",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.goto("/es/")
    page.keyboard.press("Tab")
    assert "#" in focused(page)["href"], "the first stop leads past the head"
    tab_to(page, lambda stop: stop["name"] == "q")
    page.keyboard.type("agroforestería")
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/search/?*q=agroforester*")
    box = tab_to(page, lambda stop: stop["type"] == "checkbox")
    page.keyboard.press("Space")
    tab_to(page, lambda stop: stop["text"].startswith("Aplicar"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{box['name']}={box['value']}*")
    page.locator(".results h3 a[href*='/sheets/']").first.wait_for()
    if not scripts:  # the page came anew, and the keyboard starts at its top
        tab_to(page, lambda stop: stop["href"].endswith("#answer"))
        page.keyboard.press("Enter")
    tab_to(page, lambda stop: "/es/sheets/" in stop["href"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/sheets/**")
    tab_to(page, lambda stop: stop["href"].endswith("#results"))
    page.keyboard.press("Enter")
    assert page.url.endswith("#results")
    context.close()
