"""The search page: the address is the search, and nothing in it is dropped in silence."""

import sqlite3
import time
from contextlib import closing
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.loading import load_vocabularies
from practices.models import Practice, Term
from practices.signals import sheets_changed
from search import engines
from search.address import PARAMETERS
from search.delivery import indexing
from search.delivery.locks import exclusive
from search.page import remembered
from search.page.hits import shortened
from search.words import lexicon
from tests.factories import SheetFactory, SheetTextFactory
from tests.search.factories import answer, apply_practice, practice, site, soil_carbon, term, zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


def ask(client, language="en", **params):
    """The context of the page."""
    response = client.get(f"/{language}/search/", params)
    assert response.status_code == 200
    return response.context["page"]


def titles(page):
    return [hit.title for hit in page.hits]


def facet(page, name):
    return next(facet for facet in page.facets if facet.name == name)


def parameters(url):
    return parse_qs(urlsplit(url).query)


def mulched(title="Mulch under millet", **fields):
    """A sheet with a practice, a climate, a country and a measured effect."""
    sheet = SheetFactory(text__title=title, **fields)
    apply_practice(sheet, practice("t-mulch", parent=practice("t-cover")))
    site(sheet, (zone("koppen", "Aw"), "reported"), country=term("country", "MLI"), name="Cinzana")
    soil_carbon(sheet, 0.1, 0.2)
    return sheet


# What is listed


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_page_lists_sheets_in_each_language(client, language):
    sheet = mulched()
    page = ask(client, language)
    assert page.total == 1
    assert [hit.id for hit in page.hits] == [sheet.pk]
    assert page.hits[0].url.startswith(f"/{language}/sheets/{sheet.pk}-")


def test_a_sheet_in_the_log_is_found_by_the_next_request(client):
    ask(client)
    sheets_changed.send(sender=None, ids=[SheetFactory(text__title="Half-moons").pk])
    assert titles(ask(client, q="half-moons")) == ["Half-moons"]


def test_the_page_says_when_a_saved_sheet_is_not_in_yet(client):
    ask(client)
    began = time.monotonic()
    sheets_changed.send(sender=None, ids=[SheetFactory().pk])
    with exclusive(indexing._lock_file("drain", engines.own()), seconds=0):
        page = ask(client)
    assert page.is_stale and page.total == 0
    assert 1.5 <= time.monotonic() - began < 3
    assert not ask(client).is_stale


def test_a_card_says_what_a_reader_needs(client):
    mulched()
    hit = ask(client).hits[0]
    assert hit.effect.state == "measured"
    assert hit.place == "Cinzana, Mali"
    assert ("climate", False) in {(zone.kind, zone.is_modelled) for zone in hit.zones}
    assert hit.basis_label == "field experience"


def test_a_title_is_in_the_readers_language_or_says_which(client):
    sheet = SheetFactory(text__title="Stone bunds")
    SheetTextFactory(sheet=sheet, language="fr", is_original=False, title="Cordons pierreux")
    french, spanish = ask(client, "fr").hits[0], ask(client, "es").hits[0]
    assert (french.title, french.title_language, french.is_translated) == (
        "Cordons pierreux",
        "fr",
        True,
    )
    assert (spanish.title, spanish.title_language, spanish.is_translated) == (
        "Stone bunds",
        "en",
        False,
    )


def test_the_words_found_are_marked_in_title_and_summary(client):
    SheetFactory(text__title="Stone bunds", text__summary="Rows of stones.")
    hit = ask(client, q="stone").hits[0]
    assert ("Stone", True) in hit.title_parts
    assert ("stones", True) in hit.summary
    assert hit.matched_in == "found in: title, summary"


def test_a_match_in_the_text_is_shown_and_said(client):
    sheet = SheetFactory(text__title="Stone bunds", text__drawbacks="Termites eat the <b>wood</b>")
    hit = ask(client, q="termites").hits[0]
    assert hit.title_parts == []
    assert ("Termites", True) in hit.summary
    assert hit.matched_in == "found in: full text"
    page = client.get("/en/search/", {"q": "termites"}).content.decode()
    assert "<mark>Termites</mark> eat the &lt;b&gt;" in page
    assert sheet.pk == hit.id


def test_a_french_word_finds_an_english_sheet_by_its_practice(client):
    sheet = SheetFactory(text__title="Cover with straw")
    apply_practice(sheet, practice("t-mulch", fr=("paillage", "exact")))
    assert [hit.id for hit in ask(client, "fr", q="paillages").hits] == [sheet.pk]
    hit = ask(client, "en", q="paillages").hits[0]
    assert hit.matched_in == "found by: t-mulch (practice)"


def test_what_was_understood_is_said_and_can_be_left_out(client):
    sheet = SheetFactory(text__title="Cover with straw")
    apply_practice(sheet, practice("t-mulch", fr=("foin debout", "narrower")))
    page = ask(client, "fr", q="foin debout", carbon="unknown")
    (concept,) = page.understood
    assert (concept.value, concept.words, concept.without) == ("t-mulch", "foin debout", False)
    assert page.total == 1
    assert "carbon=unknown" in concept.drop_url and "plain=practice%3At-mulch" in concept.drop_url
    html = client.get(concept.drop_url).content.decode()
    assert "Compris comme" not in html
    assert 'name="plain" value="practice:t-mulch"' in html
    assert ask(client, "fr", q="foin debout", plain="practice:t-mulch").total == 0


def test_a_practice_that_no_sheet_applies_yet_finds_those_of_its_group(client):
    group = practice("t-harvest", parent=practice("t-water"))
    practice("t-moons", parent=group, fr=("moon basins", "exact"))
    in_group = SheetFactory(text__title="Planting pits")
    apply_practice(in_group, group)
    by_words = SheetFactory(text__title="Moon basins")
    page = ask(client, "fr", q="moon basins")
    assert [hit.id for hit in page.hits] == [by_words.pk, in_group.pk]
    (concept,) = page.understood
    assert (concept.label, concept.unused) == ("t-harvest", "t-moons")
    html = client.get("/fr/search/", {"q": "moon basins"}).content.decode()
    assert "Aucune fiche n’applique encore «\u00a0t-moons\u00a0»" in html
    left = client.get(concept.drop_url).context["page"]
    assert (titles(left), left.understood) == (["Moon basins"], [])
    (told,) = client.get("/api/v1/search", {"q": "moon basins"}).json()["concepts"]
    assert (told["value"], told["unused"]) == ("t-harvest", "t-moons")


def test_filters_never_make_a_practice_one_that_no_sheet_applies(client):
    apply_practice(SheetFactory(), practice("t-moons", parent=practice("t-harvest")))
    (concept,) = ask(client, q="t-moons", climate="unknown", soil="none").understood
    assert (concept.value, concept.unused) == ("t-moons", "")


def test_neither_a_heading_of_the_tree_nor_the_group_of_a_baseline_stands_in(client):
    top = practice("t-top")
    group = practice("t-group", parent=top)
    apply_practice(SheetFactory(text__title="Straw"), group)
    practice("t-below", parent=top, en=("moonlight", "exact"))
    ploughed = practice("t-plough", parent=group, en=("furrows", "exact"))
    Practice.objects.filter(pk=ploughed.pk).update(is_baseline=True)
    lexicon.note_edit()
    below, plough = ask(client, q="moonlight"), ask(client, q="furrows")
    assert (below.total, plough.total) == (0, 0)
    assert [one.unused for one in (*below.understood, *plough.understood)] == ["t-below", ""]


def test_words_that_only_come_near_a_practice_are_words_where_that_finds_nothing(client):
    practice("t-cover", fr=("enherbement des vergers", "narrower"))
    SheetFactory(text__title="Green cover in an orchard")
    page = ask(client, "fr", q="enherbement des vergers")
    assert page.total == 1
    assert "t-cover" not in [one.value for one in page.understood]


@pytest.mark.parametrize("plain", ["practice:none", "nothing", "practice:unknown", "q:x"])
def test_an_unknown_concept_to_leave_out_is_named(client, plain):
    (ignored,) = ask(client, q="x", plain=plain).ignored
    assert (ignored.parameter, ignored.value) == ("plain", plain)


def test_words_that_no_sheet_has_with_the_others_are_left_out_and_named(client):
    SheetFactory(text__title="Stone bunds on hills")
    page = ask(client, q="stone bunds zeppelin")
    assert (page.total, page.left_out) == (1, ["zeppelin"])
    assert "“zeppelin”" in client.get("/en/search/", {"q": "stone zeppelin"}).content.decode()


def test_what_a_vocabulary_names_is_kept_before_a_rarer_word(client):
    """Save is rarer than orchard here, and tells less."""
    SheetFactory(text__title="Roselle at Save Valley")
    for place in ("hill", "plain"):
        SheetFactory(text__title=f"Orchard on the {place}")
    page = ask(client, q="saving orchards")
    assert (page.total, page.left_out) == (2, ["saving"])


def test_a_match_in_another_language_than_the_shown_is_said(client):
    sheet = SheetFactory(text__title="Stone bunds", text__summary="Walls")
    SheetTextFactory(
        sheet=sheet, language="fr", is_original=False, title="Cordons", summary="Murets"
    )
    hit = ask(client, "fr", q="bunds").hits[0]
    assert hit.title == "Cordons"
    assert hit.title_parts == []
    assert "anglais" in hit.matched_in.casefold()


def test_a_long_summary_is_cut_around_its_first_mark():
    parts = [("word " * 100, False), ("mulch", True), (" word" * 100, False)]
    shown = shortened(parts)
    assert ("mulch", True) in shown
    assert shown[0] == ("… ", False) and shown[-1] == (" …", False)
    assert 200 < sum(len(text) for text, _ in shown) < 260
    assert shortened([("short", False)]) == [("short", False)]
    assert shortened([("x" * 500, False)])[0][0] == "x" * 240


# What is chosen


def test_filters_and_words_narrow_and_show_as_chips(client):
    mulched()
    mulched("Mulch under maize")
    SheetFactory(text__title="Mulch nowhere")
    page = ask(client, q="mulch", country="MLI", climate="Aw")
    assert page.total == 2
    chips = {(chip.facet_label, chip.label): chip.remove_url for chip in page.chips}
    assert parameters(chips["Country", "Mali"]) == {"q": ["mulch"], "climate": ["Aw"]}
    assert parameters(page.clear_url) == {"q": ["mulch"]}


def test_a_chip_is_short_enough_for_a_phone(client):
    """The names of the schemes stand in the column of the filters."""
    mulched()
    page = ask(client, climate="Aw", soil="unknown")
    chips = {chip.facet_label: chip.label for chip in page.chips}
    assert chips["Soil"] == "not known" and chips[""].startswith("Aw · ")
    assert "Climate" in {chip.facet_label for chip in ask(client, climate="unknown").chips}


def test_removing_one_of_two_values_keeps_the_other(client):
    page = ask(client, basis=["field", "both"], sort="title")
    chip = next(chip for chip in page.chips if chip.label == "field experience")
    assert parameters(chip.remove_url) == {"basis": ["both"], "sort": ["title"]}


def test_a_parent_is_itself_and_its_children(client):
    mulched()
    root = facet(ask(client, practice="t-mulch"), "practice").values[0]
    assert (root.value, root.count, root.is_selected) == ("t-cover", 1, False)
    assert [(child.value, child.is_selected) for child in root.children] == [("t-mulch", True)]
    assert ask(client, practice="t-cover").total == 1


def test_not_known_is_a_value_and_the_last(client):
    mulched()
    SheetFactory(), SheetFactory()
    page = ask(client)
    values = facet(page, "country").values
    assert [(value.value, value.count) for value in values] == [("MLI", 1), ("unknown", 2)]
    assert values[-1].label == "not known"
    assert ask(client, country="unknown").total == 2


def test_a_value_without_sheets_under_the_other_filters_is_a_zero(client):
    mulched()
    SheetFactory(basis="scientific")
    values = {v.value: v.count for v in facet(ask(client, basis="scientific"), "country").values}
    assert values == {"MLI": 0, "unknown": 1}


def test_ten_values_then_more_and_the_chosen_among_the_ten(client):
    for number in range(14):
        sheet = SheetFactory()
        answer(sheet, "crop", term("crop", f"t-crop-{number:02}"))
        if number < 13:
            answer(SheetFactory(), "crop", term("crop", f"t-crop-{number:02}"))
    crops = facet(ask(client), "crop")
    assert len(crops.values) == 10 and len(crops.more_values) == 4
    assert crops.more_values[-1].value == "t-crop-13"
    crops = facet(ask(client, crop="t-crop-13"), "crop")
    assert crops.values[-1].value == "t-crop-13" and crops.values[-1].is_selected
    assert len(crops.more_values) == 3
    assert crops.selected_count == 1 and crops.is_open


def test_scales_keep_their_order_and_names_come_by_count(client):
    for code, count in (("tech_slopes_steep", 2), ("tech_slopes_flat", 1)):
        for _ in range(count):
            answer(SheetFactory(), "slope", term("tech_slopes", code))
    values = [value.value for value in facet(ask(client), "slope").values]
    assert values == ["tech_slopes_flat", "tech_slopes_steep"]


def test_a_filter_that_no_sheet_has_a_value_of_is_left_out(client):
    SheetFactory()
    assert "slope" not in [facet.name for facet in ask(client).facets]
    assert "basis" in [facet.name for facet in ask(client).facets]


def test_a_climate_shows_its_code(client):
    mulched()
    tropical = facet(ask(client), "climate").values[0]
    assert tropical.label.startswith("A · ")
    assert tropical.children[0].label.startswith("Aw · ")
    site(SheetFactory(), (zone("koppen", "C"), "reported"))
    indexing.rebuild(engines.current())
    labels = {value.value: value.label for value in facet(ask(client, "fr"), "climate").values}
    assert labels["C"] == "C · Climat tempéré"


def test_a_long_filter_is_narrowed_by_letters_and_the_result_is_not(client):
    for number in range(24):
        answer(
            SheetFactory(), "crop", term("crop", f"t-crop-{number:02}", label_en=f"Côp {number}")
        )
    whole = ask(client, crop="t-crop-05")
    page = ask(client, crop="t-crop-05", find_crop=" COP 1")
    crops = facet(page, "crop")
    shown = {value.value for value in crops.values}
    assert shown == {"t-crop-01", "t-crop-05", *(f"t-crop-{n}" for n in range(10, 20))}
    assert crops.more_values == [] and crops.hidden == 12 and crops.is_open
    assert page.total == whole.total == 1 and page.ignored == []
    assert parameters(page.here_url) == {"crop": ["t-crop-05"]}
    assert facet(whole, "crop").is_long and not facet(whole, "basis").is_long


def test_the_practice_that_is_chosen_says_what_its_sheets_measured(client):
    mulched()
    soil_carbon(mulched(), -2.0)
    apply_practice(SheetFactory(), practice("t-mulch"))
    page = ask(client, practice="t-cover")
    above, kind = page.practices
    assert (above.title, above.count, above.measured, above.higher) == ("t-cover", 3, 2, 1)
    assert kind.title == "t-mulch"
    assert ask(client, **parameters(kind.list_url)).total == kind.count
    assert ask(client, **parameters(kind.measured_url)).total == 2
    assert ask(client, q="mulch").practices == []


# Orders and pages


def test_sorts_keep_the_search_and_forget_the_page(client):
    mulched()
    page = ask(client, q="mulch", sort="title", page="1", per_page="1")
    sorts = {sort.value: sort for sort in page.sorts}
    assert [value for value, sort in sorts.items() if sort.is_selected] == ["title"]
    assert parameters(sorts["newest"].url) == {
        "q": ["mulch"],
        "sort": ["newest"],
        "per_page": ["1"],
    }
    assert "sort" not in parameters(sorts["relevance"].url)
    assert page.hidden == [("sort", "title"), ("per_page", "1")]


def test_the_greatest_effect_comes_first_and_the_unknown_last(client):
    unknown = SheetFactory()
    small, great = SheetFactory(), SheetFactory()
    soil_carbon(small, 0.01)
    soil_carbon(great, 0.5)
    assert [hit.id for hit in ask(client, sort="soc_desc").hits] == [great.pk, small.pk, unknown.pk]


def test_pages_part_the_list_and_lead_on(client):
    ids = {SheetFactory().pk for _ in range(5)}
    seen = []
    for number in (1, 2, 3):
        page = ask(client, per_page=2, page=number)
        seen += [hit.id for hit in page.hits]
    assert set(seen) == ids and len(seen) == 5
    assert (page.pages.number, page.pages.count, page.pages.next_url) == (3, 3, "")
    assert parameters(page.pages.previous_url) == {"per_page": ["2"], "page": ["2"]}
    assert [(item.number, item.is_current) for item in page.pages.items] == [
        (1, False),
        (2, False),
        (3, True),
    ]


def test_far_pages_are_a_gap(client):
    for _ in range(12):
        SheetFactory()
    items = ask(client, per_page=1, page=6).pages.items
    assert ["…" if item.is_gap else item.number for item in items] == [
        1,
        "…",
        *range(4, 9),
        "…",
        12,
    ]


def test_a_page_beyond_the_end_says_so_and_offers_the_first(client):
    mulched()
    page = ask(client, q="mulch", page=9)
    assert page.beyond_end and page.total == 1 and page.hits == []
    assert parameters(page.first_url) == {"q": ["mulch"]}
    shown = client.get("/en/search/", {"q": "mulch", "page": 9}).content.decode()
    assert "ends before that page" in shown


# Nothing found, nothing understood


def test_nothing_found_offers_each_way_out_with_its_count(client):
    mulched()
    SheetFactory(basis="scientific", text__title="Terraces")
    page = ask(client, q="mulch", basis="scientific", country="MLI")
    assert page.total == 0
    ways = {tuple(sorted(parameters(way.url))): way.count for way in page.zero_help}
    assert ways == {("country", "q"): 1, ("basis", "country"): 0, ("basis", "q"): 0}
    assert page.zero_help[0].count == 1
    assert page.zero_help[0].detail == "mulch · Mali"
    for way in page.zero_help:
        assert ask(client, **parameters(way.url)).total == way.count


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("colour", "red"), ("country", "Atlantis"), ("sort", "luck"), ("page", "two"), ("lang", "xx")],
)
def test_what_is_not_understood_is_named_and_left_out(client, parameter, value):
    mulched()
    page = ask(client, **{parameter: value})
    assert [(part.parameter, part.value) for part in page.ignored] == [(parameter, value)]
    assert page.total == 1
    shown = client.get("/fr/search/", {parameter: value}).content.decode()
    assert f"<code>{parameter}={value}</code>" in shown


def test_more_fields_than_django_takes_are_named_too(client):
    response = client.get("/en/search/?" + "&".join(f"a{n}=1" for n in range(1100)))
    assert response.status_code == 200
    assert len(response.context["page"].ignored) == 1100


def test_the_language_switch_keeps_the_search(client):
    mulched()
    query = urlencode({"q": "mulch", "country": "MLI", "sort": "title"})
    shown = client.get(f"/fr/search/?{query}").content.decode()
    assert f'href="/es/search/?{query.replace("&", "&amp;")}"' in shown


# What it costs


def test_a_long_list_takes_as_many_queries_as_a_short_one(client, django_assert_num_queries):
    mulched()
    ask(client)
    remembered._cards.clear()
    with CaptureQueriesContext(connection) as queries:
        ask(client)
    few = len(queries)
    with CaptureQueriesContext(connection) as queries_again:
        ask(client)
    assert len(queries_again) <= 5  # the cards are remembered
    for _ in range(19):
        SheetTextFactory(sheet=mulched(), language="fr", is_original=False)
    indexing.rebuild(engines.current())
    ask(client)
    remembered._cards.clear()
    with django_assert_num_queries(few):
        assert len(ask(client).hits) == 20
    assert 5 < few <= 12


def test_a_remembered_card_follows_its_sheet_and_its_words(client):
    sheet = mulched("Mulch of before")
    assert titles(ask(client)) == ["Mulch of before"]
    sheet.texts.update(title="Mulch of now")
    sheets_changed.send(sender=None, ids=[sheet.pk])
    assert titles(ask(client)) == ["Mulch of now"]
    mali = term("country", "MLI")
    mali.label_en = "Republic of Mali"
    mali.save()
    assert ask(client).hits[0].place == "Cinzana, Republic of Mali"


def test_a_change_of_one_sheet_leaves_the_cards_of_the_others(client):
    sheet, other = mulched("Mulch of before"), mulched("Mulch of another")
    ask(client)
    kept = remembered._cards["en", other.pk]
    sheet.texts.update(title="Mulch of now")
    sheets_changed.send(sender=None, ids=[sheet.pk])
    assert sorted(titles(ask(client))) == ["Mulch of another", "Mulch of now"]
    assert remembered._cards["en", other.pk] is kept


def test_more_changes_than_a_memory_holds_empty_it(client, monkeypatch):
    sheets = [mulched(f"Mulch {number}") for number in range(3)]
    ask(client)
    monkeypatch.setattr(remembered, "KEPT", 2)
    sheets[2].texts.update(title="Mulch of now")
    sheets_changed.send(sender=None, ids=[sheet.pk for sheet in sheets])
    assert "Mulch of now" in titles(ask(client))


def test_a_remembered_card_follows_the_words_of_a_load(client):
    Term.objects.filter(pk=term("country", "MLI").pk).update(label_en="Malia")
    lexicon.note_edit()
    mulched()
    assert ask(client).hits[0].place == "Cinzana, Malia"
    kept = dict(remembered._cards)
    ask(client)
    assert kept and all(remembered._cards[key] is card for key, card in kept.items())
    load_vocabularies()
    assert ask(client).hits[0].place == "Cinzana, Mali"


def test_a_process_keeps_so_many_cards_and_no_more(client, monkeypatch):
    monkeypatch.setattr(remembered, "KEPT", 3)
    ids = {SheetFactory().pk for _ in range(5)}
    assert {hit.id for hit in ask(client).hits} == ids
    assert len(remembered._cards) == 3


@pytest.mark.django_db(transaction=True)
def test_a_search_waits_for_no_writer(vocabularies, client):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite has one write lock")
    SheetFactory()
    ask(client)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert ask(client).total == 1
        writer.rollback()


def test_a_search_that_cannot_be_answered_is_a_503(client, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    SheetFactory()
    response = client.get("/en/search/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=12)
FIELDS = st.lists(st.tuples(st.sampled_from(PARAMETERS) | ANYTHING, ANYTHING), max_size=8)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(fields=FIELDS)
def test_any_address_is_answered(client, fields):
    address = urlencode(fields, errors="surrogatepass")
    assert client.get(f"/es/search/?{address}").status_code == 200
    assert client.get(f"/api/v1/search?{address}").status_code == 200


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_answered(client, raw):
    query = raw.decode("latin-1")
    assert client.get("/en/search/", QUERY_STRING=query).status_code == 200
    assert client.get("/api/v1/search", QUERY_STRING=query).status_code == 200
