"""The index follows the database: drained, rebuilt, checked, from whatever state."""

import threading
import time

import pytest
from django.db import connection, transaction

from practices.models import PracticeSheet, SheetText
from practices.signals import sheets_changed
from search import engines
from search.delivery import changelog, comparing, indexing
from search.delivery.indexing import State
from search.delivery.locks import exclusive
from search.embedded import EmbeddedEngine
from search.engine import EngineError
from search.query import Query
from tests.factories import SheetFactory


@pytest.fixture
def engine(tmp_path, settings):
    """An engine over an empty folder, which is the site's too."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return EmbeddedEngine(settings.SEARCH_INDEX_DIR)


@pytest.fixture
def built(engine, db):
    indexing.rebuild(engine)
    return engine


def changed(*sheets):
    sheets_changed.send(sender=None, ids=[sheet.pk for sheet in sheets])


def saved(**fields):
    sheet = SheetFactory(**fields)
    changed(sheet)
    return sheet


def found(engine, text=""):
    return {hit.id for hit in engine.search(Query(text, limit=1000)).hits}


def test_a_new_sheet_is_found_after_a_drain(built):
    sheet = saved(text__title="Half-moons")
    assert indexing.lag(built) == 1
    assert indexing.drain(built)
    assert found(built, "half-moons") == {sheet.pk}
    assert indexing.lag(built) == 0


def test_an_edited_sheet_is_found_by_its_new_words_only(built):
    sheet = saved(text__title="Half-moons")
    indexing.drain(built)
    SheetText.objects.filter(sheet=sheet).update(title="Stone bunds")
    changed(sheet)
    indexing.drain(built)
    assert found(built, "half-moons") == set()
    assert found(built, "bunds") == {sheet.pk}


@pytest.mark.parametrize("how", ["unpublished", "deleted"])
def test_what_is_gone_is_not_found(built, how):
    sheet = saved()
    indexing.drain(built)
    changed(sheet)
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=False)
    if how == "deleted":
        sheet.delete()
    indexing.drain(built)
    assert found(built) == set()


def test_a_drain_out_of_time_goes_on_where_it_stopped(built, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    sheets = [saved() for _ in range(5)]
    assert not indexing.drain(built, seconds=0)
    assert len(found(built)) == 2
    assert indexing.lag(built) == 3
    assert indexing.drain(built)
    assert found(built) == {sheet.pk for sheet in sheets}


def test_a_drain_waits_for_another_no_longer_than_its_time(built):
    saved()
    with exclusive(indexing._lock_file("drain", built), seconds=0):
        began = time.monotonic()
        assert not indexing.drain(built, seconds=0.2)
        assert 0.2 <= time.monotonic() - began < 1


def test_each_index_keeps_its_own_place_in_the_log(built, tmp_path):
    first = saved()
    indexing.drain(built)
    other = EmbeddedEngine(tmp_path / "other host")
    indexing.rebuild(other)
    second = saved()
    indexing.drain(built)
    assert found(other) == {first.pk}
    assert indexing.lag(other) == 1
    indexing.drain(other)
    assert found(other) == found(built) == {first.pk, second.pk}


def test_a_first_build_holds_what_is_published(engine, db):
    live, draft = SheetFactory(), SheetFactory(live=False)
    assert indexing.state(engine) is State.MISSING
    indexing.rebuild(engine)
    assert found(engine) == {live.pk}
    assert draft.pk not in found(engine)
    assert indexing.state(engine) is State.FRESH


def test_a_rebuild_lets_go_of_all_but_the_index_before(built):
    for _ in range(3):
        before = built.health().generation
        indexing.rebuild(built)
    health = built.health()
    assert set(health.generations) == {before, health.generation}


def test_what_is_saved_during_a_rebuild_is_in_the_new_index(built, monkeypatch):
    first, gone = saved(), saved()
    late = []

    def build(docs, *, position=None):
        generation = EmbeddedEngine.build(built, docs, position=position)
        late.append(saved())
        changed(gone)
        gone.delete()
        return generation

    monkeypatch.setattr(built, "build", build)
    indexing.rebuild(built)
    assert found(built) == {first.pk, late[0].pk}


def test_what_is_saved_between_build_and_promotion_is_found_at_the_next_drain(built, monkeypatch):
    late = []

    def promote(generation):
        late.append(saved())
        indexing.drain(built)  # as the saving process does: into the index of that moment
        EmbeddedEngine.promote(built, generation)

    monkeypatch.setattr(built, "promote", promote)
    indexing.rebuild(built)
    assert indexing.state(built) is State.BEHIND
    indexing.drain(built)
    assert found(built) == {late[0].pk}


def test_two_rebuilds_at_once_are_one(built):
    with exclusive(indexing._lock_file("rebuild", built), seconds=0), pytest.raises(EngineError):
        indexing.rebuild(built)


def test_a_request_builds_a_small_missing_index(engine, db):
    sheet = SheetFactory()
    assert engines.refresh(engine)
    assert found(engine) == {sheet.pk}


def test_a_request_does_not_build_a_large_one(engine, db, monkeypatch):
    monkeypatch.setattr(indexing, "INLINE_SHEETS", 0)
    SheetFactory()
    with pytest.raises(EngineError, match="index rebuild"):
        engines.refresh(engine)


def test_an_older_database_beside_a_newer_index_is_noticed(built):
    lost = saved()
    indexing.drain(built)
    lost.delete()
    changelog.LogState.objects.all().delete()
    changelog.Change.objects.all().delete()
    assert indexing.state(built) is State.AHEAD
    assert engines.refresh(built)
    assert found(built) == set()


def test_a_check_of_a_good_index_finds_nothing(built):
    saved()
    assert not comparing.check(built).all


def test_a_check_names_what_is_missing_extra_and_stale_and_repairs_it(built):
    stale, extra = saved(), saved()
    indexing.drain(built)
    missing = SheetFactory()  # none of these changes tells the log
    SheetText.objects.filter(sheet=stale).update(title="Silently edited")
    extra_id = extra.pk
    PracticeSheet.objects.filter(pk=extra_id).update(live=False)
    difference = comparing.check(built)
    assert difference.missing == {missing.pk}
    assert difference.extra == {extra_id}
    assert difference.stale == {stale.pk}
    assert comparing.check(built, repair=True).all == difference.all
    assert not comparing.check(built).all
    assert found(built) == {missing.pk, stale.pk}


def test_a_repair_reaches_the_indexes_of_other_hosts(built, tmp_path):
    other = EmbeddedEngine(tmp_path / "other host")
    indexing.rebuild(other)
    sheet = SheetFactory()
    comparing.check(built, repair=True)
    indexing.drain(other)
    assert found(other) == {sheet.pk}


@pytest.mark.django_db(transaction=True)
def test_a_saved_sheet_is_found_by_the_next_request_of_any_worker(vocabularies, engine, settings):
    indexing.rebuild(engine)
    worker = EmbeddedEngine(settings.SEARCH_INDEX_DIR)
    assert found(worker) == set()
    with transaction.atomic():
        sheet = saved()
        assert found(worker) == set()
    assert found(worker) == {sheet.pk}


@pytest.mark.django_db(transaction=True)
def test_a_save_holds_although_the_index_cannot_be_written(vocabularies, engine, monkeypatch):
    indexing.rebuild(engine)

    def apply(*args, **kwargs):
        raise EngineError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(EmbeddedEngine, "apply", apply)
        with transaction.atomic():
            sheet = saved()
    assert PracticeSheet.objects.filter(pk=sheet.pk).exists()
    indexing.drain(engine)
    assert found(engine) == {sheet.pk}


@pytest.mark.django_db(transaction=True)
def test_many_savers_and_a_rebuild_lose_nothing(vocabularies, engine):
    indexing.rebuild(engine)
    ids = []

    def save():
        for _ in range(5):
            with transaction.atomic():
                ids.append(saved().pk)
        connection.close()

    def rebuild():
        for _ in range(3):
            indexing.rebuild(engine, seconds=30)
        connection.close()

    threads = [threading.Thread(target=target) for target in (save, save, save, rebuild)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    indexing.drain(engine)
    assert len(ids) == 15
    assert found(engine) == set(ids)
    assert not comparing.check(engine).all
