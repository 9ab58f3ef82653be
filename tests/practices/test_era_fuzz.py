"""Mutilated records give a draft, a BadRecord or a complaint, and never another error."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from practices.importers.draft import SheetDraft
from practices.importers.era import IMPORTER
from practices.importers.source import BadRecord
from tests.practices.era_rows import TRAPS, as_payload

NASTY = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.lists(st.text(max_size=5), max_size=3),
    st.sampled_from(
        (
            *("1e999", "-0", "nan", "inf", "99999999999", "-1e-320", "9999999.5", "1,5", "5%", "٣"),
            *("1..2", "NA..NA", "..", "-", "--", "b27-b27-b99", "$$", "c7--h8"),
            *("2003.13.1", "0.0.0", "41456.5", "<script>x", "Ã", "Ã©", "\x00", "\ud800"),
        )
    ),
)
FIELDS = sorted(as_payload()["common"])
RECORDS = [raw for raw in IMPORTER.read(str(TRAPS)) if raw.data]


def try_to_map(data):
    try:
        draft = IMPORTER.map("comparisons", data)
    except BadRecord as error:
        assert str(error)
        return None
    assert isinstance(draft, SheetDraft)
    assert draft.texts["en"]["title"]
    assert 0 < len(draft.external_id) <= 200
    assert all(row.site is not None and row.site < len(draft.sites) for row in draft.evidence)
    return draft


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), NASTY, max_size=6))
def test_any_value_in_any_field_is_borne(changes):
    try_to_map(as_payload(**changes))


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        NASTY,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(
                st.sampled_from(["study", "paper", "common", "columns", "rows", "x"]), inner
            ),
        ),
        max_leaves=12,
    )
)
def test_what_is_no_record_at_all_is_refused(data):
    assert try_to_map(data) is None


def test_records_with_parts_torn_out_are_borne():
    chance = random.Random(4)
    for record in RECORDS * 4:
        common = {n: v for n, v in record.data["common"].items() if chance.random() > 0.3}
        rows = [row[: chance.randrange(len(row) + 1)] for row in record.data["rows"]]
        try_to_map(record.data | {"common": common, "rows": rows})


def test_values_of_one_record_in_the_fields_of_another_are_borne():
    chance = random.Random(5)
    for record in RECORDS * 4:
        values = list(record.data["common"].values())
        chance.shuffle(values)
        mixed = dict(zip(record.data["common"], values, strict=True))
        try_to_map(record.data | {"common": mixed})
