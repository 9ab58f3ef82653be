"""On paper a sheet is a summary of two pages at most, with the code that leads to the whole."""

import re

import pytest

pytestmark = pytest.mark.browser

# Sheets of both sources, thin and full, are bundled under these numbers.
NUMBERS = (1, *range(20, 900, 60), *range(910, 930, 4), *range(930, 1070, 20), 1075)
LONGEST = "word " * 3000


@pytest.fixture
def paper(chromium, site):
    context = chromium.new_context(base_url=site)
    yield context.new_page()
    context.close()


def pages(page):
    data = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page[^s]", data))


def test_every_sheet_is_two_pages_at_most(paper):
    too_long, printed = {}, 0
    for number in NUMBERS:
        answer = paper.goto(f"/en/sheets/{number}-x/")
        if answer.status == 200:
            printed += 1
            if (count := pages(paper)) > 2:
                too_long[number] = count
    assert printed >= 20
    assert not too_long


def test_even_endless_words_are_cut(paper):
    paper.goto("/en/sheets/917-x/")
    paper.evaluate(
        "words => document.querySelectorAll('.prose, .steps p, .sec dd')"
        ".forEach(place => { place.textContent = words })",
        LONGEST,
    )
    assert pages(paper) <= 2


def test_the_code_is_on_paper_and_the_chrome_is_not(paper):
    paper.goto("/en/sheets/917-x/")
    assert not paper.locator(".qr").is_visible()
    paper.emulate_media(media="print")
    assert paper.locator(".qr svg").is_visible()
    for gone in (".nav", ".toc", ".foot", "#people"):
        assert not paper.locator(gone).first.is_visible()


@pytest.mark.parametrize("number", [8, 22, 26, 63])
def test_a_practice_is_two_pages_at_most(paper, number):
    paper.goto(f"/es/practices/{number}-x/")
    assert pages(paper) <= 2


def test_the_map_of_gaps_is_as_wide_as_the_paper_and_told_in_ink(paper):
    paper.set_viewport_size({"width": 710, "height": 1000})  # A4 between its margins
    paper.goto("/es/practices/22-x/")
    paper.emulate_media(media="print")
    table, page = (paper.locator(name).bounding_box() for name in (".gaps", "main"))
    assert table["x"] + table["width"] <= page["x"] + page["width"]
    ink, ground = paper.locator(".g-full a").first.evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(document.body).color]"
    )
    assert ink == ground


def test_a_sheet_of_a_list_stays_whole(paper):
    paper.goto("/en/search/")
    paper.emulate_media(media="print")
    style = "one => getComputedStyle(one).breakInside"
    assert paper.locator(".result").first.evaluate(style) == "avoid"
    assert not paper.locator(".sorts").is_visible()
