import re
from dataclasses import replace

import pytest

from search import fields
from search.documents import Doc, Place, Texts
from search.words import analysis


def test_facets_of_the_issue_are_there_and_hierarchies_are_marked():
    trees = {"practice", "land_use", "climate", "region", "degradation"}
    assert {name for name, field in fields.FACETS.items() if field.hierarchical} == trees
    assert set(fields.FACETS) - trees == {
        *("soil", "soil_modelled", "country", "purpose", "basis", "rainfall", "slope", "crop"),
        *("source", "language", "carbon", "field", "located", "agroclimate"),
    }


def test_names_are_unique():
    names = [field.name for field in fields.FIELDS]
    assert len(names) == len(set(names))


def test_fingerprint_is_the_same_for_the_same_definition():
    assert fields.fingerprint("x") == fields.fingerprint("x")
    assert re.fullmatch("[0-9a-f]{12}", fields.fingerprint("x"))


def test_fingerprint_changes_with_engine_fields_and_analysis(monkeypatch):
    before = fields.fingerprint("x 1")
    assert fields.fingerprint("x 2") != before
    with monkeypatch.context() as patch:
        changed = (replace(fields.FIELDS[0], boost=9.0), *fields.FIELDS[1:])
        patch.setattr(fields, "FIELDS", changed)
        assert fields.fingerprint("x 1") != before
    english = replace(analysis.LANGUAGES["en"], stops=frozenset({"the"}))
    monkeypatch.setattr(analysis, "LANGUAGES", {**analysis.LANGUAGES, "en": english})
    assert fields.fingerprint("x 1") != before


def test_a_document_without_a_value_counts_as_unknown():
    doc = Doc(1, {}, facets={"soil": frozenset()})
    assert doc.values("soil") == doc.values("crop") == {"unknown"}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"facets": {"colour": frozenset({"red"})}}, "no field 'colour'"),
        ({"numbers": {"weight": 3}}, "no field 'weight'"),
        ({"facets": {"basis": frozenset({"a", "b"})}}, "basis takes one value"),
        ({"numbers": {"year": float("nan")}}, "year is nan"),
    ],
)
def test_a_document_that_does_not_fit_the_table_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Doc(1, {}, **wrong)


@pytest.mark.parametrize(("lat", "lon"), [(95, 0), (0, 321_581), (float("nan"), 0)])
def test_a_place_that_is_none_is_refused(lat, lon):
    with pytest.raises(ValueError, match="no such place"):
        Place(lat, lon)


def test_digest_tells_contents_apart_and_not_their_order():
    doc = Doc(
        *(7, {"en": Texts("Mulch")}),
        facets={"crop": frozenset({"maize", "rice"}), "soil": frozenset()},
        numbers={"year": 2001},
    )
    same = Doc(
        *(7, {"en": Texts("Mulch")}),
        facets={"crop": frozenset({"rice", "maize"})},
        numbers={"year": 2001.0},
    )
    assert doc.digest() == same.digest()
    for change in (
        {"id": 8},
        {"texts": {"en": Texts("Mulching")}},
        {"facets": {"crop": frozenset({"rice"})}},
        {"numbers": {"year": 2002}},
        {"place": Place(1, 2)},
    ):
        assert replace(doc, **change).digest() != doc.digest()
