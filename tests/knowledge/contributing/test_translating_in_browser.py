"""A sheet is translated on a phone of 360 px, with and without JavaScript; its original changes."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import manage
from tests.knowledge.contributing.test_review_in_browser import OPEN, TOUCHED
from tests.knowledge.contributing.translating import ONE, THREE, TWO
from tests.knowledge.test_accessibility import RULES

pytestmark = pytest.mark.browser

SEED = """
from django.contrib.auth.models import Permission, User
from django.test import Client
from practices.editing import prepare_editing
from tests.knowledge.contributing.test_proposals import published
from tests.knowledge.contributing.translating import TEXT
prepare_editing()
def person(name, *rights):
    user = User.objects.create_user(f"t-{name}", f"{name}@example.org")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    print(name.upper(), client.cookies["sessionid"].value)
    return user
ama, rita = person("ama", "add_proposal"), person("rita", "review_proposal")
person("zoe", "add_proposal"), person("leo", "add_proposal")
print("SHEET", published(ama, rita, TEXT | {"start-title": "Mulch and maize, Yako"}).pk)
"""
TITLE = "Mulch and maize, Yako"
FRENCH = {TITLE: "Paillis et maïs", ONE: "On coupe l’herbe en mai.", TWO: "On la laisse."}
SPANISH = {TITLE: "Mantillo y maíz", TWO: "Se deja en el campo."}


@pytest.fixture(scope="module")
def seeded(site, site_folder):
    """Sessions by name, and the number of the sheet."""
    said = manage(site_folder, "shell", "-c", SEED)
    return dict(re.findall(r"^([A-Z]+) (\S+)$", said, re.MULTILINE))


@pytest.fixture
def phone_of(chromium, site, seeded):
    """The phone of a person, or of nobody: `phone_of("zoe", has_script=False)`."""

    @contextmanager
    def phone(name="", *, has_script=True):
        context = chromium.new_context(
            base_url=site,
            viewport={"width": 360, "height": 740},
            has_touch=True,
            is_mobile=True,
            java_script_enabled=has_script,
        )
        if name:
            cookie = {"name": "sessionid", "value": seeded[name.upper()], "url": site}
            context.add_cookies([cookie])
        context.set_default_timeout(20_000)
        yield context.new_page()
        context.close()

    return phone


def field_of(page, original):
    """The field beside which an original stands."""
    pair = page.locator(".pair").filter(has=page.get_by_text(original, exact=True))
    return pair.locator("textarea, input[type=text]").first


def translate(page, seeded, language, words, *, begin, send):
    page.goto(f"/{language}/contribute/translate/{seeded['SHEET']}/{language}/")
    page.get_by_role("button", name=begin).click()
    for original, text in words.items():
        field_of(page, original).fill(text)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if page.locator("#saved.pending").count():
        expect(page.locator("#saved:not(.pending)")).to_be_visible()
    page.get_by_role("button", name=send).click()


def approve(page, title):
    page.goto("/en/contribute/review/")
    page.locator(".thing > a:not([href*='/flag/'])", has_text=title).click()
    page.locator("button[value=approve]").click()


def test_from_the_first_word_to_an_outdated_paragraph(phone_of, seeded):
    sheet = f"sheets/{seeded['SHEET']}-x/"
    with phone_of("zoe") as page:
        translate(page, seeded, "fr", FRENCH, begin="Commencer", send="Envoyer en relecture")
        expect(page.locator("h1")).to_have_text(FRENCH[TITLE])
    with phone_of("leo", has_script=False) as page:
        translate(page, seeded, "es", SPANISH, begin="Empezar", send="Enviar a revisión")
    with phone_of("rita", has_script=False) as page:
        approve(page, FRENCH[TITLE])
        approve(page, SPANISH[TITLE])
    with phone_of(has_script=False) as page:
        for language, words in (("fr", FRENCH), ("es", SPANISH)):
            page.goto(f"/{language}/{sheet}")
            for text in words.values():
                expect(page.get_by_text(text).locator("visible=true").first).to_be_visible()
            expect(page.locator("[lang=en]", has_text=THREE).first).to_be_visible()
            assert not page.locator("details.outdated").count()
    with phone_of("ama", has_script=False) as page:
        change_the_original(page, seeded)
    with phone_of("rita", has_script=False) as page:
        approve(page, TITLE)
    with phone_of(has_script=False) as page:
        page.goto(f"/fr/{sheet}")
        outdated = page.locator("details.outdated")
        assert outdated.count() == 1
        outdated.locator("summary").click()
        expect(outdated.locator("ins")).to_have_text(", all of it")
        expect(page.get_by_text(FRENCH[TWO])).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def change_the_original(page, seeded):
    page.goto(f"/en/contribute/change/sheet/{seeded['SHEET']}/")
    page.get_by_role("button", name="Begin").click()
    text = "\n\n".join((ONE, TWO.replace(".", ", all of it."), THREE))
    page.locator("[name=doing-description]").fill(text)
    page.get_by_role("button", name="Send to review").click()


def test_every_page_of_a_translator_fits_a_phone_and_a_hand(phone_of, seeded):
    start = f"contribute/translate/{seeded['SHEET']}/"
    pages = ["contribute/translate/", start, f"{start}{{other}}/", "contribute/"]
    found = []
    with phone_of("leo") as page:
        for language, other in (("en", "fr"), ("fr", "es"), ("es", "fr")):
            for path in pages:
                page.goto(f"/{language}/{path.format(other=other)}")
                found += faults(page, f"{language} {path}")
        page.goto(f"/en/{start}fr/")
        page.get_by_role("button", name="Begin").click()
        found += faults(page, "the editor", touched="() => []")  # its frame is that of all
    assert found == []


def faults(page, where, touched=TOUCHED):
    page.evaluate(OPEN)
    found = [(where, small) for small in page.evaluate(touched)]
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        found.append((where, "too wide"))
    said = Axe().run(page, options=RULES).response["violations"]
    return found + [(where, v["id"], v["nodes"][0]["html"]) for v in said]
