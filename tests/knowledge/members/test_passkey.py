"""A real browser with a virtual key: a reviewer is asked for one, adds a passkey, comes in with it.

On `localhost`, for browsers give no passkeys to bare addresses.
"""

import os
import re
import subprocess
import sys

import pytest

from tests.browser import ROOT, running_site
from tests.knowledge.members.test_journey import CODE, in_order, submit

pytestmark = pytest.mark.browser

ADDRESS = "rose@example.org"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("guarded")


@pytest.fixture(scope="module")
def guarded(folder):
    """A site that asks reviewers for a second key, with an editor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECOND_FACTOR", "on")
        with running_site(folder) as address:
            make_editor(folder)
            yield address.replace("127.0.0.1", "localhost")


def make_editor(folder) -> None:
    environment = os.environ | {
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
    }
    command = [sys.executable, "manage.py", "make_editor", ADDRESS, "--no-password"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)


@pytest.fixture
def page(chromium, guarded):
    """With an authenticator that says yes to all."""
    context = chromium.new_context(base_url=guarded, viewport={"width": 360, "height": 740})
    context.set_default_timeout(20_000)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    yield page
    context.close()


def come_in_by_code(page, folder, seen: int) -> int:
    """Returns how many codes were sent by now."""
    page.locator("[name=login]").fill(ADDRESS)
    submit(page)
    while len(codes := codes_in(folder)) == seen:
        page.wait_for_timeout(100)
    page.locator("[name=code]").fill(codes[-1])
    submit(page)
    return len(codes)


def codes_in(folder) -> list[str]:
    written = [path.read_text() for path in in_order((folder / "mails").glob("*"))]
    return CODE.findall("\n".join(written))


def test_a_reviewer_is_led_to_a_passkey_and_comes_in_with_it(page, folder):
    page.goto("/en/contribute/review/")
    seen = come_in_by_code(page, folder, 0)
    assert page.url.split("?")[0].endswith("/en/account/second-key/")
    page.get_by_role("link", name="Add a key").click()
    page.locator("[name=name]").fill("My phone")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("keys/(webauthn|recovery)"))
    page.goto("/en/contribute/review/")
    assert page.locator("h1").inner_text() == "To review"

    page.goto("/en/account/logout/")
    submit(page)
    page.goto("/en/contribute/review/")
    come_in_by_code(page, folder, seen)
    page.goto("/en/contribute/review/")
    assert "/keys/authenticate/" in page.url, "the code alone let somebody in"
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/contribute/review/")
    assert page.locator("h1").inner_text() == "To review"
