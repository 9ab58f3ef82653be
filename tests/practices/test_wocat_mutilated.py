"""Whatever is cut out of a real record or put in: a draft or a refusal, never another error."""

import json
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.importers.source import BadRecord
from practices.importers.wocat import IMPORTER
from practices.importers.wocat.records import of_row, records_of

from .wocat import API, LIST_PAGE, TABLE, V2, document, records

FAST = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["OTHER", "technologies_12", "<b>x", "â€™", "1,234.5", "04/07/2011", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["en", "value", "values", "type", "coordinates", "features", "id", ""]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)


def paths_of(value, path=()):
    """The path of everything inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, (dict, list)):
            yield from paths_of(inner, (*path, key))


def mutilate(record, path, junk, is_removed):
    """Take out or replace what stands at a path, if it is still there."""
    for key in path[:-1]:
        try:
            record = record[key]
        except (KeyError, IndexError, TypeError):
            return
    if not isinstance(record, (dict, list)) or isinstance(path[-1], str) != isinstance(
        record, dict
    ):
        return
    try:
        if is_removed:
            del record[path[-1]]
        else:
            record[path[-1]] = junk
    except (KeyError, IndexError, TypeError):
        return


def check(raws):
    """Each is refused, or maps to plain values that can be stored."""
    for raw in raws:
        json.dumps(raw.data)
        if raw.error or raw.withdrawn:
            continue
        try:
            draft = IMPORTER.map(raw.shape, raw.data)
        except BadRecord:
            continue
        asdict(draft)
        assert draft.external_id.isdigit()
        assert any(words.get("title") for words in draft.texts.values())


@pytest.mark.parametrize("path", [API, V2, LIST_PAGE], ids=lambda path: path.name)
@FAST
@given(data=st.data())
def test_a_mutilated_document_is_mapped_or_refused(path, data):
    record = document(path)
    places = list(paths_of(record))
    for _ in range(data.draw(st.integers(1, 25))):
        place = data.draw(st.sampled_from(places))
        mutilate(record, place, data.draw(JUNK), data.draw(st.booleans()))
    check(records_of(record, "technologies_1.json"))


@pytest.mark.parametrize("path", [API, V2], ids=lambda path: path.name)
@FAST
@given(data=st.data())
def test_a_mutilated_payload_is_mapped_or_refused(path, data):
    [raw] = records(path)
    raw.data = json.loads(json.dumps(raw.data))
    places = list(paths_of(raw.data))
    for _ in range(data.draw(st.integers(1, 25))):
        place = data.draw(st.sampled_from(places))
        mutilate(raw.data, place, data.draw(JUNK), data.draw(st.booleans()))
    if isinstance(raw.data.get("id"), str) and raw.data["id"].isdigit():
        check([raw])


@FAST
@given(row=st.dictionaries(st.sampled_from([*records(TABLE)[0].data["record"], "odd"]), st.text()))
def test_a_mutilated_row_is_mapped_or_refused(row):
    check([of_row({"technology_id": "1000", "name": "Bund", **row}, "t.csv, row 2")])


@FAST
@given(junk=JUNK)
def test_anything_at_all_is_refused_or_mapped(junk):
    check(records_of(junk, "a.json"))
    check(records_of([junk], "a.json"))
    check(records_of({"id": 1, "name": junk, "definition": junk, "landuse": junk}, "a.json"))
