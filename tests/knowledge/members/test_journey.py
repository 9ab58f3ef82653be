"""A real browser, 360 px wide: joining, coming back and leaving, without JavaScript."""

import re
import time
import uuid

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import manage
from tests.knowledge.test_accessibility import RULES
from tests.knowledge.test_touch import SMALL

pytestmark = pytest.mark.browser

WORDS = {
    "en": ("Sign in", "Create an account", "My account", "Delete my account"),
    "fr": ("Se connecter", "Créer un compte", "Mon compte", "Supprimer mon compte"),
    "es": ("Entrar", "Crear una cuenta", "Mi cuenta", "Eliminar mi cuenta"),
}
# Of a choice it is the label that one touches.
TOO_SMALL = SMALL.replace("[type=checkbox])", "[type=checkbox], [type=radio]), .choice")
CODE = re.compile(r"^([A-Z0-9]{3,4}-[A-Z0-9]{3,4})$", re.MULTILINE)


@pytest.fixture
def phone(chromium, site):
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def last_code(site_folder):
    """Waits for a mail to the address, and reads the code in it."""

    def read(address: str) -> str:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            written = [path.read_text() for path in in_order((site_folder / "mails").glob("*"))]
            letters = [part for text in written for part in text.split("-" * 79)]
            mine = [part for part in letters if f"To: {address}" in part]
            if mine and (found := CODE.findall("\n".join(mine))):
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address}")

    return read


def in_order(paths):
    """Oldest first: each worker writes its own files."""
    return sorted(paths, key=lambda path: path.stat().st_mtime)


def submit(page) -> None:
    page.locator("main .form button[type=submit]").first.click()


def join(page, language: str, address: str, last_code) -> None:
    page.goto(f"/{language}/about/")
    page.locator("a.door").click()
    page.get_by_role("link", name=WORDS[language][1]).click()
    page.locator("[name=email]").fill(address)
    submit(page)
    page.locator("[name=code]").fill(last_code(address))
    submit(page)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_joins_says_who_one_is_agrees_and_leaves(phone, last_code, language):
    address = f"{uuid.uuid4().hex[:10]}@example.org"
    join(phone, language, address, last_code)
    assert phone.url.endswith(f"/{language}/about/")
    phone.locator("a.door").click()
    assert phone.locator("h1").inner_text() == WORDS[language][2]
    phone.locator("[name=shown_name]").fill("Ana de Oruro")
    submit(phone)
    assert phone.locator(".lede").inner_text() == "Ana de Oruro"
    phone.locator("main a[href$='/terms/']").click()
    phone.locator("main form button").click()
    phone.goto(f"/{language}/account/")
    phone.get_by_role("link", name=WORDS[language][3]).click()
    phone.get_by_role("button", name=WORDS[language][3]).click()
    assert phone.url.endswith(f"/{language}/")
    phone.goto(f"/{language}/account/")
    assert phone.locator("h1").inner_text() == WORDS[language][0]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_comes_back_with_a_code(phone, last_code, language):
    address = f"{uuid.uuid4().hex[:10]}@example.org"
    join(phone, language, address, last_code)
    old = last_code(address)
    phone.goto(f"/{language}/account/logout/")
    submit(phone)
    phone.goto(f"/{language}/method/")
    phone.locator("a.door").click()
    phone.locator("[name=login]").fill(address)
    submit(phone)
    while (code := last_code(address)) == old:
        time.sleep(0.1)
    phone.locator("[name=code]").fill("AAAA-AAAA")
    submit(phone)
    assert phone.locator("#id_code_error").is_visible()
    phone.locator("[name=code]").fill(code)
    submit(phone)
    assert phone.url.endswith(f"/{language}/method/")


def test_limits_hold_over_all_workers(site, site_folder):
    """Each asks anew, as by chance one worker or the other answers."""
    address = f"{uuid.uuid4().hex[:10]}@example.org"
    for _ in range(6):
        with httpx.Client(base_url=site) as browser:
            browser.get("/en/account/login/")
            form = {"login": address, "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
            browser.post("/en/account/login/", data=form, headers={"Referer": site})
    written = "".join(path.read_text() for path in (site_folder / "mails").glob("*"))
    assert written.count(f"To: {address}") == 3


PAGES = (
    *("", "email/", "password/set/", "keys/", "keys/totp/activate/", "keys/webauthn/add/"),
    *("keys/webauthn/", "terms/", "delete/", "logout/", "invitations/", "people/", "second-key/"),
)
OUTSIDE = ("login/", "signup/", "invited/guess/")


def make_editor(site_folder, address: str) -> None:
    manage(site_folder, "make_editor", address, "--no-password")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_of_the_account_is_for_all(chromium, site, site_folder, last_code, language):
    """axe finds nothing; what is touched is large; nothing goes beyond the edge."""
    address = f"{uuid.uuid4().hex[:10]}@example.org"
    make_editor(site_folder, address)
    context = chromium.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    found = []
    for path in OUTSIDE:
        found += faults(page, f"/{language}/account/{path}")
    page.goto(f"/{language}/account/login/")
    page.locator("[name=login]").fill(address)
    submit(page)
    found += faults(page, None)
    page.locator("[name=code]").fill(last_code(address))
    submit(page)
    for path in PAGES:
        found += faults(page, f"/{language}/account/{path}")
    context.close()
    assert found == []


def faults(page, path: str | None) -> list:
    if path:
        page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    said = Axe().run(page, options=RULES).response
    assert len(said["passes"]) > 20, "the rules did not run"
    wrong = [(page.url, v["id"], v["nodes"][0]["html"]) for v in said["violations"]]
    wrong += [(page.url, "small", one) for one in page.evaluate(TOO_SMALL)]
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        wrong.append((page.url, "too wide", ""))
    return wrong
