"""What is true of the embedded engine only: its folders, its processes, and the library's traps."""

import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import tantivy

from search.documents import Delete, Doc, Texts, Upsert
from search.embedded import EmbeddedEngine, aggregating, counts, reader, snapshot
from search.embedded import engine as engine_module
from search.embedded.panics import guarded
from search.embedded.schema import FINGERPRINT, SCHEMA, entries, to_tantivy
from search.engine import EngineError, IndexMissingError, IndexOutdatedError
from search.query import LANGUAGES, Concept, Histogram, Query
from search.wording import Wording
from search.words.stemming import ANALYZERS
from tests.search.generate import documents
from tests.search.questions import questions
from tests.search.reference import Reference

CLEAN = multiprocessing.get_context("forkserver")


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    engine.promote(engine.build(documents(20), position=1))
    return engine


def doc(number, title="Fresh words"):
    return Doc(number, {"en": Texts(title)})


def total(engine, text=""):
    return engine.search(Query(text, limit=0)).total


# Generations


def test_without_an_index_it_is_said_what_to_do(tmp_path):
    engine = EmbeddedEngine(tmp_path / "none")
    calls = [lambda: engine.search(Query()), lambda: engine.suggest("a", "en"), engine.health]
    for call in [*calls, engine.digests, lambda: engine.apply([Delete(1)])]:
        with pytest.raises(IndexMissingError, match="index rebuild"):
            call()


def test_a_broken_letter_breaks_neither_the_index_nor_an_answer(engine):
    engine.apply([Upsert(doc(100, "Mulching \ud800 unheardof"))])

    [hit] = engine.search(Query("unheardof")).hits
    assert hit.id == 100 and hit.highlights["title"]


def test_an_index_of_another_fingerprint_is_found_at_once(engine, monkeypatch):
    monkeypatch.setattr(reader, "FINGERPRINT", "0" * 12)
    assert not engine.health().fits
    for call in (lambda: engine.search(Query()), lambda: engine.apply([Delete(1)])):
        with pytest.raises(IndexOutdatedError, match="index rebuild"):
            call()


def test_a_promoted_folder_that_is_gone_is_missing(engine):
    engine._generations.delete(engine.health().generation)
    with pytest.raises(IndexMissingError, match="is not there"):
        engine.search(Query())


def test_the_promoted_generation_is_not_dropped_and_others_leave_nothing(engine, tmp_path):
    first = engine.health().generation
    with pytest.raises(EngineError, match="in use"):
        engine.drop(first)
    second = engine.build(documents(3))
    engine.promote(second)
    engine.drop(first)
    engine.drop(first)
    assert engine.health().generations == (second,)
    assert not [path for path in (tmp_path / "index").iterdir() if first in path.name]


def test_a_generation_that_nobody_promoted_can_be_dropped(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.drop(engine.build(documents(2)))
    assert engine._generations.names() == ()


def test_only_whole_generations_are_promoted_or_written(engine):
    for call in (engine.promote, engine.health, lambda name: engine.apply([], generation=name)):
        with pytest.raises(IndexMissingError):
            call(f"{FINGERPRINT}-99")
    assert not list(engine._generations.root.glob(".*-99*"))


def test_a_build_that_fails_leaves_nothing(engine):
    def failing():
        yield doc(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.build(failing())
    assert len(engine.health().generations) == 1
    assert len(engine._generations._begun()) == 1


def test_a_document_that_comes_twice_is_refused(engine):
    with pytest.raises(EngineError, match="Document 7 came twice"):
        engine.build([doc(7), doc(7)])


def test_a_document_with_too_high_an_id_is_refused_and_nothing_is_applied(engine):
    for write in (
        lambda: engine.apply([Upsert(doc(500)), Upsert(doc(2**70))], position=9),
        lambda: engine.build([doc(2**70)]),
    ):
        with pytest.raises(EngineError, match="index"):
            write()
    assert (engine.health().docs, engine.health().position) == (20, 1)
    assert total(engine, "fresh") == 0


def test_generations_are_numbered_past_nine_in_order(engine):
    names = [engine.build([]) for _ in range(10)]
    assert engine.health().generations[1:] == tuple(names)


def test_an_empty_index_answers(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.promote(engine.build([]))
    result = engine.search(Query("mulch", histograms=(Histogram("year", 5),), grid=5))
    assert (result.total, engine.digests(), engine.suggest("m", "en")) == (0, {}, ())
    assert (result.histograms, result.unknown) == ({"year": {}}, {"year": 0})


# What a question may not hold


@pytest.mark.parametrize(
    "query",
    [
        Query(filters={"colour": frozenset({"red"})}),
        Query(facets=("colour",)),
        Query(ranges={"weight": (1, 2)}),
        Query(ranges={"year": (float("nan"), None)}),
        Query(histograms=(Histogram("weight", 1),)),
        Query(histograms=(Histogram("year", 0.1),)),
        Query(histograms=(Histogram("year", 1), Histogram("year", 5))),
        Query(sort="nearest", near=(91, 0)),
        Query(sort="nearest", near=(0, float("nan"))),
        Query(offset=-1),
    ],
)
def test_a_question_that_cannot_be_is_an_engine_error(engine, query):
    with pytest.raises(EngineError):
        engine.search(query)


def test_ranges_may_reach_beyond_any_number(engine):
    query = Query(ranges={"year": (-1e300, float("inf"))}, limit=0)
    assert engine.search(query).total == engine.search(Query(ranges={"year": (None, None)})).total


def test_panics_of_rust_become_engine_errors(engine):
    searcher = engine._reader.snapshot().searcher
    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
    with pytest.raises(EngineError, match="failed inside: boom"), guarded():
        raise panic("boom")
    with pytest.raises(EngineError), guarded():
        searcher.search(tantivy.Query.all_query(), order_by_field="none")


def test_what_is_no_fault_of_the_engine_passes():
    for error in (KeyboardInterrupt, ZeroDivisionError):
        with pytest.raises(error), guarded():
            raise error


@pytest.mark.parametrize("pays", [-1, 10**9], ids=["joined", "by-values"])
def test_what_no_build_has_seen_is_counted_joined_as_by_values(tmp_path, monkeypatch, pays):
    docs = list(documents(300))
    engine = EmbeddedEngine(tmp_path)
    engine.promote(engine.build([]))
    engine.apply(map(Upsert, docs))
    monkeypatch.setattr(aggregating, "PAYS", pays)
    reference = Reference(docs)
    for query in questions(20):
        assert engine.search(query).facets == reference.search(query)["facets"]


def test_what_a_build_has_seen_is_counted_by_its_sets_alone(tmp_path, monkeypatch):
    docs = list(documents(300))
    engine = EmbeddedEngine(tmp_path)
    engine.promote(engine.build(docs))
    monkeypatch.setattr(counts, "aggregated", lambda *args: {})
    reference = Reference(docs)
    for query in (replace(query, grid=None, fuzzy=False) for query in questions(60)):
        answer, right = engine.search(query), reference.search(query)
        assert (answer.facets, answer.histograms) == (right["facets"], right["histograms"])
        assert answer.unknown == right["unknown"]


def test_other_names_of_a_concept_are_counted_by_sets_as_by_the_library(tmp_path, monkeypatch):
    engine = EmbeddedEngine(tmp_path, remembered=0)
    engine.promote(engine.build(documents(300)))
    phrases = ("mulching soils", "couverture", "terrasses", "suelo", "no soil")
    names = tuple((code, one) for one in phrases for code in LANGUAGES)
    asked = [
        Query(word, language="fr", concepts=(Concept("crop", "maize", 0, 1, names=names[n:]),))
        for n in range(len(names))
        for word in ("paillage", "water", "sol arbres")
    ]
    by_sets = [engine.search(query) for query in asked]
    monkeypatch.setattr(Wording, "is_exact", False)
    assert [one.facets for one in by_sets] == [engine.search(query).facets for query in asked]
    assert all(sum(one.facets["basis"].values()) == one.total > 0 for one in by_sets)


def test_a_deleted_document_may_come_back_and_go_again(engine):
    reference = Reference(documents(20))
    steps = ([Delete(3)], [Upsert(doc(3))], [Upsert(doc(4)), Delete(3)], [Delete(4)], [Delete(5)])
    for step in steps:
        engine.apply(step)
        reference.apply(step)
        for query in (Query(), Query("fresh"), Query("sol", language="fr")):
            assert engine.search(query).facets == reference.search(query)["facets"]


def test_a_facet_of_too_many_combinations_is_counted_by_values(engine, monkeypatch):
    monkeypatch.setattr(snapshot, "MOST_JOINED", 3)
    engine.apply(map(Upsert, documents(20)))
    engine.apply([Delete(1)])
    reference = Reference(list(documents(20))[1:])
    assert engine.search(Query()).facets == reference.search(Query())["facets"]
    assert "practice" not in engine._snapshot().joined


# Traps of the library


def test_deletion_by_query_takes_out_the_document(tmp_path):
    """Deletion by term misses silently on unsigned fields; ours must not miss on any."""
    index = tantivy.Index(SCHEMA, str(tmp_path))
    for _ in range(2):
        writer = index.writer(15_000_000, 1)
        writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "id", [5]))
        writer.add_document(to_tantivy(doc(5), entries(doc(5)), fresh=True))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    assert index.searcher().num_docs == 1


def test_an_answer_is_remembered_until_the_index_changes(engine):
    query = Query("fresh")
    assert engine.search(query).total == 0
    assert engine.search(Query("fresh")).facets is engine.search(query).facets
    engine.apply([Upsert(doc(99))])
    assert engine.search(query).total == 1


def test_many_commits_leave_few_files_and_all_documents(engine, tmp_path):
    for number in range(100, 160):
        engine.apply([Upsert(doc(number)), Delete(number - 50)])
    assert total(engine) == engine.health().docs == 20 + 50
    folder = tmp_path / "index" / engine.health().generation
    assert len(list(folder.iterdir())) < 8 * engine.health().segments + 10


# Processes and threads


def write(root, first, count):
    engine = EmbeddedEngine(root)
    for number in range(first, first + count):
        engine.apply([Upsert(doc(number))])


def test_processes_write_at_the_same_time_and_lose_nothing(engine, tmp_path):
    writers = [
        CLEAN.Process(target=write, args=(tmp_path / "index", first, 10))
        for first in (100, 200, 300)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert total(engine, "fresh") == 30
    assert engine.health().docs == 50


def test_a_reader_sees_what_another_process_wrote_by_its_next_search(engine, tmp_path):
    assert total(engine, "fresh") == 0
    writer = CLEAN.Process(target=write, args=(tmp_path / "index", 100, 1))
    writer.start()
    writer.join()
    assert total(engine, "fresh") == 1


def test_a_fork_of_an_open_reader_reads_for_itself(engine):
    assert total(engine) == 20
    child = os.fork()
    if child == 0:
        os._exit(0 if total(engine) == 20 else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_write_waits_for_the_one_before(engine):
    name = engine.health().generation
    with engine._generations.locked(name):
        thread = threading.Thread(target=lambda: engine.apply([Upsert(doc(99))]))
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
        assert total(engine, "fresh") == 0
    thread.join()
    assert total(engine, "fresh") == 1


def test_a_write_that_waited_goes_to_what_was_promoted_meanwhile(engine):
    old = engine.health().generation
    new = engine.build(documents(5))
    with engine._generations.locked(old):
        thread = threading.Thread(target=lambda: engine.apply([Upsert(doc(99))]))
        thread.start()
        thread.join(0.1)
        engine.promote(new)
    thread.join()
    assert total(engine, "fresh") == 1
    assert engine.health(old).docs == 20


def test_a_write_is_found_before_segments_are_merged_and_the_next_one_waits(engine, monkeypatch):
    monkeypatch.setattr(engine_module, "ENDING_SECONDS", 0)
    for number in range(1, 31):
        engine.apply([Upsert(doc(1000 + number))], position=number)
        assert (total(engine, "fresh"), engine.health().position) == (number, number)
    with engine._generations.locked(engine.health().generation):
        assert (engine.health().docs, total(engine)) == (50, 50)
        assert engine.health().segments < 10


def test_a_write_that_fails_lets_the_next_one_write(engine, monkeypatch):
    def refused(*args):
        raise EngineError("no room")

    with monkeypatch.context() as patch, pytest.raises(EngineError, match="no room"):
        patch.setattr(engine._generations, "set_position", refused)
        engine.apply([Upsert(doc(99))], position=2)
    engine.apply([Upsert(doc(100))], position=3)
    assert (engine.health().position, total(engine, "fresh")) == (3, 2)


def test_threads_share_a_reader_while_one_writes(engine):
    def ask(number):
        if number % 10 == 0:
            engine.apply([Upsert(doc(1000 + number))])
        return total(engine)

    with ThreadPoolExecutor(8) as threads:
        totals = list(threads.map(ask, range(100)))
    assert set(totals) <= set(range(20, 31))
    assert total(engine) == 30


# Analysis


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("en", ["mulch", "mulches", "mulching", "mulched"]),
        ("en", ["terrace", "terraces", "terracing"]),
        ("en", ["fertilizer", "fertilizers"]),
        ("fr", ["dégradé", "dégradée", "dégradées", "dégradation", "degradation"]),
        ("fr", ["paillage", "paillages"]),
        ("fr", ["sécheresse", "secheresse", "SÉCHERESSES"]),
        ("fr", ["engrais", "Engrais"]),
        ("es", ["suelo", "suelos", "SUELO"]),
        ("es", ["sequía", "sequia", "sequías"]),
        ("es", ["erosión", "erosion"]),
        ("es", ["fertilización", "fertilizacion", "fertilizaciones"]),
    ],
)
def test_forms_of_a_word_meet(language, same):
    forms = [set(ANALYZERS[language].forms(word)) for word in same]
    for one in forms:
        assert one & forms[0], same


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "till", "tile"),
        ("en", "organic", "organ"),
        ("fr", "sol", "seul"),
        ("es", "suelo", "sueldo"),
    ],
)
def test_words_of_other_meaning_do_not_meet(language, one, other):
    forms = ANALYZERS[language].forms
    assert not set(forms(one)) & set(forms(other))
