"""The site's own pages, in three languages, without a line of inline style or script."""

import re

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from practices.models import Source
from search.delivery import indexing
from tests.factories import SheetFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Linked data is no script: no browser runs it, and the policy says nothing of it.
INLINE = r"<style|\sstyle=|<script(?! type=.application/ld)(?![^>]*\ssrc=)|\son[a-z]+=|javascript:"

PAGES = ("", "about/", "method/", "sources/", "practices/", "search/", "wiki/")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_in_its_language(client, language, page):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert len(re.findall(r"<h1\b", response.text)) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_nothing_inline(client, page):
    text = client.get(f"/en/{page}").text
    assert not re.findall(INLINE, text)


@pytest.mark.parametrize("page", PAGES)
def test_no_link_of_a_page_is_dead(client, page):
    text = client.get(f"/en/{page}").text
    inner = {path for path in re.findall(r'href="(/[^"#]*)"', text) if "/static/" not in path}
    assert len(inner) > 5
    for address in inner:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_every_address_within_a_page_exists(client):
    text = client.get("/en/method/").text
    for anchor in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{anchor}"' in text


def home_counts(client) -> dict[str, str]:
    strip = re.search(r'<ul class="counts">.*?</ul>', client.get("/en/").text, re.DOTALL).group()
    return dict(re.findall(r'<a href="([^"]+)">\s*<b>([\d,]+)</b>', strip))


def test_counts_of_the_home_page_are_what_they_lead_to(client, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path
    SheetFactory.create_batch(3)
    SheetFactory(live=False)
    call_command("index", "rebuild", verbosity=0)
    counts = home_counts(client)
    assert counts["/en/search/"] == counts["/en/search/?carbon=unknown"] == "3"
    for address, number in counts.items():
        if "search" in address:
            assert f"{number} sheets" in client.get(address).text


def test_the_home_page_opens_without_an_index(client, settings, tmp_path, caplog, monkeypatch):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    monkeypatch.setattr(indexing, "INLINE_SHEETS", -1)  # too many to build an index in a request
    assert list(home_counts(client)) == ["/en/practices/"]
    assert "cannot count" in caplog.text


def test_a_source_says_its_licence_and_counts_its_sheets(client):
    SourceFactory()
    text = client.get("/en/sources/").text
    assert 'href="https://creativecommons.org/licenses/by-nc-sa/3.0/"' in text
    assert text.count("search/?source=") == Source.objects.count()


def test_a_wrong_address_offers_a_search(client):
    response = client.get("/fr/nulle-part/")
    assert response.status_code == 404
    assert '<html lang="fr"' in response.text and 'type="search"' in response.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/sheets/12-stone-bunds/", "stone bunds"),
        ("/en/paillage%20du%20ma%C3%AFs.html", "paillage du maïs"),
        ("/en/99/", ""),
        ("/es/nada/es/", ""),
    ],
)
def test_a_wrong_address_is_searched_for_its_words(client, path, words):
    response = client.get(path)
    assert response.status_code == 404
    assert re.search(r'name="q"[^>]*value="([^"]*)"', response.text)[1] == words


def test_a_wrong_address_without_a_language_answers_in_the_readers(client):
    response = client.get("/nulle-part", headers={"accept-language": "es"})
    assert response.status_code == 404 and '<html lang="es"' in response.text


def test_the_page_of_a_failure_needs_nothing():
    text = render_to_string("500.html")
    assert all(f'href="/{language}/"' in text for language in ("en", "fr", "es"))
