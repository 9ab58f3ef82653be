"""On a phone 360 px wide without JavaScript: reading, comparing, rolling back, writing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from knowledge.wiki.models import WikiPage
from tests.knowledge.test_accessibility import RULES
from tests.knowledge.wiki.factories import change, person, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEAST = 44
SMALL = f"""() => [...document.querySelectorAll("main a, main button, main summary, main select")]
    .filter(one => getComputedStyle(one).display !== "inline")
    .filter(one => {{
        const {{ width, height }} = one.getBoundingClientRect();
        return width > 1 && height > 1 && height < {LEAST};
    }})
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def pages(chromium, vocabularies):
    write("Ants", "[[Cover crops]] feed them.")
    page = write("Cover crops", "Sow early, see [[Bees]].\n\n## When\n\nIn May.", summary="Plants.")
    write("Couverts", "Semer tôt.", language="fr", translation_key=page.translation_key)
    return change(page, text="Sow NEVER, see [[Bees]].\n\n## When\n\nIn May.", note="Oops")


@pytest.fixture
def visit(chromium, live_server, pages):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


def sign_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])


def test_a_reader_finds_reads_compares_and_meets_a_page_that_is_wanted(visit):
    visit.goto("/en/")
    visit.get_by_role("link", name="Wiki", exact=True).click()
    visit.get_by_label("Words in the title").fill("cover")
    visit.get_by_role("button", name="Show").click()
    visit.get_by_role("link", name="Cover crops").click()
    assert visit.locator("h1").inner_text() == "Cover crops"
    visit.get_by_role("link", name="What links here").click()
    assert visit.locator("main").get_by_role("link", name="Ants").is_visible()
    visit.get_by_role("link", name="History").click()
    visit.get_by_role("button", name="Compare").click()
    assert visit.locator("del").inner_text() == "early"
    assert visit.locator("ins").inner_text() == "NEVER"
    visit.locator(".crumbs").get_by_role("link", name="Cover crops").click()
    visit.locator("a.wanted").click()
    assert visit.get_by_label("Title").input_value() == "Bees"


def test_the_language_menu_leads_to_the_translation(visit, pages):
    visit.goto(pages.address())
    visit.locator(".langs").get_by_role("link", name="FR").click()
    assert visit.locator("h1").inner_text() == "Couverts"


def test_a_reviewer_rolls_back_in_two_clicks(visit, live_server, pages):
    sign_in(visit, live_server, person(reviews=True))
    visit.goto(pages.address())
    visit.get_by_role("link", name="History").click()
    visit.get_by_role("button", name="Restore").click()
    assert "Sow early" in visit.locator("main").inner_text()
    assert "Sow early" in WikiPage.objects.get(pk=pages.pk).text


def test_a_reader_proposes_a_change_and_sees_the_preview(visit, pages):
    visit.goto(pages.address())
    visit.get_by_role("link", name="Propose a change").click()
    visit.get_by_role("button", name="Begin").click()
    visit.locator("textarea[name='text-body']").fill("## Later\n\nSow **late**.")
    visit.get_by_role("button", name="Preview").click()
    assert visit.get_by_role("heading", name="Later").is_visible()
    assert visit.locator("strong", has_text="late").is_visible()
    assert "NEVER" in WikiPage.objects.get(pk=pages.pk).text


def test_what_only_a_reviewer_sees_is_accessible_and_fits(chromium, live_server, pages):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = context.new_page()
    sign_in(page, live_server, person(reviews=True))
    own, number = f"/fr/wiki/{pages.pk}", pages.live_revision_id
    found = []
    for path in ("history/", "rename/", "compare/", f"versions/{number - 1}/"):
        page.goto(f"{own}/{path}")
        said = Axe().run(page, options=RULES).response
        assert len(said["passes"]) > 20, "the rules did not run"
        found += [(path, v["id"], v["nodes"][0]["html"]) for v in said["violations"]]
        found += [(path, small) for small in page.evaluate(SMALL)]
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()
    assert found == []
