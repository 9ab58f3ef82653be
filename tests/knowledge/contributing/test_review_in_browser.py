"""Ten minutes of a reviewer, on a phone of 360 px, without JavaScript."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import manage
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
text = begin(kind="sheet", author=ama, language="en", target=sheet)
keep(text, answers=text.answers | {"doing-description": "Cut, then left."}, number=text.number)
approve(send(text), user=rita)
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


BOXES = "input:not([type=checkbox])"
TOUCHED = SMALL.replace(BOXES, "input:not([type=checkbox], [type=radio]), .opt label")
"""A box or a button of a choice is touched by its label."""
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@pytest.fixture(scope="module")
def seeded(site, site_folder):
    """Session of a reviewer, numbers of a sheet and of its author."""
    said = manage(site_folder, "shell", "-c", SEED)
    return re.search(r"SEEDED (\S+) (\d+) (\d+)", said).groups()


@contextmanager
def phone_of_a_reviewer(chromium, site, session, **options):
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        **options,
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium, site, seeded):
    with phone_of_a_reviewer(chromium, site, seeded[0], java_script_enabled=False) as page:
        yield page


@pytest.fixture
def examined(chromium, site, seeded):
    """With JavaScript, which axe needs to run at all."""
    with phone_of_a_reviewer(chromium, site, seeded[0]) as page:
        yield page


def test_every_page_of_a_reviewer_fits_a_phone_and_a_hand(desk, examined, seeded):
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
            found += [(path, language, small) for small in desk.evaluate(TOUCHED)]
            if desk.evaluate("document.documentElement.scrollWidth") > 360:
                found.append((path, language, "too wide"))
            if language == "en":
                examined.goto(f"/en/contribute/{path}")
                said = Axe().run(examined, options=RULES).response["violations"]
                found += [(path, v["id"], v["nodes"][0]["html"]) for v in said]
    assert found == []


def test_a_reviewer_reads_publishes_sends_back_and_undoes(desk):
    desk.goto("/en/contribute/review/?sort=risk")
    changes = desk.locator(".thing", has_text="change")
    expect(changes).to_have_count(2)
    changes.first.locator("> a").tap()
    desk.get_by_role("button", name="I take it").tap()
    expect(desk.get_by_text("has it").first).to_be_visible()
    desk.get_by_role("button", name="Publish all 2 changes").tap()
    expect(desk.get_by_text("You can undo it for 30 days").first).to_be_visible()

    desk.locator(".thing", has_text="change").locator("> a").first.tap()
    expect(desk.get_by_text("Choose which text stands").first).to_be_visible()
    desk.locator("input[name=reason][value=clear]").check()
    desk.get_by_role("button", name="Send it back", exact=True).tap()
    expect(desk.get_by_text("Sent back, with your answer").first).to_be_visible()

    desk.locator("section", has_text="You decided lately").locator("a").nth(1).tap()
    expect(desk.get_by_role("button", name="Undo the publication")).to_be_visible()
    desk.get_by_role("button", name="Undo the publication").tap()
    assert (
        desk.get_by_text("The page says again what it said before").count()
        or desk.get_by_text("the page says again").count()
    )


def test_a_reader_comes_from_the_sheet_to_its_history_and_compares(desk, seeded):
    desk.goto(f"/en/sheets/{seeded[1]}-x/")
    desk.get_by_role("link", name="History").tap()
    desk.get_by_role("button", name="Compare the two").tap()
    expect(desk.locator(".change").first).to_be_visible()
