"""On a phone 360 px wide, with scripts and without: joining in the act, clearing the queue."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import translation
from playwright.sync_api import expect

from knowledge.discussion.models import Comment
from knowledge.members import roles
from knowledge.members.roles import prepare_roles
from knowledge.moderation.models import Decision
from tests.factories import SheetFactory
from tests.knowledge.discussion.test_discussion import friend, say
from tests.knowledge.members.conftest import code_in
from tests.knowledge.test_accessibility import RULES
from tests.knowledge.wiki.factories import have_a_root

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES, POSTS = ("en", "fr", "es"), 20


@pytest.fixture
def sheet(vocabularies):
    have_a_root()
    prepare_roles()
    found = SheetFactory()
    say(found, friend("rita", roles.REVIEWER), "How deep?", is_question=True)
    return found


@pytest.fixture(params=[False, True], ids=["plain", "script"])
def phone(request, chromium, live_server, sheet):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.is_scripted = request.param
    yield page
    context.close()


def check(page):
    """Nothing that axe sees, which wants scripts, and nothing beyond the edge."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if page.is_scripted:
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def said(words, language):
    with translation.override(language):
        return translation.gettext(words)


def press(page, words, language):
    """The first button of this name; what it opens is there when this returns."""
    with page.expect_navigation():
        name = said(words, language)
        page.locator("main").get_by_role("button", name=name, exact=True).first.tap()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_writes_joins_and_is_back(phone, sheet, language):
    with translation.override(language):
        phone.goto(sheet.get_absolute_url())
    check(phone)
    phone.get_by_role("link", name=said("Write a comment", language), exact=True).tap()
    phone.wait_for_url("**/discussion/sheet/**")
    check(phone)
    phone.locator("#id_text").fill("We do it since 2019.")
    press(phone, "Send", language)
    phone.locator("#id_email").fill(f"{uuid4()}@example.org")  # how often is limited by address
    press(phone, "Send me a code", language)
    phone.locator("#id_code").fill(code_in(mail.outbox[-1]))
    press(phone, "Go on", language)
    phone.wait_for_url("**/discussion/comment/**")
    assert Comment.objects.waiting().get().text == "We do it since 2019."
    waits = said("Waits for a moderator: only you see it", language)
    assert phone.get_by_text(waits).first.is_visible()
    check(phone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moderator_clears_twenty_items_in_a_tap_each(
    phone, sheet, live_server, settings, language
):
    """Spam among them: the button says the reason that the doubt suggests."""
    settings.MEMBERS_SECOND_FACTOR = False
    for number in range(POSTS):
        text = SPAM if number % 4 else "We do it since 2019, and the soil holds."
        say(sheet, friend(f"f{number}"), f"{number} {text}")
    sign_in(phone, live_server, friend("judge", roles.MODERATOR))
    phone.goto(f"/{language}/contribute/review/")
    check(phone)
    for number in range(POSTS):
        act = removing(language) if number % 4 else said("Publish", language)
        tap(phone, phone.locator(".queue .thing").first, act)
        undo = phone.get_by_role("button", name=said("Undo", language))
        expect(undo).to_be_in_viewport()
        assert Comment.objects.waiting().count() == POSTS - number - 1
    assert set(Decision.objects.values_list("reason", flat=True)) == {"", "spam"}
    assert Comment.objects.filter(state="removed").count() == POSTS * 3 // 4
    tap(phone, phone.locator("main"), said("Undo", language))
    assert Comment.objects.waiting().count() == 1


SPAM = "Buy https://a.test https://b.test https://c.test"


def removing(language):
    with translation.override(language):
        return translation.gettext("Remove: %(why)s") % {"why": translation.gettext("advertising")}


def tap(page, where, name):
    with page.expect_navigation():
        where.get_by_role("button", name=name, exact=True).tap()


def sign_in(page, live_server, user: User):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
