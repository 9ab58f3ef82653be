"""What the search page shows of each state; who fills it is tested elsewhere."""

import re
from types import SimpleNamespace as Thing

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from practices.evidence import CarbonEffect
from practices.reading.places import Chip, Place

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
"""The page offers pages of the wiki, which stand in the database."""

UNKNOWN = CarbonEffect("unknown", "none", "Soil carbon: not known", "Nobody has measured it")
HIGHER = CarbonEffect("measured", "up", "Soil carbon higher", "1 comparison", 33, 33, 33)


def value(code, count, *, is_selected=False, children=()):
    return Thing(
        value=code,
        label=f"Label {code}",
        count=count,
        is_selected=is_selected,
        only_url=f"/en/search/?climate={code}",
        children=list(children),
    )


def facet(*values, more=(), is_open=True):
    return Thing(
        name="climate",
        label="Climate",
        help="",
        selected_count=sum(v.is_selected for v in values),
        values=list(values),
        more_values=list(more),
        is_open=is_open,
    )


def hit(**changes):
    card = {
        "title": "Mulch under maize",
        "title_parts": [("Mulch", True), (" under <maize>", False)],
        "title_language": "en",
        "is_translated": True,
        "url": "/en/sheets/7-mulch/",
        "summary": [("Straw & ", False), ("mulch", True)],
        "summary_language": "en",
        "matched_in": "title",
        "place": Place("Kpeve", "Ghana"),
        "year": "2009",
        "zones": [
            Chip("climate", "Aw", is_modelled=True),
            Chip("soil", "not known", is_unknown=True),
        ],
        "basis_label": "scientific",
        "effect": HIGHER,
        "source_name": "ERA",
        "licence": "CC BY 4.0",
    }
    return Thing(**card | changes)


def page(**changes):
    state = {
        "query": "mulch",
        "total": 1,
        "hits": [hit()],
        "facets": [facet(value("A", 55), value("B", 0))],
        "hidden": [("sort", "newest")],
        "chips": [],
        "clear_url": "/en/search/",
        "sorts": [],
        "pages": None,
        "ignored": [],
        "beyond_end": False,
        "first_url": "/en/search/?q=mulch",
        "zero_help": [],
    }
    return Thing(**state | changes)


@pytest.fixture
def show():
    """Render the page and squeeze its white space."""

    def render(**changes):
        request = RequestFactory().get("/en/search/?q=mulch")
        text = render_to_string("search/results.html", {"page": page(**changes)}, request)
        return re.sub(r"\s+", " ", text)

    with translation.override("en"):
        yield render


def test_words_and_filters_are_one_form(show):
    text = show()
    assert re.search(r'<input id="q"[^>]* form="filters"[^>]* value="mulch"', text)
    assert text.count("<form ") == 1 and 'method="get"' in text
    assert '<input type="hidden" name="sort" value="newest">' in text


def test_a_count_is_the_way_to_only_those_sheets(show):
    assert re.search(
        r'<a href="/en/search/\?climate=A"><span class="vh">only this: Label A, </span>55</a>',
        show(),
    )


def test_a_zero_is_grey_and_leads_nowhere(show):
    text = show()
    assert "climate=B" not in text
    assert re.search(r'class="opt zero">.*?value="B".*?<span>0</span>', text)


def test_a_hierarchy_is_nested_and_a_choice_is_kept(show):
    tree = facet(value("A", 55, children=[value("Aw", 45, is_selected=True)]))
    text = show(facets=[tree])
    assert re.search(r'value="A">.*?<ul class="values">.*?value="Aw" checked>', text)


def test_more_values_are_behind_one_more_step(show):
    text = show(facets=[facet(value("A", 5), more=[value("C", 1), value("D", 1)])])
    assert re.search(
        r'<details class="more" data-key="climate:more"> <summary> ?2 more ?</summary>.*?value="C"',
        text,
    )


def test_marks_are_ours_and_texts_are_escaped(show):
    text = show()
    assert "<mark>Mulch</mark> under &lt;maize&gt;" in text
    assert "Straw &amp; <mark>mulch</mark>" in text


def test_modelled_and_unknown_zones_are_told_in_words(show):
    text = show()
    assert re.search(r'class="chip modelled">.*?Aw <em>modelled</em>', text)
    assert 'class="chip unknown"' in text


def test_an_unknown_effect_is_drawn_as_unknown(show):
    text = show(hits=[hit(effect=UNKNOWN)])
    assert "Soil carbon: not known" in text and 'class="c-no"' in text


def test_a_sheet_in_another_language_says_which(show):
    text = show(hits=[hit(is_translated=False, title_language="ar")])
    assert re.search(r'<a href="/en/sheets/7-mulch/" ?lang="ar" dir="auto">', text)
    assert "in Arabic" in text


def test_what_was_left_aside_is_named_and_escaped(show):
    text = show(ignored=[Thing(parameter="foo", value="<b>", reason="unknown parameter")])
    assert "<code>foo=&lt;b&gt;</code>: unknown parameter" in text


def test_many_kinds_wait_behind_their_group_until_one_is_chosen(show):
    kinds = [value(f"k{number}", 1) for number in range(5)]
    group = value("A", 5, children=kinds)
    group.has_selected = False
    closed = show(facets=[facet(group)])
    assert re.search(r'data-key="climate:A"><summary>5 kinds</summary>', closed)
    kinds[0].is_selected = True
    group.has_selected = True
    assert 'data-key="climate:A" open>' in show(facets=[facet(group)])


def test_kinds_of_what_no_sheet_has_are_folded_away(show):
    group = value("A", 0, children=[value("Aw", 0)])
    group.has_selected = False
    text = show(facets=[facet(group)])
    assert re.search(r'data-key="climate:A"><summary>1 kind</summary>', text)


def test_a_card_names_its_source_in_short(show):
    text = show(hits=[hit(source_name="ERA, Evidence for Resilient Agriculture")])
    assert '<span class="tag">ERA</span>' in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("is_text_ignored", "so common"),
        ("is_corrected", "differ by one letter"),
        ("is_stale", "is not in this list yet"),
    ],
)
def test_what_the_reader_should_know_is_said(show, state, words):
    assert words in show(**{state: True}) and words not in show()


def test_a_chosen_filter_is_one_link_away_from_gone(show):
    text = show(chips=[Thing(label="Aw", facet_label="Climate", remove_url="/en/search/?q=mulch")])
    assert re.search(r'<a class="chip chosen" href="/en/search/\?q=mulch">', text)
    assert "Remove all" in text


def test_nothing_found_offers_each_way_out_with_its_count(show):
    ways = [
        Thing(label="All soils", url="/en/search/?q=mulch", count=31, detail=""),
        Thing(label="All climates", url="/en/search/?soil=LX", count=0, detail="not enough"),
    ]
    text = show(total=0, hits=[], zero_help=ways)
    assert re.search(r'<a href="/en/search/\?q=mulch">.*?All soils.*?<b>31', text)
    assert "soil=LX" not in text and "not enough" in text


def test_beyond_the_end_offers_the_first_page(show):
    text = show(total=21, hits=[], beyond_end=True, pages=Thing(count=2))
    assert "It has 2 pages." in text and 'href="/en/search/?q=mulch">Go to page 1' in text


def test_pages_name_the_present_one(show):
    def item(number, **state):
        return Thing(**{"number": number, "url": f"?page={number}", "is_gap": False} | state)

    pages = Thing(
        number=1,
        count=9,
        previous_url=None,
        next_url="?page=2",
        items=[item(1, is_current=True), item(0, is_current=False, is_gap=True)],
    )
    text = show(pages=pages)
    assert '<span aria-current="page">1</span>' in text and "<span>…</span>" in text
    assert 'rel="next"' in text and 'rel="prev"' not in text


def test_a_card_without_a_source_has_no_empty_badge(show):
    assert 'class="tag">ERA<' in show()
    assert 'class="tag"><' not in show(hits=[hit(source_name="")])


def test_a_count_in_thousands_is_written_for_people(show):
    assert "1,075</a>" in show(facets=[facet(value("A", 1075))])


def test_what_finds_nothing_is_named(show):
    chips = [Thing(label="<b>", facet_label="Soil", remove_url="/en/search/")]
    assert "This finds nothing: <strong>Soil: &lt;b&gt;</strong>" in show(
        total=0, hits=[], culprits="Soil: <b>", chips=chips
    )


def test_words_that_alone_find_nothing_are_the_heading(show):
    text = show(total=0, hits=[], query="<b>", culprits="“<b>”")
    assert "No sheet speaks of “&lt;b&gt;” </h2>" in text and "This finds nothing" not in text


def test_who_finds_nothing_is_shown_the_nearest_sheet_and_how_to_help(show):
    text = show(total=0, hits=[], nearest=Thing(card=hit(), way="Without the filter “Soil”"))
    nearest = re.search(r'<section class="card.*?</section>', text).group()
    assert f'href="{hit().url}"' in nearest and "Without the filter “Soil”" in nearest
    assert 'href="/en/about/#help"' in text
    assert "The nearest sheet" not in show(total=0, hits=[]) and "The nearest" not in show()


def test_the_order_is_a_menu_that_names_the_present_one(show):
    sorts = [
        Thing(value="relevance", label="relevance", is_selected=True, url="?"),
        Thing(value="title", label="title", is_selected=False, url="?sort=title"),
    ]
    menu = re.search(r'<details class="sorts">.*?</details>', show(sorts=sorts)).group()
    assert re.search("<summary>.*</span>relevance</summary>", menu)
    assert '<b aria-current="true">relevance</b>' in menu and 'href="?sort=title"' in menu
