"""Pictures that people add to a page on the site."""

import io
import json
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.images.models import Image

from knowledge.contributing import actions
from knowledge.contributing.models import Proposal
from knowledge.contributing.subjects import InvalidAnswersError
from knowledge.wiki.body import from_markdown, to_markdown
from knowledge.wiki.models import WikiPage
from knowledge.wiki.pictures import headings, placed
from tests.knowledge.wiki.factories import person, write

pytestmark = pytest.mark.django_db

ROW = "picture-n1"
SAID = {
    f"{ROW}-caption": "Straw [here]",
    f"{ROW}-credit": "Ada | N.",
    f"{ROW}-licence": "CC-BY-4.0",
}


def photograph():
    """With a position, as a phone writes it."""
    exif = Picture.Exif()
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 0.0)
    exif[0x010F] = "A maker"
    data = io.BytesIO()
    Picture.new("RGB", (40, 30), "green").save(data, "JPEG", exif=exif)
    return SimpleUploadedFile("mine.jpg", data.getvalue(), content_type="image/jpeg")


@pytest.fixture
def page():
    return write("Mulching", "Before.\n\n## When\n\nIn May.\n\n## Why\n\nWater.", summary="Straw.")


@pytest.fixture
def sent(client, page):
    """A draft to which a photograph was sent without JavaScript."""
    client.force_login(person())
    draft = client.post(f"/en/contribute/change/wiki/{page.pk}/")["Location"]
    key = re.search(r"contribute/([^/]+)/", draft)[1]
    said = {**Proposal.objects.get(key=key).answers, **SAID, f"{ROW}-below": "When", "number": "0"}
    client.post(f"/en/contribute/{key}/keep/", {**said, f"{ROW}-file": photograph()})
    return Proposal.objects.get(key=key)


def test_it_is_freed_of_what_is_personal_and_stands_where_it_was_put(client, sent, page):
    image = Image.objects.get()
    with Picture.open(image.file.path) as kept:
        assert not kept.getexif()
    editor = client.get(sent.get_absolute_url()).text
    assert "At the end of “Why”" in editor and f'value="{image.pk}"' in editor
    actions.approve(actions.send(sent), user=person("rose", reviews=True))
    page = WikiPage.objects.get(pk=page.pk)
    assert [block.block_type for block in page.body] == ["markdown", "image", "markdown"]
    before, picture, after = (block.value for block in page.body)
    assert before.endswith("In May.") and after.startswith("## Why")
    assert (picture["caption"], picture["credit"]) == ("Straw [here]", "Ada | N.")
    shown = client.get(page.address()).text
    assert 'rel="license"' in shown and "Straw [here]" in shown


def test_a_preview_shows_it_and_the_reviewer_sees_it(client, sent):
    assert "<figure>" in client.get(f"/en/contribute/{sent.key}/preview/").text
    actions.send(sent)
    client.force_login(person("rose", reviews=True))
    assert "<img" in client.get(f"/en/contribute/review/{sent.key}/").text


def test_what_it_shows_and_who_took_it_are_asked_for_and_the_picture_itself(page):
    draft = actions.begin(kind="wiki", author=person(), language="en", target=page)
    for said, wrong in ((SAID, f"{ROW}-caption"), ({f"{ROW}-image": "99999"}, f"{ROW}-credit")):
        draft.answers = {**draft.base, **said}
        with pytest.raises(InvalidAnswersError, match=wrong):
            actions.send(draft)


def test_two_pictures_stand_in_their_order_and_a_heading_that_is_gone_is_no_loss():
    text = placed(placed("a\n\n## B\n\nb\n\n## C\n\nc", "1", "B"), "2", "B")
    assert text == "a\n\n## B\n\nb\n\n1\n\n2\n\n## C\n\nc"
    assert placed("a", "1", "Gone") == "a\n\n1" and placed("", "1", "") == "1"
    assert placed("```\n## B\n```\n\n## C", "1", "B") == "```\n## B\n```\n\n## C\n\n1"


def test_a_heading_is_its_words_without_the_signs_that_close_it():
    text = "# One\n ## Two ##  \n### Three#\n# #\n#no\n#\tFour \t x"
    assert headings(text) == [(0, "One"), (1, "Two"), (2, "Three"), (5, "Four \t x")]


def test_a_line_of_blanks_costs_no_time(client):
    begin = time.monotonic()
    assert headings("# a" + " " * 50_000 + "x")
    body = "%23 a" + "+" * 3_000 + "x"
    address = f"/en/contribute/new/wiki/?text-body={body}&picture-n1-caption=x"
    assert client.get(address).status_code == 200
    assert time.monotonic() - begin < 5


def test_text_around_an_editors_picture_is_kept_when_people_change_the_page(page):
    blocks = [
        {"type": "markdown", "value": "One.\n\n```\n![x](image:1)\n```", "id": "a"},
        {
            "type": "image",
            "value": {"image": 7, "caption": "c", "credit": "", "licence": ""},
            "id": "b",
        },
        {"type": "markdown", "value": "Two.\n\n```\nopen", "id": "c"},
        {
            "type": "image",
            "value": {"image": 8, "caption": "", "credit": "", "licence": ""},
            "id": "d",
        },
        {"type": "markdown", "value": "Three.", "id": "e"},
    ]
    page.body = json.dumps(blocks)
    text = page.text
    assert to_markdown(from_markdown(text)) == text
    page.text = text.replace("Two.", "2.")
    stored = [(block["type"], block["id"]) for block in page.body.raw_data]
    assert stored == [(block["type"], block["id"]) for block in blocks]
    assert page.text == text.replace("Two.", "2.")


def test_a_picture_of_somebody_else_is_neither_drawn_nor_used(client, sent, page):
    image = Image.objects.get()
    client.force_login(person("eve"))
    draft = client.post(f"/en/contribute/change/wiki/{page.pk}/")["Location"]
    key = re.search(r"contribute/([^/]+)/", draft)[1]
    mine = {**Proposal.objects.get(key=key).answers, **SAID, f"{ROW}-image": str(image.pk)}
    client.post(f"/en/contribute/{key}/keep/", {**mine, "number": "0"})

    assert Proposal.objects.get(key=key).answers[f"{ROW}-image"] == "0"
    assert "This picture is gone" in client.get(draft).text
