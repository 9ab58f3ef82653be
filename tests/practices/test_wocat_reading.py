"""Files and folders, plain and gzip, whole and damaged; records known by their content."""

import gzip
import json
from datetime import UTC, datetime

import pytest

from practices.importers.source import BadSource, Importer
from practices.importers.wocat import IMPORTER, files

from .wocat import API, BUNDLED, LIST_PAGE, TABLE, V2, document, mapped, records, said, written


def test_it_is_an_importer():
    importer: Importer = IMPORTER
    assert (importer.code, importer.shapes) == ("wocat", ("api", "v2", "table", "listing"))


def test_a_folder_is_read_in_the_order_of_names_and_notes_are_skipped():
    found = records(BUNDLED)
    assert [raw.shape for raw in found].count("listing") == 18
    assert [raw.shape for raw in found].count("table") == 140
    assert {(raw.external_id, raw.shape) for raw in found} >= {("1724", "v2"), ("7809", "api")}
    assert not any(raw.error for raw in found)


def test_identity_is_the_same_number_in_all_shapes():
    shapes = [raw.shape for raw in records(BUNDLED) if raw.external_id == "1724"]
    assert shapes == ["listing", "v2"]


def test_reading_twice_gives_the_same_and_mapping_is_pure():
    for path in (V2, API, LIST_PAGE, TABLE):
        first, again = records(path), records(path)
        assert first == again
        drafts = [IMPORTER.map(raw.shape, raw.data) for raw in first if not raw.error]
        assert drafts == [IMPORTER.map(raw.shape, raw.data) for raw in first if not raw.error]
        assert first == again


def test_plain_and_gzip_are_the_same(tmp_path):
    plain, packed = tmp_path / "technologies_1724.json", tmp_path / "technologies_1724.json.gz"
    plain.write_bytes(gzip.decompress(V2.read_bytes()))
    packed.write_bytes(V2.read_bytes())
    assert records(plain) == records(packed)


def test_a_list_page_gives_thin_records_and_skips_what_is_no_technology():
    found = records(LIST_PAGE)
    thin = [raw for raw in found if not raw.error]
    assert (len(found), len(thin)) == (25, 18)
    first = IMPORTER.map(thin[0].shape, thin[0].data)
    assert (first.external_id, first.texts) == ("1724", {"en": {"title": "Contour Trench Bund"}})
    assert first.changed_at_source == datetime(2017, 8, 17, 21, 23, 46, 387708, UTC)
    assert first.url == "https://wocat.net/en/database/technologies/1724/"
    skipped = [raw for raw in found if raw.error]
    assert {raw.error for raw in skipped} == {"skipped: it is of unccd, not a technology"}
    assert "unccd_156" in {raw.external_id for raw in skipped}


def test_an_approach_is_skipped_by_name(tmp_path):
    [raw] = written(tmp_path, "a.json", [{"code": "approaches_12", "name": "Talking"}])
    assert (raw.external_id, raw.error) == (
        "approaches_12",
        "skipped: it is of approaches, not a technology",
    )


@pytest.mark.parametrize(
    "item",
    [
        {"id": 12, "name": "Zaï", "country": "BF"},
        {"id": "12", "name": {"fr": "Zaï"}, "country": {"alpha3": "BFA", "name": "Burkina Faso"}},
        {"code": "technologies_12", "name": "Zaï", "country": ["Burkina Faso"]},
        {"id": 12, "name": "Zaï", "country": "country_BFA"},
    ],
)
def test_items_of_the_new_list_in_several_forms(tmp_path, item):
    for page in ([item], {"count": 1, "next": None, "previous": None, "results": [item]}):
        found = mapped(tmp_path, page)
        assert found.external_id == "12"
        assert [words["title"] for words in found.texts.values()] == ["Zaï"]
        assert found.sites[0].country == "BFA"


def test_full_records_within_a_list_are_full(tmp_path):
    version = document(API)["selected_version"]
    found = written(tmp_path, "page.json", {"results": [version, document(API)]})
    assert [raw.shape for raw in found] == ["api", "api"]


def test_a_row_of_the_table(tmp_path):
    [raw] = [raw for raw in records(TABLE) if raw.external_id == "1025"]
    found = IMPORTER.map(raw.shape, raw.data)
    assert found.original_language == "fr"
    assert found.sites[0].country == "SEN"
    assert found.facts["currency_per_usd"] == 500.0
    assert found.facts["establishment_cost_usd"] == 0.02
    assert found.terms["water_use_rights"] == [("tech_wateruserights", "tech_userights_communal")]
    assert said(found) == ["'OTHER' is no value of tech_wateruserights; left out"]


def test_the_whole_table_maps():
    drafts = [IMPORTER.map(raw.shape, raw.data) for raw in records(TABLE)]
    assert len(drafts) == 140
    assert sum("cost_benefit_establishment_short" in draft.terms for draft in drafts) == 37
    assert all(draft.sites[0].country and draft.texts for draft in drafts)
    assert {m for draft in drafts for m in said(draft)} == {
        "'OTHER' is no value of tech_wateruserights; left out",
        "'OTHER' is no value of tech_watersupply; left out",
    }


def test_a_missing_place_and_an_empty_folder_are_bad_sources(tmp_path):
    with pytest.raises(BadSource, match="no such file"):
        records(tmp_path / "nothing.json")
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(BadSource, match=r"no file in it ends in \.json"):
        records(tmp_path)


def test_a_cut_off_file_is_named_with_the_place(tmp_path):
    path = tmp_path / "technology_7809.json"
    path.write_bytes(API.read_bytes()[:9_000])
    [raw] = records(path)
    assert raw.external_id == "technology_7809.json"
    assert "cannot be read to its end: no JSON at line" in raw.error


def test_a_cut_off_gzip_file_is_named(tmp_path):
    path = tmp_path / "technologies_1724.json.gz"
    path.write_bytes(V2.read_bytes()[:5_000])
    [raw] = records(path)
    assert "cut off or damaged" in raw.error


def test_the_records_before_a_damage_are_read(tmp_path):
    whole = json.dumps([document(API), {"id": 3, "name": "Bund"}, document(API)])
    path = tmp_path / "many.json"
    path.write_text(whole[: len(whole) - 500])
    assert [(raw.external_id, bool(raw.error)) for raw in records(path)] == [
        ("7809", False),
        ("3", False),
        ("many.json", True),
    ]


def test_a_cut_off_table_keeps_its_whole_rows(tmp_path):
    path = tmp_path / "cut.csv"
    path.write_bytes(TABLE.read_bytes()[:1_950])
    *whole, last = records(path)
    assert len(whole) == 10 and not any(raw.error for raw in whole)
    assert "fewer cells" in last.error


def test_a_row_without_a_number_and_a_table_of_something_else(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("technology_id,name\nabc,Bund\n12,Zaï\n", encoding="utf-8")
    bad, good = records(path)
    assert (bad.external_id, bad.error) == ("t.csv, row 2", "the row has no number of a technology")
    assert good.external_id == "12"
    path.write_text("colour,shape\nred,round\n")
    [raw] = records(path)
    assert "no column technology_id" in raw.error


def test_lines_of_json(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"id": 1, "name": "A"}) + '\n{"id": 2,\n\n' + json.dumps([3]) + "\n")
    found = records(path)
    assert [bool(raw.error) for raw in found] == [False, True, True]
    assert found[1].external_id == "records.jsonl, line 2"


def test_a_very_large_record_is_named_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_RECORD", 100_000)
    record = document(API)
    record["selected_version"]["description"]["ar"] = "x" * 200_000
    [raw] = written(tmp_path, "large.json", record)
    assert "a record has" in raw.error and raw.data is None
    monkeypatch.setattr(files, "LARGEST_FILE", 150_000)
    [raw] = written(tmp_path, "large.json", record)
    assert "split it" in raw.error


@pytest.mark.parametrize(
    "content", [[], {}, "text", 3, None, [1, "two", None, []], {"results": "x"}, {"results": [{}]}]
)
def test_what_is_no_record_is_named(tmp_path, content):
    assert all(raw.error for raw in written(tmp_path, "odd.json", content))


def test_a_file_that_is_no_utf8_and_one_nested_too_deeply(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b'{"name": "\xe9"}')
    assert "not UTF-8" in records(path)[0].error
    path.write_text('{"id": 1, "name": "a", "country": ' + "[" * 100_000 + "]" * 100_000 + "}")
    assert records(path)[0].error


def test_the_shared_files_of_the_source_that_are_no_records_are_refused(tmp_path):
    codes = {"code": "technologies_1724", "edition": "2015", "data": {"qg_name": {}}}
    [raw] = written(tmp_path, "codes.json", codes)
    assert "no record of a technology" in raw.error
    found = written(tmp_path, "countries.json", [{"alpha2": "af", "alpha3": "AFG", "name": "A"}])
    assert found[0].error
