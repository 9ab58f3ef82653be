"""A photograph kept here: on the sheet and on the page of its practice, light and credited."""

import io
import re

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model

from practices.models import Practice, SheetImage
from practices.models.sources import Licence
from tests.factories import SheetFactory
from tests.search.factories import apply_practice

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BUDGET = 120 * 1024
"""Bytes of a sheet with one photograph: see the promises of the site."""


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # of renditions, whose files are those of another test


def photograph():
    """As a camera gives it: 2400 by 1600 points, soft shapes and grain."""
    grain = Picture.effect_noise((2400, 1600), 30)
    sky = Picture.linear_gradient("L").resize((2400, 1600))
    file = io.BytesIO()
    Picture.merge("RGB", (grain, sky, Picture.blend(grain, sky, 0.5))).save(
        file, "JPEG", quality=90
    )
    return get_image_model().objects.create(title="x", file=ImageFile(file, name="bund.jpg"))


def attach(sheet, licence=Licence.CC_BY_4, **more):
    words = {"caption": "A bund after rain", "credit": "M. Ershad"} | more
    return SheetImage.objects.create(sheet=sheet, image=photograph(), licence=licence, **words)


def test_a_sheet_shows_its_photograph_with_words_credit_and_licence(client):
    sheet = SheetFactory()
    attach(sheet)
    figure = re.search("<figure>.*?</figure>", client.get(sheet.get_absolute_url()).text, re.S)
    shown = figure.group()
    assert 'alt="A bund after rain"' in shown and 'loading="lazy"' in shown
    assert "M. Ershad" in shown and "CC BY 4.0" in shown
    assert re.search(r'width="960"\s+height="640"', shown)
    assert re.search(r'srcset="\S+ 480w, \S+ 960w"', shown)


def test_a_photograph_comes_where_no_web_server_stands_before(client, settings):
    """As with `make run`, which has DEBUG off; and nothing else that was uploaded comes so."""
    secret = settings.MEDIA_ROOT / "documents" / "x.pdf"
    secret.parent.mkdir()
    secret.write_text("for some")
    sheet = SheetFactory()
    attach(sheet)
    (source,) = re.findall(r'<img src="(\S+?)"', client.get(sheet.get_absolute_url()).text)
    answer = client.get(source)
    assert (answer.status_code, answer["content-type"]) == (200, "image/webp")
    assert answer["x-content-type-options"] == "nosniff"
    assert client.get("/media/documents/x.pdf").status_code == 404
    assert client.get("/media/images/../documents/x.pdf").status_code in (400, 404)
    assert client.get("/media/images/").status_code == 404


def test_a_sheet_with_one_photograph_stays_light(client, settings):
    sheet = SheetFactory()
    attach(sheet)
    page = client.get(sheet.get_absolute_url(), headers={"accept-encoding": "gzip"})
    sources = re.search(
        r'srcset="(\S+) 480w, (\S+) 960w"', client.get(page.request["PATH_INFO"]).text
    )
    largest = settings.MEDIA_ROOT / sources[2].removeprefix(settings.MEDIA_URL)
    page_weight = 25 + 14 + 20  # KB: the limits of HTML, CSS and JavaScript
    assert largest.stat().st_size + page_weight * 1024 < BUDGET


def test_a_photograph_without_a_licence_to_show_it_stays_at_its_source(client):
    sheet = SheetFactory()
    apply_practice(sheet, Practice.objects.get(code="mulching"))
    attach(sheet, Licence.FACTS)
    for page in (sheet, Practice.objects.get(code="mulching")):
        assert "<img" not in client.get(page.get_absolute_url()).text


def test_a_practice_shows_the_photographs_of_its_sheets(client):
    sheet, mulching = SheetFactory(), Practice.objects.get(code="mulching")
    apply_practice(sheet, mulching)
    attach(sheet)
    text = client.get(mulching.get_absolute_url()).text
    pictures = re.search(r'id="pictures">(.*?)</section>', text, re.S).group(1)
    assert 'alt="A bund after rain"' in pictures and "M. Ershad" in pictures
    assert "CC BY 4.0" in pictures and f"{sheet.get_absolute_url()}#short" in pictures
