import csv
from pathlib import Path

import pytest

PRACTICES = Path(__file__).parents[2] / "practices"
VOCABULARIES = PRACTICES / "data" / "vocabularies"
ERA = PRACTICES / "importers" / "era"
LISTS = [VOCABULARIES / f"{name}.csv" for name in ("crop", "outcome", "era_practice")]


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_term_has_one_code_a_parent_before_it_and_three_labels(path):
    seen = set()
    for row in rows(path):
        assert row["code"] not in seen
        assert not row["parent"] or row["parent"] in seen
        assert row["label_en"] and row["label_fr"] and row["label_es"]
        seen.add(row["code"])


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_two_terms_are_called_the_same(path):
    for language in ("en", "fr", "es"):
        labels = [row[f"label_{language}"] for row in rows(path)]
        assert sorted(set(labels)) == sorted(labels)


def test_all_outcomes_of_era_are_there_and_three_are_soil_carbon():
    terms = rows(VOCABULARIES / "outcome.csv")
    numbered = {row["code"] for row in terms if row["code"][0].isdigit()}
    assert len(numbered) == 115
    assert numbered == {row["code"] for row in rows(ERA / "outcomes.csv")}
    carbon = [row["code"] for row in terms if row["parent"] == "soil_carbon"]
    assert carbon == ["224", "224.1", "308"]


def test_all_products_of_era_lead_to_a_crop_or_to_none():
    crops = {row["code"] for row in rows(VOCABULARIES / "crop.csv")}
    products = rows(ERA / "products.csv")
    assert len({row["code"] for row in products}) == 359
    assert {row["crop"] for row in products} <= crops | {""}
    assert [row["code"] for row in products if not row["crop"]] == ["m1", "m2", "m5", "m6"]


def test_all_practices_of_era_belong_to_a_family():
    terms = rows(VOCABULARIES / "era_practice.csv")
    families = {row["code"] for row in terms if not row["parent"]}
    codes = [row for row in terms if row["parent"]]
    assert len(codes) == 174
    assert {row["parent"] for row in codes} == families
    baseline = {row["code"] for row in codes if row["parent"] == "baseline"}
    assert baseline == {row["code"] for row in codes if row["code"].startswith("h")}
