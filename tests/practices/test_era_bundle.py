"""The bundled soil-carbon comparisons of ERA: the figures they must give."""

import csv
import gzip
import math
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from practices.importers.era import IMPORTER
from practices.importers.era.bundle import bundle
from practices.importers.era.tables import entries
from tests.practices.era_rows import TRAPS

BUNDLE = Path(__file__).parents[2] / "practices" / "data" / "era"
CARBON = {"224", "224.1", "308"}


def rows_of(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def comparisons():
    return rows_of(BUNDLE / "soil_carbon.csv.gz")


@cache
def drafts():
    return [IMPORTER.map(raw.shape, raw.data) for raw in IMPORTER.read(str(BUNDLE))]


@cache
def evidence():
    return [row for draft in drafts() for row in draft.evidence]


def test_the_file_has_the_comparisons_that_the_source_is_known_to_have():
    rows = comparisons()
    assert len(rows) == 4758
    assert {row["Outcode"] for row in rows} == CARBON
    assert all(row["Latitude"] and row["Longitude"] for row in rows)
    assert all(row["MeanC"] and row["MeanT"] for row in rows)
    assert len({row["Code"] for row in rows}) == 271
    assert len({row["Country"] for row in rows}) == 28


def test_all_but_four_have_a_finite_log_ratio_as_they_stand():
    means = [(float(row["MeanC"]), float(row["MeanT"])) for row in comparisons()]
    assert sum(control > 0 and treatment > 0 for control, treatment in means) == 4754


def test_33_repeats_are_dropped_and_the_rest_is_evidence():
    assert len(evidence()) == 4758 - 33
    assert {row.outcome[1] for row in evidence()} == CARBON


def test_ratios_are_given_for_levels_alone():
    """Of 4,754: 194 proportions, 33 rates of study DK0022, 16 changes and 33 repeats less."""
    reasons = Counter(row.no_ratio_reason for row in evidence())
    assert reasons == {"": 4478, "is_ratio": 194, "rate": 49, "not_positive": 4}
    ratios = [row.log_ratio for row in evidence() if row.log_ratio is not None]
    assert len(ratios) == 4478
    assert all(map(math.isfinite, ratios))


def test_studies_and_countries_are_those_of_the_file():
    assert len({draft.external_id.split("/")[0] for draft in drafts()}) == 271
    countries = {site.country for draft in drafts() for site in draft.sites}
    assert len(countries) == 28
    assert None not in countries


def test_each_record_is_one_sheet_with_a_title_a_paper_a_place_and_a_practice():
    assert len(drafts()) == 916
    assert len({draft.external_id for draft in drafts()}) == 916
    for draft in drafts():
        assert draft.licence == "facts" and draft.basis == "scientific"
        assert draft.texts["en"]["title"] and draft.texts["fr"]["title"]
        assert draft.references[0].key
        assert any(link.role == "main" for link in draft.practices)
        assert all(draft.sites[row.site].latitude is not None for row in draft.evidence)


def test_all_but_one_study_have_a_paper_with_a_title():
    papers = {draft.external_id.split("/")[0]: draft.references[0] for draft in drafts()}
    assert [study for study, paper in papers.items() if not paper.title] == ["JS0224"]


def test_metres_of_web_mercator_are_gone():
    metres = [row for row in comparisons() if abs(float(row["Latitude"])) > 90]
    assert len(metres) == 44
    sites = [site for draft in drafts() for site in draft.sites]
    assert all(-35 < site.latitude < 38 and -18 < site.longitude < 52 for site in sites)


def test_codes_lead_to_terms_of_our_lists():
    for draft in drafts():
        assert {code for _, code in draft.terms["crop"]} <= set(entries("crop"))
    assert {row.product[1] for row in evidence() if row.product} <= set(entries("crop"))


def test_no_description_is_longer_than_a_label():
    texts = [row[name] for row in comparisons() for name in ("C.Descrip", "T.Descrip")]
    assert max(map(len, texts)) < 120


def test_reading_it_twice_gives_the_same():
    first, second = (
        [(raw.external_id, raw.shape, raw.data) for raw in IMPORTER.read(str(BUNDLE))]
        for _ in range(2)
    )
    assert first == second


@pytest.fixture
def cut(tmp_path):
    """The bundle of the file of traps, with the bundled papers."""
    counts = bundle(TRAPS, BUNDLE / "bibliography.csv.gz", tmp_path)
    return tmp_path, counts


def test_the_builder_keeps_soil_carbon_and_its_papers(cut):
    folder, counts = cut
    rows = rows_of(folder / "soil_carbon.csv.gz")
    papers = rows_of(folder / "bibliography.csv.gz")
    assert counts == (len(rows), len(papers)) == (33, 25)
    assert {row["Outcode"] for row in rows} <= CARBON
    assert [row["Author"] for row in rows if row["Code"] == "JS0224"] == ["Wickama J"]
    assert {row["Author"] for row in rows if row["Code"] != "JS0224"} == {""}


def test_the_cut_gives_the_same_payloads_as_the_whole_table(cut):
    """Importing the cut after the whole table, or the reverse, changes nothing."""
    folder, _ = cut
    whole = {raw.external_id: raw for raw in IMPORTER.read(str(TRAPS))}
    alike = [raw for raw in whole.values() if raw.shape == "soil_carbon"]
    records = {raw.external_id: raw for raw in IMPORTER.read(str(folder))}
    assert len(alike) == 27
    assert all(records[raw.external_id].data == raw.data for raw in alike)


def test_the_same_input_gives_the_same_bytes(cut, tmp_path_factory):
    folder, _ = cut
    again = tmp_path_factory.mktemp("again")
    bundle(TRAPS, BUNDLE / "bibliography.csv.gz", again)
    for name in ("soil_carbon.csv.gz", "bibliography.csv.gz"):
        assert (folder / name).read_bytes() == (again / name).read_bytes()
