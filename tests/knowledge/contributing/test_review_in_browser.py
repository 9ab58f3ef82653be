"""Ten minutes of a reviewer, on a phone of 360 px, without JavaScript."""

import os
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import ROOT
from tests.knowledge.test_accessibility import RULES
from tests.knowledge.test_touch import SMALL

pytestmark = pytest.mark.browser

SEED = """
from django.contrib.auth.models import Permission, User
from django.test import Client
from knowledge.contributing.actions import approve, begin, keep, send, tell_error
from practices.editing import prepare_editing
from tests.knowledge.contributing.people import FIRST, MEASURED
prepare_editing()
def person(name, *rights):
    user = User.objects.create_user(name, f"{name}@example.org")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return user
rita = person("rita", "review_proposal", "rollback_person")
ama = person("ama")
answers = FIRST | MEASURED | {"step-n1-text": "Cut the grass before it seeds."}
first = begin(kind="sheet", author=ama, language="en", answers=answers)
sheet = approve(send(first), user=rita).target
for name, new in (("ben", "Scarce."), ("cleo", "Costly.")):
    draft = begin(kind="sheet", author=person(name), language="en", target=sheet)
    more = {"limits-barriers": new, "step-n9-text": f"Sow, says {name}."}
    keep(draft, answers=draft.answers | more, number=draft.number)
    send(draft, note=f"By {name}")
tell_error(sheet, reason="It is in Ghana.", language="en", user=None)
client = Client()
client.force_login(rita)
print("SEEDED", client.cookies["sessionid"].value, sheet.pk, ama.pk)
"""


OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture(scope="module")
def seeded(site, site_folder):
    """Session of a reviewer, numbers of a sheet and of its author."""
    environment = os.environ | {
        "VAR_DIR": str(site_folder),
        "DATABASE_URL": f"sqlite:///{site_folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
    }
    command = [sys.executable, "manage.py", "shell", "-c", SEED]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=120
    )
    return re.search(r"SEEDED (\S+) (\d+) (\d+)", done.stdout).groups()


@pytest.fixture
def desk(chromium, site, seeded):
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=False,
    )
    context.add_cookies([{"name": "sessionid", "value": seeded[0], "url": site}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_every_page_of_a_reviewer_fits_a_phone_and_a_hand(desk, seeded):
    _session, sheet, author = seeded
    pages = ["review/", "review/due/", f"history/sheet/{sheet}/", f"error/sheet/{sheet}/", "mine/"]
    pages += [f"review/person/{author}/", f"review/person/{author}/roll-back/"]
    desk.goto("/en/contribute/review/")
    links = desk.locator(".queue .thing > a")
    pages += [links.nth(n).get_attribute("href").partition("/contribute/")[2] for n in range(4)]
    found = []
    for language in ("en", "fr", "es"):
        for path in pages:
            desk.goto(f"/{language}/contribute/{path}")
            desk.evaluate(
                "document.querySelectorAll('details').forEach(one => { one.open = true })"
            )
            found += [(path, language, small) for small in desk.evaluate(SMALL)]
            if desk.evaluate("document.documentElement.scrollWidth") > 360:
                found.append((path, language, "too wide"))
            if language == "en":
                said = Axe().run(desk, options=RULES).response["violations"]
                found += [(path, v["id"], v["nodes"][0]["html"]) for v in said]
    assert found == []


def test_a_reviewer_reads_publishes_sends_back_and_undoes(desk):
    desk.goto("/en/contribute/review/?sort=risk")
    changes = desk.locator(".thing", has_text="change")
    assert changes.count() == 2
    changes.first.locator("> a").tap()
    desk.get_by_role("button", name="I take it").tap()
    assert desk.get_by_text("has it").count()
    desk.get_by_role("button", name="Publish all 2 changes").tap()
    assert desk.get_by_text("You can undo it for 30 days").count()

    desk.locator(".thing", has_text="change").locator("> a").first.tap()
    assert desk.get_by_text("Choose which text stands").count()
    desk.get_by_text("Send it back, or publish some").tap()
    desk.locator("input[name=reason][value=clear]").check()
    desk.get_by_role("button", name="Send it back", exact=True).tap()
    assert desk.get_by_text("Sent back, with your answer").count()

    desk.locator("section", has_text="You decided lately").locator("a").nth(1).tap()
    desk.get_by_role("button", name="Undo the publication").tap()
    assert (
        desk.get_by_text("The page says again what it said before").count()
        or desk.get_by_text("the page says again").count()
    )


def test_a_reader_comes_from_the_sheet_to_its_history_and_compares(desk, seeded):
    desk.goto(f"/en/sheets/{seeded[1]}-x/")
    desk.get_by_role("link", name="History").tap()
    desk.get_by_role("button", name="Compare the two").tap()
    assert desk.locator(".change").count()
