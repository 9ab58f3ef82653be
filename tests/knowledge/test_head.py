"""What a page says of itself when it is shared, and of its other languages."""

import re
from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from practices.models import Practice
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGES = ("/{}/", "/{}/about/", "/{}/sources/", "/{}/practices/", "/{}/search/?q=mulch")


def said(text: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)"\s+content="([^"]*)"', text))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("page", PAGES)
def test_a_shared_page_has_a_card(client, language, page):
    text = client.get(page.format(language)).text
    card = said(text)
    assert card["og:title"] and card["og:description"] == card["description"].strip()
    assert " ".join(re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1].split()).startswith(
        card["og:title"]
    )
    assert card["og:locale"].startswith(language)
    assert card["og:image"].endswith(f"/static/img/card-{language}.png")
    assert f'href="{card["og:url"]}"' in text


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_picture_is_there_of_that_size_and_small(language):
    with open(finders.find(f"img/card-{language}.png"), "rb") as file:
        content = file.read()
    assert Image.open(BytesIO(content)).size == (1200, 630)
    assert len(content) < 40_000


def test_words_of_a_record_cannot_break_the_card(client):
    sheet = SheetFactory(text__title='Bunds "of stone" & <grass>')
    text = client.get(sheet.get_absolute_url()).text
    assert 'content="Bunds &quot;of stone&quot; &amp; &lt;grass&gt;"' in text


def alternates(text: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate"\s+hreflang="([^"]+)"\s+href="([^"]+)"', text))


@pytest.mark.parametrize("make", [SheetFactory, lambda: Practice.objects.get(code="mulching")])
def test_each_language_of_a_record_is_named_by_its_last_address(client, make):
    found = alternates(client.get(make().get_absolute_url()).text)
    assert set(found) == {"en", "fr", "es", "x-default"}
    assert found["x-default"] == found["en"]
    for language in ("en", "fr", "es"):
        path = found[language].removeprefix("http://127.0.0.1:8000")
        response = client.get(path)
        assert response.status_code == 200
        assert f'<link rel="canonical"\n          href="{found[language]}">' in response.text
