"""What a machine can see of WCAG 2.2 AA, on each kind of page."""

from itertools import product

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
SCHEMES = (("light", RULES), ("dark", COLOURS))


def test_axe_finds_nothing_on_any_page(chromium, site):
    """A page is loaded once and turned: reading it again costs more than the rules. Colours that
    were still on their way to those of the other scheme would be found.
    """
    context = chromium.new_context(base_url=site, reduced_motion="reduce")
    visitor = context.new_page()
    found = []
    for kind, path in visits.addresses(site).items():
        visitor.goto(path)
        for width, (scheme, rules) in product(WIDTHS, SCHEMES):
            visitor.set_viewport_size({"width": width, "height": 800})
            visitor.emulate_media(color_scheme=scheme)
            said = Axe().run(visitor, options=rules).response
            assert said["passes"], "the rules did not run"
            found += [
                (kind, width, scheme, one["id"], one["nodes"][0]["html"])
                for one in said["violations"]
            ]
    context.close()
    assert found == []
