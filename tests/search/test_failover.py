"""A real node fails in every way while people search and write: nobody waits, nothing is lost."""

import threading
import time

import httpx
import pytest
from django.db import connections

from practices.signals import sheets_changed
from search import engines
from search.checks import check_index_fits
from search.delivery import comparing, following, indexing
from search.documents import Doc, Texts, Upsert
from search.elasticsearch import generations, mapping
from search.elasticsearch.client import connection
from search.elasticsearch.engine import HEARD_SECONDS
from search.query import Query
from tests.factories import SheetFactory

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]

WAITING = 1.3
"""Seconds that the first reader may wait for the cluster: to connect, and to be answered."""
AT_ONCE = 0.25
"""Beside what the page takes anyhow; far below any time-out."""


@pytest.fixture
def node(breakable_node, settings, tmp_path, vocabularies, monkeypatch):
    """A node that the site searches on, with an index of three sheets; nothing left of before."""
    monkeypatch.setattr("search.circuit.PROBE_SECONDS", 0.2)
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    name = f"site-{time.monotonic_ns()}"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {
        "hosts": (breakable_node.url,),
        "index": name,
    }
    for title in ("Zaï pits", "Stone bunds", "Half-moons"):
        SheetFactory(text__title=title)
    for engine in engines.every():
        indexing.rebuild(engine)
    yield breakable_node
    breakable_node.go_on()


@pytest.fixture
def search(client):
    """What a reader sees: the answer of the API, and how long it took."""

    def asked(text=""):
        began = time.monotonic()
        response = client.get("/api/v1/search", {"q": text, "lang": "en"})
        assert response.status_code == 200
        return response.json(), time.monotonic() - began

    asked()  # the process is warm, so that only waiting is measured
    return asked


def titles(answer):
    return sorted(hit["title"] for hit in answer["hits"])


def write(title):
    """As a person's edit: saved, and told to the change log in the same transaction."""
    sheet = SheetFactory(text__title=title)
    sheets_changed.send(sender=None, ids=[sheet.pk])
    return sheet


def until(condition, seconds=60):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not come back"
        time.sleep(0.1)


def answers_again(search):
    until(lambda: not search()[0]["stands_in"])


BREAKING = {
    "stopped": lambda node: node.stop(),
    "killed": lambda node: node.kill(),
    "out of breath": lambda node: node.pause(),
    "wiped and back": lambda node: (node.wipe(), node.start()),
}
MENDING = {
    "stopped": lambda node: node.start(),
    "killed": lambda node: node.start(),
    "out of breath": lambda node: node.go_on(),
    "wiped and back": lambda node: None,
}


@pytest.mark.parametrize("how", BREAKING)
def test_readers_are_answered_and_writers_lose_nothing(node, search, how):
    plain, took = search("zaï")
    usual = max(search("zaï")[1] for _ in range(5))
    assert not plain["stands_in"]
    BREAKING[how](node)

    first, took = search("zaï")
    assert took < usual + WAITING + AT_ONCE
    if how != "wiped and back":  # a small index may be back by then
        assert first["stands_in"]
    assert titles(first) == titles(plain) == ["Zaï pits"]
    for number in range(5):
        write(f"Terrace number {number}")
        answer, took = search("terrace number")
        assert took < usual + AT_ONCE + (WAITING if how == "wiped and back" else 0)
        assert len(titles(answer)) == number + 1

    MENDING[how](node)
    answers_again(search)
    answer, _ = search("terrace number")
    assert len(titles(answer)) == 5 and not answer["stands_in"]
    for engine in engines.every():
        assert not comparing.check(engine).all


def put(node, path, body):
    assert httpx.put(f"{node.url}/{path}", json=body, timeout=30).is_success


def test_a_full_disk_takes_no_changes_and_readers_find_them_all_the_same(node, search):
    """What Elasticsearch does to its indices when the disk is full, and undoes by itself."""
    index = f"{connection().index}-*"
    put(node, f"{index}/_settings", {"index.blocks.read_only_allow_delete": True})
    write("Terrace")
    answer, _ = search("terrace")
    assert (titles(answer), answer["stands_in"]) == (["Terrace"], True)
    put(node, f"{index}/_settings", {"index.blocks.read_only_allow_delete": None})
    answers_again(search)
    assert titles(search("terrace")[0]) == ["Terrace"]


def test_a_red_index_is_left_aside_until_its_shards_are_there(node, search):
    """No node may hold the shard of the promoted index: no part of it answers."""
    required = "index.routing.allocation.require._name"
    cluster, name = engines.cluster(), f"{connection().index}-{mapping.FINGERPRINT}-99"
    cluster._client.indices.create(
        index=name,
        mappings=mapping.mapping(),
        settings={**mapping.SETTINGS, required: "nobody"},
        aliases={name + generations.WHOLE: {"filter": generations.SHEETS}},
        wait_for_active_shards=0,
    )
    cluster.promote(name)
    write("Terrace")
    answer, _ = search("terrace")
    assert (titles(answer), answer["stands_in"]) == (["Terrace"], True)
    put(node, f"{name}/_settings", {required: None})
    answers_again(search)
    assert titles(search("terrace")[0]) == ["Terrace"]


def test_one_odd_question_leaves_the_cluster_in_use(node, search, monkeypatch):
    cluster = engines.cluster()
    cluster._client.indices.put_settings(
        index=cluster.applied().generation, settings={"max_terms_count": 1}
    )
    many = Query(filters={"country": frozenset({"MLI", "BFA"})})
    assert engines.current().search(many).stands_in
    assert not search("zaï")[0]["stands_in"]


def test_the_worker_brings_all_changes_through_an_outage(node, search):
    """It follows while the node is killed under it and comes back, with writes going on."""
    end = threading.Event()

    def work():
        try:
            following.follow(engines.every(), until=end)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    for number in range(20):
        if number == 5:
            node.kill()
        if number == 15:
            node.start()
        write(f"Terrace number {number}")
    cluster = engines.cluster().patient
    until(lambda: is_level(cluster))
    end.set()
    worker.join(timeout=60)
    assert not comparing.check(cluster).all
    assert cluster.search(Query("terrace number", limit=50)).total == 20


def is_level(engine):
    try:
        return indexing.state(engine) is indexing.State.FRESH
    except Exception:  # noqa: BLE001 (it may be down)
        return False


def test_another_host_finds_an_edit_at_once(node, search):
    """Two hosts have an index of their own each, and the cluster in common."""
    other = type(engines.cluster())(connection())
    assert other.search(Query("terrace")).total == 0
    write("Terrace")
    assert other.search(Query("terrace")).total == 1
    assert indexing.state(other) is indexing.State.FRESH


def test_a_document_that_the_cluster_refuses_keeps_no_other_waiting(node, search):
    cluster = engines.cluster()
    poison = Doc(999, {"en": Texts("Poison")}, {"country": frozenset({"x" * 40_000})})
    good = Doc(998, {"en": Texts("Remedy")})
    refused = cluster.apply([Upsert(poison), Upsert(good)])
    assert list(refused) == [999] and "immense term" in refused[999]
    assert cluster.search(Query("remedy")).total == 1
    assert cluster.search(Query("poison")).total == 0


def test_one_goes_back_to_the_index_before_with_all_that_changed_since(node, search):
    cluster = engines.cluster()
    first = cluster.applied().generation
    indexing.rebuild(cluster)
    second = cluster.applied().generation
    assert cluster.kept() == (first, second)
    write("Terrace")
    assert indexing.roll_back(cluster) == first
    assert cluster.applied().generation == first
    assert titles(search("terrace")[0]) == ["Terrace"]


def test_an_index_of_another_version_is_left_aside_and_built_anew(node, search, monkeypatch):
    before = engines.cluster().applied().generation
    monkeypatch.setattr(generations, "FINGERPRINT", "0" * 12)
    time.sleep(HEARD_SECONDS)
    assert indexing.state(engines.cluster()) is indexing.State.OUTDATED
    assert [one.id for one in check_index_fits()] == ["search.W001"]
    assert titles(search("zaï")[0]) == ["Zaï pits"]
    answers_again(search)
    assert engines.cluster().applied().generation != before
