"""What every engine answers, held against the reference. A new engine is one more fixture."""

import hashlib
import multiprocessing
import time
from collections import Counter
from dataclasses import replace

import pytest

from search.documents import Delete, Doc, Place, Texts, Upsert
from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.client import Connection
from search.embedded import EmbeddedEngine
from search.fields import FACETS, NUMBERS
from search.query import LANGUAGES, Box, Concept, Histogram, Query
from tests.conftest import ELASTICSEARCH
from tests.search.generate import WORDS, documents
from tests.search.questions import RANGES, WIDTHS, questions
from tests.search.reference import Reference

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
DOCS = 1500
SORTS = ("relevance", "newest", "title", "soc_desc", "complete", "nearest")
CLEAN = multiprocessing.get_context("forkserver")


def make(name, folder):
    """An engine of that kind, with nothing in it that another folder has."""
    if name == "embedded":
        return EmbeddedEngine(folder)
    prefix = f"test-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    return ElasticsearchEngine(Connection((ELASTICSEARCH,), index=prefix, read_seconds=30))


def made(request, folder):
    """As `make`, where its server is there."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch_url")
    return make(request.param, folder)


def forget(engine):
    if isinstance(engine, ElasticsearchEngine):
        indices = engine._client.indices
        for name in indices.get(index=f"{engine.connection.index}-*"):
            indices.delete(index=name)


def filled(engine, docs, position=None):
    engine.promote(engine.build(docs, position=position))
    return engine


@pytest.fixture(scope="module", params=ENGINES)
def big(request, tmp_path_factory):
    """An engine that holds the generated documents; only to be read.

    It has a history as real ones have: later versions, deleted documents, several segments.
    """
    docs = list(documents(DOCS))
    earlier = [replace(doc, facets={}, numbers={}) for doc in docs[:100]]
    gone = [replace(doc, id=doc.id + 10_000) for doc in docs[:200]]
    engine = made(request, tmp_path_factory.mktemp("index"))
    filled(engine, [*earlier, *docs[100:1000], *gone])
    engine.apply(Upsert(doc) for doc in docs[:100])
    for start in range(1000, DOCS, 100):
        engine.apply(Upsert(doc) for doc in docs[start : start + 100])
    engine.apply(Delete(doc.id) for doc in gone)
    yield engine
    forget(engine)


@pytest.fixture(scope="module")
def reference():
    return Reference(documents(DOCS))


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    engine = made(request, tmp_path / "index")
    yield engine
    forget(engine)


def answer(result):
    """A result as the reference gives it."""
    return {
        "total": result.total,
        "ids": [hit.id for hit in result.hits],
        "facets": result.facets,
        "histograms": result.histograms,
        "unknown": result.unknown,
        "grid": {(one.lat, one.lon): (one.count, one.middle, one.sheet) for one in result.grid},
        "corrected": result.corrected,
        "text_ignored": result.text_ignored,
    }


def check(engine, reference, query):
    """By relevance the engine may order as it likes but for opposites, which come last, so a
    page must then hold all that match.
    """
    found, right = answer(engine.search(query)), reference.search(query)
    if query.order == "relevance" and not right["text_ignored"] and query.text:
        assert reference.opposites_are_last(found["ids"], query), query
        found["ids"].sort()
    right["ids"] = right["ids"][query.offset : query.offset + query.limit]
    assert found == right, query
    return right


# Sets, counts, orders


def test_hundreds_of_questions_have_the_right_answer(big, reference):
    """Each facet, number, language and sort asked for in many that find something."""
    finding = Counter()
    for query in questions(600):
        right = check(big, reference, query)
        finding["corrected"] += right["corrected"]
        if right["total"]:
            finding.update(kinds(query))
    asked = [*FACETS, *RANGES, *map(unknown_of, RANGES), *map(bars_of, RANGES)]
    asked += ["box", "concepts", "grid", *SORTS, *LANGUAGES]
    assert all(finding[kind] >= 20 for kind in [*asked, *map(words_of, WORDS)]), finding
    assert finding["corrected"] >= 10


def kinds(query):
    yield from [*query.filters, *query.ranges, query.language, query.order]
    yield from (name for name in ("box", "concepts", "grid") if getattr(query, name))
    yield from (unknown_of(name) for name in query.ranges if name in query.unknown_too)
    yield from map(bars_of, query.widths)
    typed = set(query.text.split())
    yield from (words_of(code) for code, words in WORDS.items() if typed & set(words))


def unknown_of(name):
    return f"{name} or unknown"


def bars_of(name):
    return f"histogram of {name}"


def words_of(code):
    return f"words of {code}"


@pytest.mark.parametrize("facet", FACETS)
def test_each_count_is_the_list_one_gets_by_choosing_only_that_value(big, facet):
    """Promise 1: under the words and all other filters, also beside a second chosen value."""
    for query in questions(6, seed=sum(map(ord, facet))):
        chosen = big.search(query)
        for value, count in chosen.facets[facet].items():
            filters = {**query.filters, facet: frozenset({value})}
            only = Query(
                query.text,
                filters=filters,
                ranges=query.ranges,
                unknown_too=query.unknown_too,
                box=query.box,
                concepts=query.concepts,
                fuzzy=query.fuzzy,
                facets=(),
            )
            assert big.search(only).total == count, (query, value)


def test_a_second_value_of_a_facet_adds_and_a_second_facet_narrows(big, reference):
    one = {"crop": frozenset({"maize"})}
    two = {"crop": frozenset({"maize", "rice"})}
    both = two | {"soil": frozenset({"LV"})}
    totals = [check(big, reference, Query(filters=some))["total"] for some in (one, two, both)]
    assert totals[0] < totals[1] > totals[2] > 0


def test_a_parent_is_itself_and_its_children(big):
    counts = big.search(Query(limit=0)).facets["climate"]
    assert counts["B"] >= counts["BS"] >= max(counts["BSh"], counts["BSk"]) > 0


def test_a_chosen_value_that_nothing_has_is_counted_as_zero(big):
    query = Query(filters={"country": frozenset({"XX"}), "crop": frozenset({"nothing"})})
    facets = big.search(query).facets
    assert facets["country"]["XX"] == facets["crop"]["nothing"] == 0


def test_counts_come_most_first_then_by_value(big):
    for counts in big.search(Query(limit=0)).facets.values():
        assert list(counts.items()) == sorted(counts.items(), key=lambda one: (-one[1], one[0]))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "mulch", "cobertura"])
def test_pages_make_up_the_whole_list_without_a_gap_or_a_repeat(big, sort, text):
    near = (13.25, -5.97)
    whole = big.search(Query(text, sort=sort, near=near, limit=DOCS)).hits
    pages = [
        hit.id
        for start in range(0, len(whole) + 49, 49)
        for hit in big.search(
            Query(text, sort=sort, near=near, offset=start, limit=49, facets=())
        ).hits
    ]
    assert pages == [hit.id for hit in whole]


def test_scores_fall_and_ties_are_in_the_order_of_ids(big):
    hits = big.search(Query("soil", limit=DOCS)).hits
    order = [(-hit.score, hit.id) for hit in hits]
    assert order == sorted(order)
    assert len({hit.score for hit in hits}) < len(hits)  # there were ties


def test_a_page_beyond_the_end_is_empty_and_keeps_the_total(big):
    result = big.search(Query("mulch", offset=9_980))
    assert (result.hits, result.total > 0) == ((), True)


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_limit_zero_counts_only(big, sort):
    result = big.search(Query("mulch", limit=0, sort=sort))
    assert (result.hits, result.total > 0) == ((), True)


def test_a_histogram_leaves_out_its_own_range(big, reference):
    histograms = (Histogram("year", 5), Histogram("altitude_m", 500))
    query = Query(ranges={"year": (2000, 2004)}, histograms=histograms, limit=DOCS)
    right = check(big, reference, query)
    assert len(right["histograms"]["year"]) > 3
    altitudes = right["histograms"]["altitude_m"].values()
    assert right["total"] == sum(altitudes) + right["unknown"]["altitude_m"]
    assert right["unknown"]["year"] > 0


@pytest.mark.parametrize("name", RANGES)
def test_a_bar_and_the_unknown_are_the_list_one_gets_by_choosing_only_them(big, name):
    """Promise 1 for numbers: under the words and all other filters."""
    width = WIDTHS[name]
    for query in questions(8, seed=sum(map(ord, name))):
        asked = replace(query, histograms=(Histogram(name, width),), limit=0)
        found = big.search(asked)
        least = 1 / NUMBERS[name].scale
        only = [
            {"ranges": {**query.ranges, name: (low, low + round(width / least) * least - least)}}
            for low in found.histograms[name]
        ]
        others = query.unknown_too - {name}
        totals = [big.search(replace(asked, unknown_too=others, **one)).total for one in only]
        assert totals == list(found.histograms[name].values()), query
        nothing = {**query.ranges, name: (2**50, None)}
        unknown = replace(asked, ranges=nothing, unknown_too=others | {name})
        assert big.search(unknown).total == found.unknown[name], query


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_of_a_range_are_in_it_and_what_has_no_number_is_not(big, reference, name):
    numbers = sorted(doc.numbers[name] for doc in reference.docs.values() if name in doc.numbers)
    for low, high in [(numbers[300], numbers[600]), (numbers[300],) * 2, (None, numbers[0])]:
        right = check(big, reference, Query(ranges={name: (low, high)}, sort="newest"))
        assert right["total"] >= 1
    everything = check(big, reference, Query(ranges={name: (None, None)}))
    assert everything["total"] == len(numbers) < DOCS


def test_a_box_may_cross_the_line_where_days_begin(big, reference):
    east, west = Box(150, -50, 180, 60), Box(-180, -50, -120, 60)
    both = Box(150, -50, -120, 60)
    totals = [check(big, reference, Query(box=box, grid=10))["total"] for box in (east, west, both)]
    assert totals[0] + totals[1] == totals[2] > min(totals[:2]) > 0


@pytest.mark.parametrize("width", [60, 10, 0.5])
def test_the_cells_of_the_map_hold_each_place_once(big, reference, width):
    cells = check(big, reference, Query("soil", grid=width, limit=DOCS))["grid"]
    places = [reference.docs[pk].place for pk in reference.search(Query("soil"))["ids"]]
    found = sum(place is not None for place in places)
    assert sum(count for count, _middle, _sheet in cells.values()) == found > 100


@pytest.mark.parametrize("sort", ["newest", "soc_desc", "complete"])
def test_what_has_no_number_comes_last(big, reference, sort):
    name = {"newest": "updated", "soc_desc": "soc_change", "complete": "completeness"}[sort]
    ids = [hit.id for hit in big.search(Query(sort=sort, limit=DOCS)).hits]
    numbers = [reference.docs[pk].numbers.get(name) for pk in ids]
    known = [number for number in numbers if number is not None]
    assert numbers == sorted(known, reverse=True) + [None] * (DOCS - len(known))
    assert len(known) < DOCS


def test_an_open_range_with_the_unknown_leaves_nothing_out(big):
    every = Query(ranges={"year": (None, None)}, unknown_too=frozenset({"year"}), limit=0)
    assert big.search(every).total == DOCS
    alone = Query(unknown_too=frozenset({"year"}), limit=0)
    assert big.search(alone).total == DOCS


PLACES = {1: (-36.8, 174.7), 2: (-17.8, -178.9), 3: (-17.8, 178.9), 4: (51.5, 0), 6: (-17.8, 178.9)}


@pytest.mark.parametrize(
    ("near", "order"),
    [
        ((-17.8, 178.5), [3, 6, 2, 1, 4, 5]),
        ((-17.8, -179.5), [2, 3, 6, 1, 4, 5]),
        ((90, 12), [4, 2, 3, 6, 1, 5]),
        ((-36.8, 180), [1, 2, 3, 6, 4, 5]),
        (None, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_the_nearest_come_first_across_every_line_and_what_has_no_place_last(engine, near, order):
    places = {pk: Place(*PLACES[pk]) if pk in PLACES else None for pk in range(1, 7)}
    filled(engine, [Doc(pk, texts("Mulch"), place=place) for pk, place in places.items()])
    query = Query(sort="nearest", near=near)
    assert [hit.id for hit in engine.search(query).hits] == order
    assert list(engine.ids(query)) == order
    pages = [engine.search(replace(query, offset=n, limit=2)).hits for n in (0, 2, 4, 6)]
    assert [hit.id for hits in pages for hit in hits] == order


# Words


def texts(title, summary="", body="", language="en"):
    return {language: Texts(title, summary, body)}


OPPOSITES = [
    Doc(1, texts("Deep ploughing", "Plough until the soil is loose. No fuel? Till by hand.")),
    Doc(2, texts("No-till maize", "The soil is never ploughed.")),
    Doc(3, texts("Labour profond", "Le labour aère ; pas de pierres, sans hâte.", "", "fr")),
    Doc(4, texts("Semis direct sans labour", "", "On ne laboure pas.", "fr")),
    Doc(5, texts("Labranza del suelo", "No se siembra sin agua.", "", "es")),
    Doc(6, texts("Siembra sin labranza", "", "", "es")),
]


def ids(engine, text, **options):
    return [hit.id for hit in engine.search(Query(text, **options)).hits]


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        ("no-till", 2, 1),
        ("no till", 2, 1),
        ("sans labour", 4, 3),
        ("Sans Labour !", 4, 3),
        ("pas de labour", 4, 3),
        ("sin labranza", 6, 5),
        ("sans labuor", 4, 3),
    ],
)
def test_what_is_done_without_is_never_confused_with_doing_it(engine, text, first, never):
    found = ids(filled(engine, OPPOSITES), text)
    assert found[0] == first
    assert never not in found


@pytest.mark.parametrize(
    ("text", "first"), [("ploughing", 1), ("labour", 3), ("labranza", 5), ("no fuel", 1)]
)
def test_doing_it_comes_before_doing_without(engine, text, first):
    assert ids(filled(engine, OPPOSITES), text)[0] == first


def test_documents_with_the_opposite_of_a_value_stand_behind_all_others(engine):
    docs = [
        Doc(1, texts("Tillage, tillage"), facets={"practice": frozenset({"no-till"})}),
        Doc(2, texts("Sheet", "", "tillage"), facets={"practice": frozenset({"mulch"})}),
        Doc(3, texts("Tillage"), facets={"practice": frozenset({"no-till", "till"})}),
        Doc(4, texts("Sheet", "", "tillage")),
    ]
    filled(engine, docs)
    concept = Concept("practice", "till", 0, 1, behind=("no-till",))
    query = Query("tillage", concepts=(concept,))
    assert [hit.id for hit in engine.search(query).hits] == [3, 2, 4, 1]
    assert [hit.id for hit in engine.search(replace(query, sort="title")).hits] == [2, 4, 3, 1]


@pytest.mark.parametrize(
    ("language", "text", "found_by"),
    [
        ("fr", "L’érosion des terres dégradées", ["erosion", "érosions", "degradees", "dégradée"]),
        ("fr", "Sécheresse et récolte d'été", ["secheresse", "l'été", "recoltes", "ETE"]),
        ("es", "Gestión de la sequía", ["sequia", "sequías", "gestion", "GESTIÓN"]),
        ("en", "Farmers’ mulching of degraded soils", ["farmer", "mulch", "degrade", "soil's"]),
        ("ar", "الزراعة في أرض", ["الزراعة", "ارض"]),
        ("pt", "Adubação verde", ["adubacao", "ADUBAÇÃO"]),
        ("en", "CO2 and N2O, 2.5 t/ha", ["co2", "N2O", "2.5 t/ha"]),
        ("fr", "E\u0301rosion de\u0301composée", ["érosion", "erosion"]),
    ],
)
def test_words_are_found_in_other_forms_accents_or_none(engine, language, text, found_by):
    filled(engine, [Doc(1, texts(text, language=language)), Doc(2, texts("Other"))])
    for typed in found_by:
        assert ids(engine, typed, fuzzy=False) == [1], typed


def test_a_title_outweighs_a_summary_and_a_summary_a_body(engine):
    docs = [
        Doc(1, texts("a b c", "d e f", "mulch h i")),
        Doc(2, texts("a b c", "mulch e f", "g h i")),
        Doc(3, texts("mulch b c", "d e f", "g h i")),
    ]
    assert ids(filled(engine, docs), "mulch") == [3, 2, 1]


def test_where_few_have_all_words_a_title_may_go_on_from_the_last(engine):
    docs = [Doc(1, texts("Solar greenhouses")), Doc(2, texts("Green manure", "", "solar"))]
    docs += [Doc(3 + n, texts("Mulch", "", "green")) for n in range(5)]
    filled(engine, [*docs, Doc(9, texts("Greenery")), Doc(10, texts("Solarium", "", "green"))])
    assert sorted(ids(engine, "solar green")) == [1, 2]
    assert ids(engine, "green solar") == [2, 10]
    assert ids(engine, "solar green", fuzzy=False) == [2]
    assert sorted(ids(engine, "green")) == [2, 3, 4, 5, 6, 7, 10]


def test_all_words_in_a_title_outweigh_the_value_of_one(engine):
    docs = [
        Doc(1, texts("Mulch under maize", "Shade, shade"), facets={"crop": frozenset({"maize"})}),
        Doc(2, texts("Milpa in shade")),
        Doc(3, texts("Shade")),
    ]
    filled(engine, docs)
    maize = Concept("crop", "maize", 0, 1, names=(("es", "milpa"), ("en", "milpa")))
    found = engine.search(Query("maize shade", concepts=(maize,))).hits
    assert [hit.id for hit in found] == [2, 1]


def test_all_words_are_needed_each_in_any_language(engine):
    docs = [
        Doc(1, {"en": Texts("Mulching of soils"), "fr": Texts("Paillage")}),
        Doc(2, {"en": Texts("Mulching")}),
    ]
    filled(engine, docs)
    assert ids(engine, "mulch soil") == [1]
    assert ids(engine, "mulching paillage") == [1]
    assert ids(engine, "mulch terrace", fuzzy=False) == []


def test_a_typing_error_is_forgiven_only_when_nothing_has_the_word(engine):
    docs = [Doc(1, texts("Erosion")), Doc(2, texts("Erosian")), Doc(3, texts("Agroforestería"))]
    filled(engine, docs)
    for typed, right in {
        "erosion": [1],
        "erosoin": [1],
        "erosien": [1, 2],
        "agroforestria": [3],
    }.items():
        result = engine.search(Query(typed))
        assert [hit.id for hit in result.hits] == right
        assert result.corrected == (typed != "erosion")
    assert ids(engine, "erosoin", fuzzy=False) == []


def test_filters_do_not_make_a_typing_error_of_a_right_word(engine):
    docs = [
        Doc(1, texts("Erosion"), facets={"crop": frozenset({"rice"})}),
        Doc(2, texts("Erosian"), facets={"crop": frozenset({"maize"})}),
    ]
    query = Query("erosion", filters={"crop": frozenset({"maize"})})
    result = filled(engine, docs).search(query)
    assert (result.total, result.corrected) == (0, False)


def test_text_without_meaning_is_left_aside_and_that_is_said(big):
    for text in ("the", "de la", "?!", "..."):
        result = big.search(Query(text, limit=0))
        assert (result.total, result.text_ignored) == (DOCS, True)
    assert not big.search(Query("  ", limit=0)).text_ignored


@pytest.mark.parametrize(
    "text",
    [
        *('"', "title_en:mulch", "mulch AND (", "*", "a\x00b", "\ud800", "[1 TO", "~", "\\"),
        *("mulch " * 3000, "x" * 50_000, "é" * 41, "no " * 50, "{}", "$", "%s", "<b>", "🌱"),
    ],
)
def test_no_text_breaks_an_engine(big, text):
    big.search(Query(text))
    big.suggest(text, "en")


# Highlights


def test_every_highlight_holds_a_marked_word_of_the_question(big):
    seen = 0
    for word in ("mulch", "erosion", "degradees", "labour", "cafe", "árbol", "erosoin", "التربة"):
        for hit in big.search(Query(word, language="fr")).hits:
            assert hit.highlights, (word, hit)
            for spans in hit.highlights.values():
                assert any(span.marked for span in spans)
                seen += 1
    assert seen > 100


def test_spans_put_together_are_the_text(engine):
    title = "Érosion <b>«dégradée»</b> & l’érosion 🌱 d’été"
    filled(engine, [Doc(1, texts(title, language="fr"))])
    (hit,) = engine.search(Query("erosion dégradées")).hits
    spans = hit.highlights["title"]
    assert "".join(span.text for span in spans) == title
    assert [span.text for span in spans if span.marked] == ["Érosion", "dégradée", "érosion"]


def test_highlights_say_which_field_matched_and_in_which_language(engine):
    both = {"fr": Texts("Paillage", "Du compost"), "en": Texts("Mulch", "Some compost", "Mulch.")}
    filled(engine, [Doc(1, both)])
    (hit,) = engine.search(Query("mulch", language="fr")).hits
    assert (hit.language, set(hit.highlights)) == ("en", {"title", "body"})
    (hit,) = engine.search(Query("compost", language="fr")).hits
    assert (hit.language, set(hit.highlights)) == ("fr", {"summary"})
    (hit,) = engine.search(Query(language="fr")).hits
    assert (hit.language, hit.highlights) == (None, {})


def test_of_a_long_body_the_piece_with_the_match_is_shown(engine):
    body = "le labour " * 400 + "mais sans labour ici " + "encore du texte " * 400
    filled(engine, [Doc(1, texts("Titre", "", body, "fr"))])
    (hit,) = engine.search(Query("sans labour")).hits
    spans = hit.highlights["body"]
    assert [span.text for span in spans if span.marked] == ["sans labour"]
    assert len("".join(span.text for span in spans)) < 260


# Changes


def test_an_update_replaces_and_leaves_the_number_of_documents(engine):
    filled(engine, documents(50))
    fresh = Doc(7, texts("Completely rewritten"))
    for _ in range(3):
        engine.apply([Upsert(fresh)])
    assert engine.health().docs == 50
    assert ids(engine, "rewritten") == [7]
    assert engine.search(Query(limit=0)).total == 50


def test_deletes_take_out_and_may_be_repeated(engine):
    filled(engine, documents(50))
    engine.apply([Delete(7), Delete(8), Delete(1000)])
    engine.apply([Delete(7)])
    found = ids(engine, "", limit=100)
    assert (len(found), 7 in found, engine.health().docs) == (48, False, 48)


def test_of_operations_on_one_document_the_last_counts(engine):
    filled(engine, documents(5))
    one, two = Doc(9, texts("first version")), Doc(9, texts("second version"))
    engine.apply([Upsert(one), Delete(9), Upsert(two), Upsert(Doc(3, {})), Delete(3)])
    assert ids(engine, "version") == [9]
    assert ids(engine, "first version", fuzzy=False) == []
    assert sorted(ids(engine, "")) == [1, 2, 4, 5, 9]


def test_counts_are_right_after_many_changes(engine):
    docs = list(documents(120))
    filled(engine, docs[:60])
    reference = Reference(docs[:60])
    for start in range(0, 120, 20):
        operations = [Upsert(doc) for doc in docs[start : start + 20]]
        operations += [Delete(number) for number in range(start + 1, start + 20, 3)]
        for some in (operations[::2], operations[1::2]):
            engine.apply(some)
            reference.apply(some)
        for query in questions(8, seed=start):
            check(engine, reference, query)


def test_nothing_to_apply_moves_the_position_alone(engine):
    filled(engine, documents(5), position=3)
    assert engine.health().position == 3
    engine.apply([])
    assert engine.health().position == 3
    engine.apply([], position=8)
    assert (engine.health().position, engine.health().docs) == (8, 5)


def test_a_rebuild_loses_no_write_that_came_meanwhile(engine):
    docs = list(documents(40))
    old = engine.build(docs[:30], position=10)
    engine.promote(old)

    def slowly():
        """The documents of the database at position 10, while position 11 and 12 happen."""
        yield from docs[:15]
        engine.apply([Upsert(docs[35]), Delete(1)], position=11)
        yield from docs[15:30]
        engine.apply([Upsert(docs[36])], position=12)

    fresh = engine.build(slowly(), position=10)
    assert engine.health().generation == old
    assert sorted(ids(engine, "", limit=99)) == sorted({*range(2, 31), 36, 37})
    missed = [Upsert(docs[35]), Delete(1), Upsert(docs[36])]
    engine.apply(missed, position=12, generation=fresh)
    assert engine.health(fresh).position == 12
    before = answer(engine.search(Query(limit=99)))
    engine.promote(fresh)
    assert engine.health().generation == fresh
    assert answer(engine.search(Query(limit=99))) == before


CHANGES = [
    operation
    for number, doc in enumerate(documents(25, seed=5), start=1)
    for operation in (Upsert(replace(doc, id=20 + number)), Delete(number))
]
"""A log: documents change and come, others go."""


def catch_up(engine, last, generation=None):
    """Apply what a generation lacks of the log up to `last`, as `search.delivery.indexing` does."""
    health = engine.health(generation)
    missed = CHANGES[health.position : last]
    if missed:
        engine.apply(missed, position=last, generation=health.generation)


def write_on(name, folder):
    engine = make(name, folder)
    for last in range(1, len(CHANGES) + 1):
        catch_up(engine, last)


def ask_on(name, folder, enough, answers):
    engine = make(name, folder)
    while not enough.is_set():
        result = engine.search(Query(limit=200))
        answers.put((result.total, len(result.hits), sum(result.facets["basis"].values())))


def test_a_rebuild_while_others_write_and_ask_loses_nothing(request, engine, tmp_path):
    """The writer, the readers and the rebuild are processes of their own."""
    docs = list(documents(60))
    filled(engine, docs, position=0)
    name = request.node.callspec.params["engine"]
    enough, answers = CLEAN.Event(), CLEAN.Queue()
    writer = CLEAN.Process(target=write_on, args=(name, tmp_path / "index"))
    reader = CLEAN.Process(target=ask_on, args=(name, tmp_path / "index", enough, answers))
    for process in (writer, reader):
        process.start()
    answers.get(timeout=60)
    rebuilds = 0
    while writer.is_alive() or not rebuilds:
        rebuild(engine, docs)
        rebuilds += 1
    catch_up(engine, len(CHANGES))
    enough.set()
    seen = [answers.get(timeout=60) for _ in range(answers.qsize())]
    reader.join()
    assert (writer.exitcode, reader.exitcode) == (0, 0)
    reference = Reference(docs)
    reference.apply(CHANGES)
    for query in questions(30):
        check(engine, reference, query)
    assert engine.health().position == len(CHANGES)
    assert all(total == hits == counted for total, hits, counted in seen)
    assert rebuilds > 1


def rebuild(engine, docs):
    """Into a new generation, from the state at a position of the log; the old ones go."""
    old = engine.health()
    state = Reference(docs)
    state.apply(CHANGES[: old.position])

    def slowly():
        for doc in state.docs.values():
            time.sleep(0.001)
            yield doc

    fresh = engine.build(slowly(), position=old.position)
    catch_up(engine, engine.health().position, fresh)
    engine.promote(fresh)
    for generation in old.generations:
        if generation != old.generation:
            engine.drop(generation)


def test_one_can_go_back_to_the_generation_before(engine):
    first = engine.build(documents(3))
    second = engine.build(documents(4))
    engine.promote(first)
    engine.promote(second)
    assert engine.search(Query()).total == 4
    engine.promote(first)
    assert engine.search(Query()).total == 3
    assert engine.health().generations == (first, second)


def test_digests_are_those_of_the_documents(engine):
    docs = list(documents(20))
    filled(engine, docs)
    engine.apply([Delete(4), Upsert(Doc(30, texts("new")))])
    expected = {doc.id: doc.digest() for doc in [*docs, Doc(30, texts("new"))] if doc.id != 4}
    assert engine.digests() == expected


# Suggestions


def test_suggestions_have_the_words_and_the_beginning_of_the_last(engine):
    docs = [
        Doc(1, {"fr": Texts("Récolte d’eau de pluie"), "en": Texts("Rainwater harvesting")}),
        Doc(2, texts("Harvest of millet")),
        Doc(3, texts("Mulch", body="harvest")),
    ]
    filled(engine, docs)

    def titles(prefix, language="en"):
        return [one.title for one in engine.suggest(prefix, language)]

    assert titles("har") == ["Rainwater harvesting", "Harvest of millet"]
    assert titles("Recolte d") == ["Récolte d’eau de pluie"]
    assert titles("harvest mil") == ["Harvest of millet"]
    assert titles("r", "fr") == ["Récolte d’eau de pluie"]
    assert titles("") == titles("zz") == []
    assert engine.suggest("har", "en", limit=1)[0].id == 1
