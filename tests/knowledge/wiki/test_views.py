"""Pages, history, versions, lists: that each works, and each refusal."""

import re

import pytest

from knowledge.following.models import Follow
from knowledge.wiki.actions import rename_page
from knowledge.wiki.models import WikiPage
from knowledge.wiki.versions import revisions_of
from practices.models import Practice, Zone
from tests.knowledge.test_pages import INLINE
from tests.knowledge.wiki.factories import change, person, write

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def page():
    made = write(
        "Cover crops",
        "Sow [[Bees]] early.\n\n## When\n\nIn May.",
        summary="Plants that cover.",
        categories=["cover", "bees & soil"],
        practice=Practice.objects.get(code="cover-crops"),
        zone=Zone.objects.get(scheme="koppen", code="BSh"),
    )
    return change(made, text="Sow [[Bees]] late.\n\n## When\n\nIn May.", note="Not early")


def around(page):
    numbers = list(revisions_of(page).values_list("pk", flat=True))
    own = f"/en/wiki/{page.pk}"
    return [
        page.address(),
        f"{own}/history/",
        f"{own}/compare/",
        f"{own}/compare/?from={numbers[-1]}&to={numbers[0]}",
        f"{own}/versions/{numbers[-1]}/",
        f"{own}/links/",
    ]


LISTS = ("", "changes/", "wanted/", "orphans/", "categories/", "watched/")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_everything_opens_in_each_language_with_nothing_inline(client, page, language):
    for address in [*around(page), *(f"/en/wiki/{name}" for name in LISTS)]:
        response = client.get(address.replace("/en/", f"/{language}/"))
        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in response.text
        assert len(re.findall(r"<h1\b", response.text)) == 1, address
        assert not re.findall(INLINE, response.text), address
        assert ("Cookie" in response.get("Vary", "")) == ("watched" in address), address


def test_a_page_is_the_same_for_everybody_and_sets_no_cookie(client, page):
    response = client.get(page.address())
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_a_wrong_slug_is_mended(client, page):
    response = client.get(f"/en/wiki/{page.pk}-else/")
    assert response.status_code == 301 and response["Location"] == page.address()


def test_the_address_of_a_former_title_leads_to_the_page(client, page):
    old = page.address()
    page = rename_page(page, title="Green cover", user=person())
    assert client.get(old)["Location"] == page.address()


@pytest.mark.parametrize("name", ["1-x/", "1/history/", "999/links/", "999-x/"])
def test_what_is_no_page_of_the_wiki_is_not_found(client, db, name):
    assert client.get(f"/en/wiki/{name}").status_code == 404


def test_a_version_of_another_page_is_not_found(client, page):
    other = write("Bees")
    number = other.live_revision_id
    assert client.get(f"/en/wiki/{page.pk}/versions/{number}/").status_code == 404
    assert client.get(f"/en/wiki/{page.pk}/compare/?from={number}").status_code == 404
    assert client.get(f"/en/wiki/{page.pk}/compare/?to=x").status_code == 404


def test_a_withdrawn_page_is_gone_with_its_history(client, page):
    page.unpublish()
    assert {client.get(address).status_code for address in around(page)} == {404}


def test_readers_see_the_reviewed_version_and_may_see_the_pending_one(client, page):
    draft = WikiPage.objects.get(pk=page.pk)
    draft.text = "Sow never."
    number = draft.save_revision().pk
    text = client.get(page.address()).text
    assert "late" in text and "Sow never" not in text
    assert f"/en/wiki/{page.pk}/versions/{number}/" in text
    pending = client.get(f"/en/wiki/{page.pk}/versions/{number}/").text
    assert "Sow never" in pending and "waits for its review" in pending


def test_translations_lead_to_each_other(client, page):
    french = write("Couverts", language="fr", translation_key=page.translation_key)
    text = client.get(page.address()).text
    assert f'href="{french.address()}"' in text
    menu = re.search(r'<div class="langs".*?</div>', text, re.DOTALL).group()
    assert french.address() in menu


def test_a_page_without_translation_says_so_in_another_frame(client, page):
    text = client.get(page.address("fr")).text
    assert 'lang="en"' in text and "anglais" in text
    assert f'rel="canonical"\n          href="http://127.0.0.1:8000{page.address()}"' in text


def test_a_comparison_marks_the_words(client, page):
    text = client.get(f"/en/wiki/{page.pk}/compare/").text
    assert "<del>early</del>" in text and "<ins>late</ins>" in text and "Not early" in text


def test_history_and_what_links_here_are_one_click_away(client, page):
    text = client.get(page.address()).text
    for name in ("history", "links"):
        assert f'href="/en/wiki/{page.pk}/{name}/"' in text


def test_a_rollback_takes_two_clicks(client, page):
    client.force_login(person(reviews=True))
    assert f'href="/en/wiki/{page.pk}/history/"' in client.get(page.address()).text
    forms = re.findall(r'action="([^"]+/restore/)"', client.get(around(page)[1]).text)
    assert client.post(forms[-1])["Location"] == page.address()
    assert "early" in client.get(page.address()).text


@pytest.mark.parametrize("name", ["versions/{}/restore/", "rename/"])
def test_only_reviewers_restore_and_rename(client, page, name):
    address = f"/en/wiki/{page.pk}/{name.format(revisions_of(page).last().pk)}"
    answer = {"title": "Taken"}
    assert "login" in client.post(address, answer)["Location"]
    client.force_login(person())
    assert client.post(address, answer).status_code == 403
    page.refresh_from_db()
    assert page.title == "Cover crops" and "late" in page.text


def test_no_link_restores(client, page):
    client.force_login(person(reviews=True))
    number = revisions_of(page).last().pk
    assert client.get(f"/en/wiki/{page.pk}/versions/{number}/restore/").status_code == 405


def test_renaming_refuses_a_title_that_is_taken(client, page):
    write("Bees")
    client.force_login(person(reviews=True))
    address = f"/en/wiki/{page.pk}/rename/"
    assert "There is a page of this title" in client.post(address, {"title": "bees"}).text
    assert "the title that it has" in client.post(address, {"title": "Cover crops"}).text
    moved = client.post(address, {"title": "Green cover", "note": "Wider"})
    assert client.get(moved["Location"]).status_code == 200


def test_following_takes_an_account_and_a_list_shows_it(client, page):
    address = f"/en/following/wiki/{page.pk}/"
    assert "login" in client.post(address)["Location"]
    assert "follow no page yet" in client.get("/en/wiki/watched/").text
    client.force_login(person())
    client.post(address)
    assert "Cover crops" in client.get("/en/wiki/watched/").text
    assert "You follow this" in client.get(page.address()).text
    client.post(f"/en/following/{Follow.objects.get().pk}/end/")
    assert not Follow.objects.exists()


def test_the_index_finds_by_words_kind_and_category(client, page):
    write("Bees", kind="theme")
    for query, others in (("q=cover", 0), ("category=bees-soil", 0), ("kind=article", 0), ("", 1)):
        text = client.get(f"/en/wiki/?{query}").text
        assert "Cover crops" in text and text.count(">Bees</a>") == others, query
    assert "Write one" in client.get("/en/wiki/?q=zebra").text


def test_what_a_list_does_not_know_narrows_nothing(client, page):
    for path in ("", "changes/", "changes.atom"):
        text = client.get(f"/en/wiki/{path}?kind=x&language=xx&person=x&state=y&page=z").text
        assert "Cover crops" in text, path


def test_former_titles_are_named_where_links_are_listed(client, page):
    page = rename_page(page, title="Green cover", user=person())
    assert "Cover crops" in client.get(f"/en/wiki/{page.pk}/links/").text
