"""What is true of Elasticsearch only: how it is reached, its indices, and parity word by word."""

import csv
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from search.documents import Delete, Doc, Texts, Upsert
from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.client import Connection
from search.embedded import EmbeddedEngine
from search.engine import EngineError, EngineUnavailableError, IndexMissingError
from search.query import Query
from search.words.analysis import fold
from tests.browser import free_port
from tests.elasticsearch.tls_proxy import tls_proxy

pytestmark = pytest.mark.elasticsearch
WORDS = Path(__file__).parents[1] / "data/words/words.csv"


@pytest.fixture
def engine(elasticsearch_url, index_prefix, request):
    """One of the test's own, with nothing in it."""
    name = f"{index_prefix}-{fold(request.node.name).replace('_', '-')[:60]}"
    return ElasticsearchEngine(Connection((elasticsearch_url,), index=name, read_seconds=30))


def filled(engine, *titles):
    docs = [Doc(number, {"en": Texts(title)}) for number, title in enumerate(titles, 1)]
    engine.promote(engine.build(docs, position=1))
    return engine


def ids(engine, text, **options):
    return [hit.id for hit in engine.search(Query(text, **options)).hits]


# The way there


@pytest.fixture(scope="module")
def secured(elasticsearch_url, tmp_path_factory):
    with tls_proxy(elasticsearch_url, tmp_path_factory.mktemp("certificates")) as found:
        yield found


def through(secured, engine, **identity):
    to = Connection(
        (secured.url,), ca=str(secured.ca_file), index=engine.connection.index, **identity
    )
    return ElasticsearchEngine(to)


def test_a_key_or_a_password_opens_a_secured_cluster(engine, secured):
    filled(engine, "Zaï pits")
    by_key = through(secured, engine, api_key=secured.api_key)
    by_password = through(secured, engine, user=secured.user, password=secured.password)
    assert ids(by_key, "zaï") == ids(by_password, "zaï") == [1]
    by_key.apply([Delete(1)], position=2)
    assert by_password.applied().position == 2
    assert ids(engine, "zaï") == []


def test_without_the_right_key_it_is_said_that_one_is_refused(engine, secured):
    filled(engine, "Zaï pits")
    for identity in ({}, {"api_key": "d3Jvbmc="}, {"user": "someone", "password": "wrong"}):
        with pytest.raises(EngineUnavailableError, match="401"):
            through(secured, engine, **identity).search(Query("zaï"))


def test_a_certificate_of_another_authority_is_not_trusted(engine, secured):
    to = Connection((secured.url,), api_key=secured.api_key, index=engine.connection.index)
    with pytest.raises(EngineUnavailableError, match="does not answer"):
        ElasticsearchEngine(to).search(Query("zaï"))


def test_another_host_is_asked_where_one_is_gone(engine):
    filled(engine, "Zaï pits")
    here = engine.connection.hosts[0]
    gone = f"http://127.0.0.1:{free_port()}"
    for hosts in ((gone, here), (here, gone)):
        other = ElasticsearchEngine(Connection(hosts, index=engine.connection.index))
        assert [ids(other, "zaï") for _ in range(4)] == [[1]] * 4


def test_a_reader_waits_no_longer_than_the_settings_say():
    """At an address that neither takes a connection nor refuses one: its queue is full."""
    with socket.socket() as busy, ExitStack() as waiting:
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        for _ in range(4):
            one = waiting.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(busy.getsockname())
        nobody = Connection((f"http://127.0.0.1:{busy.getsockname()[1]}",), connect_seconds=0.3)
        began = time.monotonic()
        with pytest.raises(EngineUnavailableError):
            ElasticsearchEngine(nobody).search(Query("zaï"))
        assert 0.3 <= time.monotonic() - began < 0.9


# Indices


def test_a_lost_index_is_said_to_be_lost_and_is_not_made_by_a_write(engine):
    filled(engine, "Zaï pits")
    name = engine.applied().generation
    engine._client.indices.delete(index=name)
    for call in (
        lambda: engine.search(Query()),
        lambda: engine.apply([Upsert(Doc(2, {}))], position=5),
        lambda: engine.apply([Delete(1)], position=5, generation=name),
        engine.health,
        engine.digests,
    ):
        with pytest.raises(IndexMissingError, match=r"index rebuild|lost"):
            call()
    assert engine._generations._begun() == []


def test_a_build_that_fails_leaves_nothing(engine):
    filled(engine, "Zaï pits")

    def broken():
        yield Doc(1, {"en": Texts("One")})
        raise RuntimeError("the database is gone")

    before = engine.kept()
    with pytest.raises(RuntimeError):
        engine.build(broken())
    with pytest.raises(EngineError, match="came twice"):
        engine.build([Doc(1, {}), Doc(1, {})])
    assert engine.kept() == before
    assert len(engine._generations._begun()) == 1


def test_builds_at_the_same_time_get_names_of_their_own(engine):
    filled(engine, "Zaï pits")

    def building():
        yield Doc(1, {"en": Texts("Outer")})
        engine.build([Doc(1, {"en": Texts("Inner")})])

    outer = engine.build(building())
    first, second, third = engine.kept()
    assert len({first, second, third}) == 3
    engine.promote(outer)
    assert ids(engine, "outer") == [1]


def test_a_late_write_overwrites_no_later_one(engine):
    """Two workers have read the log; the one that read less comes last."""
    filled(engine, "Zaï pits")
    late = [Upsert(Doc(1, {"en": Texts("Old words")})), Upsert(Doc(2, {"en": Texts("Old sheet")}))]
    engine.apply([Upsert(Doc(1, {"en": Texts("New words")})), Delete(2)], position=9)
    assert engine.apply(late, position=5) == {}
    assert (ids(engine, "new"), ids(engine, "old", fuzzy=False)) == ([1], [])
    assert engine.applied().position == 9


def test_the_same_write_twice_is_no_error(engine):
    filled(engine, "Zaï pits")
    for _ in range(2):
        write = [Upsert(Doc(1, {"en": Texts("New words")})), Delete(2)]
        assert engine.apply(write, position=9) == {}
    assert ids(engine, "new") == [1]


def test_a_long_list_is_read_whole_and_in_order(engine, monkeypatch):
    from search.elasticsearch import asking

    monkeypatch.setattr(asking, "MAX_REACH", 7)
    filled(engine, *(f"Terrace {chr(97 + number % 26)}" for number in range(40)))
    assert list(engine.ids(Query("terrace", sort="title"))) == sorted(
        range(1, 41), key=lambda pk: ((pk - 1) % 26, pk)
    )


# Parity


def test_300_real_words_find_the_same_on_both_engines(engine, tmp_path):
    """Each word as it is written and as hurried fingers type it, among sheets of each word."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        words = [(row["language"], row["word"]) for row in csv.DictReader(file)]
    assert len(words) == 300
    docs = [Doc(pk, {code: Texts(word)}) for pk, (code, word) in enumerate(words, 1)]
    embedded = EmbeddedEngine(tmp_path)
    for one in (embedded, engine):
        one.promote(one.build(docs))
    for pk, (code, word) in enumerate(words, 1):
        for typed in {word, fold(word), word.upper()}:
            query = Query(typed, language=code, facets=(), limit=300)
            answers = [one.search(query) for one in (embedded, engine)]
            found = [{hit.id for hit in answer.hits} for answer in answers]
            assert found[0] == found[1] and (pk in found[0]), (typed, found)
            assert [answer.corrected for answer in answers] == [False, False], typed
