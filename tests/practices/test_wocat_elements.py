"""A long list is read as a stream, and says the same as if it were read whole."""

import gzip
import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practices.importers.wocat import elements, files

from .wocat import API, document

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def read(text, longest=10_000):
    stream = io.StringIO(text)
    return [found for found, _length in elements.elements_of(stream, stream.read(1), longest)]


@given(st.lists(VALUES), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_stream_says_what_the_whole_says(values, chunk, indent, is_ascii):
    text = json.dumps(values, indent=indent, ensure_ascii=is_ascii)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elements, "CHUNK", chunk)
        assert read(text) == json.loads(text)


@given(st.lists(VALUES, min_size=1), st.data())
@settings(max_examples=200, deadline=None)
def test_a_list_cut_anywhere_is_noticed(values, data):
    text = json.dumps(values)
    with pytest.raises((ValueError, EOFError)):
        read(text[: data.draw(st.integers(1, len(text) - 1))])


def test_an_item_without_end_is_not_read_for_ever(monkeypatch):
    monkeypatch.setattr(elements, "CHUNK", 100)
    with pytest.raises(OSError, match="one item has more than"):
        read('["' + "x" * 100_000, longest=1_000)


def test_memory_is_that_of_a_record_however_long_the_list(tmp_path):
    record = json.dumps(document(API))
    path = tmp_path / "many.json.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("[" + ",".join([record] * 400) + "]")
    assert len(record) * 400 > 12_000_000
    tracemalloc.start()
    count = sum(1 for raw in files.read_path(str(path)) if not raw.error)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 10_000_000


def test_what_is_wrong_with_a_list_is_said_with_its_place(tmp_path):
    path = tmp_path / "many.json"
    path.write_text('[{"id": 1, "name": "A"}, {"id": 2, "name": "B"}, {"id": }]')
    *_whole, last = files.read_path(str(path))
    assert last.error == ("the list cannot be read beyond item 2: no JSON follows; is it cut off?")
