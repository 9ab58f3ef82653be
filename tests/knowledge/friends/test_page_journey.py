"""A real browser, 360 px wide: a Friend fills in the page, opens parts, takes all along, leaves."""

import json
import uuid
from pathlib import Path

import pytest

from tests.knowledge.friends.test_journey import is_fine
from tests.knowledge.members.test_journey import join, last_code  # noqa: F401  a fixture

pytestmark = pytest.mark.browser

SEEN = {
    "en": "This is your page as others see it.",
    "fr": "Voici votre page telle que les autres la voient.",
    "es": "Así ven los demás su página.",
}
WAITS = {"en": "A moderator reads your words", "fr": "modérateur", "es": "moderador"}


@pytest.fixture
def walker(chromium, site):
    context = chromium.new_context(base_url=site, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.has_script = True
    yield page
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_page_is_opened_seen_taken_along_and_gone(walker, chromium, site, last_code, language):  # noqa: F811
    join(walker, language, f"{uuid.uuid4().hex[:10]}@example.org", last_code)
    walker.locator("a.door").click()
    walker.locator("main a[href$='/friends/me/']").click()
    is_fine(walker)
    walker.locator("[name=about]").fill("I herd goats.")
    walker.locator("[name=shows_about]").check()
    walker.locator("[name=country]").select_option("MLI")
    walker.locator("[name=region]").fill("Kayes")
    walker.locator("[name=shows_place]").check()
    walker.locator("[name=climate]").select_option("BSh")
    walker.locator("[name=shows_zones]").check()
    walker.locator("main form button[type=submit]").click()
    mine = walker.url
    text = walker.locator("main").inner_text()
    assert SEEN[language] in text and WAITS[language] in text and "BSh" in text
    assert "goats" not in text, "a newcomer's words wait"
    is_fine(walker)

    stranger = chromium.new_context(base_url=site).new_page()
    assert stranger.goto(mine).status == 200
    assert "Kayes" not in (seen := stranger.locator("main").inner_text())
    assert "Mal" in seen, "Mali, Malí"

    walker.locator("a.door").click()
    with walker.expect_download() as taken:
        walker.locator("main a[href$='/export/']").click()
    told = json.loads(Path(taken.value.path()).read_text())
    assert told["friend_page"]["about"] == "I herd goats."

    walker.goto(f"/{language}/")
    walker.locator("a.door").click()
    walker.locator("main a[href$='/delete/']").click()
    walker.locator("main .form button[type=submit]").click()
    assert walker.url.endswith(f"/{language}/")
    assert stranger.goto(mine).status == 404
    stranger.context.close()
    walker.goto(f"/{language}/privacy/")
    is_fine(walker)
