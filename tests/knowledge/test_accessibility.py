"""What a machine can see of WCAG 2.2 AA, on each kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.knowledge import visits

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""All that the dark scheme changes: its pages are those of the light one in other colours."""
WIDTHS = (360, 1280)


@pytest.mark.parametrize(("scheme", "rules", "least"), [("light", RULES, 20), ("dark", COLOURS, 1)])
def test_axe_finds_nothing_on_any_page(chromium, site, scheme, rules, least):
    context = chromium.new_context(base_url=site, color_scheme=scheme)
    visitor = context.new_page()
    found = []
    for kind, path in visits.addresses(site).items():
        for width in WIDTHS:
            visitor.set_viewport_size({"width": width, "height": 800})
            visitor.goto(path)
            said = Axe().run(visitor, options=rules).response
            assert len(said["passes"]) >= least, "the rules did not run"
            found += [(kind, width, v["id"], v["nodes"][0]["html"]) for v in said["violations"]]
    context.close()
    assert found == []
