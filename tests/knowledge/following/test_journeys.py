"""In a real browser, 360 px wide, in three languages, with JavaScript and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from knowledge.following.models import Follow
from knowledge.following.tokens import stop_token
from knowledge.members.models import Member
from tests.factories import SheetFactory
from tests.knowledge.following.conftest import friend
from tests.knowledge.test_accessibility import RULES
from tests.knowledge.wiki.test_journeys import SMALL, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "en": ("Follow", "Save this search", "Follow no more"),
    "fr": ("Suivre", "Enregistrer cette recherche", "Ne plus suivre"),
    "es": ("Seguir", "Guardar esta búsqueda", "Dejar de seguir"),
}
STOP = {"en": "Stop these mails", "fr": "Arrêter ces messages", "es": "Detener estos correos"}


@pytest.fixture(params=["en", "fr", "es"])
def language(request):
    return request.param


@pytest.fixture(params=[False, True], ids=["without-javascript", "with-javascript"])
def visit(request, chromium, live_server, vocabularies):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        java_script_enabled=request.param,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.is_scripted = request.param
    yield page
    context.close()


def follow_to(visit, what):
    """Until the page that it leads to is there, with its style: the old one would be measured."""
    with visit.expect_navigation():
        what.first.click()


def is_fine(page):
    """Fits, under a finger, what is folded away too."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(SMALL) == []
    if page.is_scripted:  # without scripts axe never comes to an end
        said = Axe().run(page, options=RULES).response
        assert [one["id"] for one in said["violations"]] == []


def test_one_follows_saves_a_search_and_ends_both(visit, live_server, make_person, language):
    follow, save, end = WORDS[language]
    user = friend(make_person, "ada@example.org", language=language)
    sheet = SheetFactory(text__title="Stone bunds", first_published_at=timezone.now())
    sign_in(visit, live_server, user)
    main = visit.locator("main")
    visit.goto(f"/{language}/sheets/{sheet.pk}-stone-bunds/")
    follow_to(visit, main.get_by_role("link", name=follow, exact=True))
    is_fine(visit)
    follow_to(visit, main.get_by_role("button", name=follow, exact=True))
    visit.goto(f"/{language}/search/?q=bunds")
    assert visit.evaluate("document.documentElement.scrollWidth") <= 360
    follow_to(visit, main.get_by_role("link", name=save))
    is_fine(visit)
    follow_to(visit, main.get_by_role("button", name=save))
    assert "q=bunds" in visit.url
    assert set(Follow.objects.values_list("kind", flat=True)) == {"sheet", "search"}
    for _each in range(2):
        visit.goto(f"/{language}/following/")
        is_fine(visit)
        follow_to(visit, main.get_by_role("button", name=end))
    assert not Follow.objects.exists()
    visit.context.clear_cookies()
    visit.goto(f"/{language}/following/stop/{stop_token(user.pk)}/")
    is_fine(visit)
    follow_to(visit, main.get_by_role("button", name=STOP[language]))
    expect(main.get_by_role("status")).to_be_visible()
    assert Member.objects.get(user=user).mail_rhythm == "never"
