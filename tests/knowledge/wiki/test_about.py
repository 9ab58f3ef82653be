"""Sheets and practices show which pages of the wiki speak of them."""

import re

import pytest

from practices.models import Practice
from tests.factories import SheetFactory
from tests.knowledge.wiki.factories import write

pytestmark = pytest.mark.django_db


def named(client, thing):
    text = client.get(thing.get_absolute_url()).text
    section = re.search(r'<section class="sec" id="wiki">.*?</section>', text, re.DOTALL)
    return re.findall(r'href="/en/wiki/[^"]+">([^<]+)<', section.group()) if section else []


def test_a_practice_names_pages_on_it_and_pages_that_link_to_it(client):
    mulching = Practice.objects.get(code="mulching")
    assert named(client, mulching) == []
    write("Linking", "[[practice:mulching]]")
    write("About", practice=mulching)
    write("Sur le paillage", practice=mulching, language="fr")
    write("Else", "[[practice:no-till]]")
    assert named(client, mulching) == ["About", "Linking"]


def test_the_search_offers_up_to_three_pages_with_its_words(client):
    for n in range(5):
        write(f"Mulch {n}", summary="Straw on soil.")
    write("Paillis de mulch", language="fr")
    text = client.get("/en/search/?q=straw+of+mulch").text
    assert re.findall(r">(Mulch \d|Paillis[^<]*)</a>", text) == ["Mulch 0", "Mulch 1", "Mulch 2"]
    assert "In the wiki" not in client.get("/en/search/?q=of").text
    assert "In the wiki" not in client.get("/en/search/?q=straw&page=2").text
    assert "In the wiki" not in client.get("/en/search/?q=zebra").text


def test_a_sheet_names_pages_that_link_to_it(client):
    sheet = SheetFactory()
    write("Linking", f"[[sheet:{sheet.pk}]]")
    write("Withdrawn", f"[[sheet:{sheet.pk}]]").unpublish()
    assert named(client, sheet) == ["Linking"]
