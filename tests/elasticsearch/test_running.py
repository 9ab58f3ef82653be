"""The node of the tests fails in each way that a test may ask for, and comes back."""

import httpx
import pytest

pytestmark = pytest.mark.elasticsearch
TIMES = httpx.Timeout(1, connect=0.3)


def get(node, path):
    return httpx.get(f"{node.url}/{path}", timeout=TIMES)


@pytest.fixture
def with_a_document(breakable_node):
    written = httpx.put(
        f"{breakable_node.url}/kept/_doc/1", json={"title": "Zaï"}, params={"refresh": "true"}
    )
    assert written.status_code == 201, written.text
    return breakable_node


def test_a_node_fails_in_every_way_and_comes_back(with_a_document):
    node = with_a_document
    node.pause()
    with pytest.raises(httpx.ReadTimeout):
        get(node, "")
    node.go_on()
    assert get(node, "kept/_doc/1").json()["_source"] == {"title": "Zaï"}

    node.kill()
    with pytest.raises(httpx.ConnectError):
        get(node, "")
    node.start()
    assert get(node, "kept/_doc/1").json()["found"]

    node.wipe()
    with pytest.raises(httpx.ConnectError):
        get(node, "")
    node.start()
    assert get(node, "kept/_doc/1").status_code == 404


def test_a_node_of_the_next_test_runs_whatever_the_one_before_did(breakable_node):
    breakable_node.pause()


def test_even_when_it_was_paused(breakable_node):
    assert get(breakable_node, "").json()["tagline"]


def test_the_shared_node_answers(elasticsearch_url):
    assert httpx.get(elasticsearch_url).json()["version"]["number"].startswith("9.")
