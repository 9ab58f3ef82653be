"""On a phone 360 px wide: asked, accepted, seen, answered, laid down; with scripts and without."""

import pytest
from django.core.cache import cache
from wagtail.models import Locale, Page

from knowledge.discussion.models import Comment
from knowledge.members import roles
from knowledge.members.actions import member_of
from knowledge.moderation.actions import publish
from knowledge.regions.models import Mandate
from tests.knowledge.discussion.test_discussion import friend
from tests.knowledge.discussion.test_journey import check, press, said, sign_in
from tests.knowledge.regions.conftest import ask, index, sheet_from

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = [("en", True), ("fr", False), ("es", True)]


@pytest.fixture
def question(vocabularies):
    cache.clear()
    if Page.get_first_root_node() is None:  # the test before has emptied every table
        Locale.objects.get_or_create(language_code="en")
        Page.add_root(title="Root")
    roles.prepare_roles()
    found = ask(sheet_from("GHA"), friend("asker"), "How deep?")
    index()
    return found


@pytest.fixture
def phone(request, chromium, live_server):
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


def follow_link(page, words, language):
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=said(words, language)).first.tap()
    check(page)


def shown(page) -> str:
    return page.locator("section[aria-labelledby=people]").inner_text()


@pytest.mark.parametrize(("language", "phone"), LANGUAGES, indirect=["phone"])
def test_a_region_finds_its_correspondent(phone, live_server, question, settings, language):
    settings.MEMBERS_SECOND_FACTOR = False
    ama, judge = friend("ama"), friend("judge", roles.SECRETARIAT)
    member = member_of(ama)
    member.shown_name = "Ama Mensah"
    member.save()
    region, mine = f"/{language}/regions/GHA/", f"/{language}/regions/mine/"

    sign_in(phone, live_server, judge)
    phone.goto(region)
    check(phone)
    follow_link(phone, "Ask somebody to look after a region", language)
    phone.locator("[name=person]").fill(str(ama.pk))
    phone.locator("[name=role][value=correspondent]").check()
    press(phone, "Ask them", language)
    assert "Ama Mensah" not in shown(phone), "not before a yes"
    check(phone)

    sign_in(phone, live_server, ama)
    phone.goto(mine)
    check(phone)
    press(phone, "Yes, I will", language)
    check(phone)
    phone.goto(region)
    assert "Ama Mensah" in shown(phone)
    check(phone)
    follow_link(phone, "Answer", language)
    phone.locator("#id_text").fill("Ten cm.")
    press(phone, "Send", language)
    publish(Comment.objects.waiting().get(), by=judge)
    phone.goto(f"/{language}/discussion/comment/{question.pk}/")
    press(phone, "This answers the question", language)
    phone.goto(region)
    assert phone.get_by_text("How deep?").count() == 0

    phone.goto(mine)
    phone.get_by_text(said("Lay it down", language), exact=True).tap()
    press(phone, "Yes, I lay it down", language)
    assert not Mandate.objects.open().exists()
    phone.goto(region)
    assert "Ama Mensah" not in shown(phone)
