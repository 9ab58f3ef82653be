"""The site's own pages, in three languages, without a line of inline style or script."""

import re

import pytest
from django.template.loader import render_to_string

from practices.models import Source
from tests.factories import SheetFactory, SourceFactory

pytestmark = pytest.mark.django_db

PAGES = ("", "about/", "method/", "sources/", "practices/", "search/")


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
    assert not re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("page", PAGES)
def test_no_link_of_a_page_is_dead(client, page):
    text = client.get(f"/en/{page}").text
    inner = set(re.findall(r'href="(/[^"#]*)"', text)) - {
        "/static/css/site.css",
        "/static/img/icon.svg",
    }
    assert len(inner) > 5
    for address in inner:
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_every_address_within_a_page_exists(client):
    text = client.get("/en/method/").text
    for anchor in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{anchor}"' in text


def test_counts_of_the_home_page_are_what_they_lead_to(client):
    SheetFactory.create_batch(3)
    SheetFactory(live=False)
    text = client.get("/en/").text
    assert re.search(r'href="/en/search/"><b>3</b>', re.sub(r"\s+", " ", text))


def test_a_source_says_its_licence_and_counts_its_sheets(client):
    SourceFactory()
    text = client.get("/en/sources/").text
    assert 'href="https://creativecommons.org/licenses/by-nc-sa/3.0/"' in text
    assert text.count("search/?source=") == Source.objects.count()


def test_a_wrong_address_offers_a_search(client):
    response = client.get("/fr/nulle-part/")
    assert response.status_code == 404
    assert '<html lang="fr"' in response.text and 'type="search"' in response.text


def test_the_page_of_a_failure_needs_nothing():
    text = render_to_string("500.html")
    assert all(f'href="/{language}/"' in text for language in ("en", "fr", "es"))
