"""What a machine can see of WCAG 2.2 AA, on each kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.knowledge import visits

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
WIDTHS = (360, 1280)


@pytest.fixture(params=["light", "dark"])
def visitor(request, chromium, site):
    context = chromium.new_context(base_url=site, color_scheme=request.param)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page(visitor, site):
    found = []
    for kind, path in visits.addresses(site).items():
        for width in WIDTHS:
            visitor.set_viewport_size({"width": width, "height": 800})
            visitor.goto(path)
            said = Axe().run(visitor, options=RULES).response
            assert len(said["passes"]) > 20, "the rules did not run"
            found += [(kind, width, v["id"], v["nodes"][0]["html"]) for v in said["violations"]]
    assert found == []
