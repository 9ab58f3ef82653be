"""What an import makes of records: sheets, rows, provenance, warnings."""

import pytest

from practices.importers.base.licences import STRICTNESS, strictest
from practices.models import (
    Evidence,
    ImportChange,
    ImportIssue,
    Payload,
    Practice,
    PracticeCode,
    PracticeSheet,
    Reference,
    RowTranslation,
    SourceRecord,
    Term,
)
from practices.models.sources import Licence
from tests.practices.lines import record, row_contents, row_counts, sheet_of, withdrawn

RAINFALL = ["tech_rainfall", "tech_rainfall_251_500"]
FULL = {
    "facts": {"start_year": 2009, "area_covered_km2": 1.5, "is_flooded": False},
    "texts": {
        "fr": {"title": "Cordons pierreux", "description": "Des rangées de pierres."},
        "en": {"title": "Stone lines"},
    },
    "language": "fr",
    "terms": {"rainfall": [RAINFALL, RAINFALL]},
    "practices": ["bunds"],
    "tags": ["stones", "slopes"],
    "sites": [{"name": "Kaya", "country": "BFA", "latitude": 13.09, "longitude": -1.08}],
    "steps": [{"fr": "Creuser.", "en": "Dig."}, {"en": "Fill."}],
    "impacts": [{"group": "ecological", "other_indicator": {"fr": "eau"}, "value": 2}],
    "references": [{"key": "10.1/a", "title": "On lines", "doi": "10.1/a", "year": 2001}],
    "evidence": [
        {
            "external_id": "1-1",
            "outcome": ["outcome", "224"],
            "control_mean": 9.5,
            "treatment_mean": 11.0,
            "site": 0,
            "reference": 0,
        }
    ],
}


def messages():
    return list(ImportIssue.objects.values_list("external_id", "field", "message"))


def test_a_record_becomes_a_published_sheet_with_all_its_rows(lines):
    report = lines(record(7, **FULL))

    assert report.counts["new"] == 1
    assert report.issues == []
    sheet = sheet_of(7)
    assert sheet.live and sheet.first_published_at and sheet.latest_revision is None
    assert (sheet.start_year, sheet.area_covered_km2, sheet.is_flooded) == (2009, 1.5, False)
    assert sheet.original.title == "Cordons pierreux"
    assert [text.language for text in sheet.texts.all()] == ["fr", "en"]
    assert [link.practice.code for link in sheet.practice_links.all()] == ["test-bunds"]
    assert [link.term.code for link in sheet.term_links.all()] == ["tech_rainfall_251_500"]
    assert {tag.name for tag in sheet.tags.all()} == {"stones", "slopes"}
    assert sheet.sites.get().country.code == "BFA"
    comparison = sheet.evidence.get()
    assert (comparison.control_mean, comparison.treatment_mean) == (9.5, 11.0)
    assert comparison.site == sheet.sites.get()
    assert comparison.reference.title == "On lines"
    assert sheet.reference_links.get().reference == comparison.reference


def test_a_record_keeps_its_content_its_hash_and_its_terms(lines):
    lines(record(7, licence="CC-BY-SA-4.0", changed="2020-05-04T10:00:00"))

    found = SourceRecord.objects.get()
    assert (found.source.code, found.external_id, found.licence) == ("lines", "7", "CC-BY-SA-4.0")
    assert found.changed_at_source.isoformat() == "2020-05-04T10:00:00+00:00"
    assert found.retrieved_at
    payload = Payload.objects.get()
    assert payload.data["title"] == "Stone bunds"
    assert len(payload.content_hash) == 64
    assert found.sheet.licence == "CC-BY-SA-4.0"


def test_words_of_rows_are_in_the_original_language_and_the_others_beside(lines):
    lines(record(7, **FULL))

    sheet = sheet_of(7)
    assert [step.text for step in sheet.steps.all()] == ["Creuser.", "Fill."]
    translations = RowTranslation.objects.values_list("language", "rows", "number", "field", "text")
    assert set(translations) == {
        ("en", "steps", 0, "text", "Dig."),
        ("en", "steps", 1, "text", "Fill."),  # stands in for the French that is missing
    }


def test_importing_twice_changes_nothing_and_says_so(lines):
    lines(record(7, **FULL), record(8, warning="is odd"))
    contents, counts = row_contents(), row_counts()

    report = lines(record(7, **FULL), record(8, warning="is odd"))

    assert row_contents() == contents
    assert row_counts() == counts
    assert report.counts == dict.fromkeys(report.counts, 0) | {"same": 2}
    assert "Nothing has changed." in "\n".join(report.lines())


def test_the_order_of_keys_is_no_change(lines):
    data = record(7, facts={"start_year": 2001, "end_year": 2002})
    lines(data)
    data["data"] = dict(reversed(data["data"].items()))

    assert lines(data).counts["same"] == 1


def test_a_newer_record_replaces_what_is_the_sources(lines):
    lines(record(7, **FULL))
    before = sheet_of(7)
    before.tags.add("mine")  # by a person, without a revision
    before.save()

    report = lines(record(7, title="Lines", steps=[{"en": "Plant."}], tags=["slopes", "grass"]))

    assert report.counts["changed"] == 1
    sheet = sheet_of(7)
    assert sheet.pk == before.pk
    assert sheet.title == "Lines"
    assert sheet.start_year is None
    assert [step.text for step in sheet.steps.all()] == ["Plant."]
    assert not sheet.evidence.exists() and not sheet.sites.exists()
    assert not sheet.row_translations.exists()
    assert {tag.name for tag in sheet.tags.all()} == {"slopes", "grass", "mine"}
    assert sheet.first_published_at == before.first_published_at


def test_a_change_that_says_nothing_new_leaves_the_sheet_alone(lines):
    lines(record(7))
    step = sheet_of(7).changed_at

    assert lines(record(7, seen_by=12)).counts["same"] == 1
    assert lines(record(7, seen_by=12)).counts["same"] == 1
    assert sheet_of(7).changed_at == step
    assert Payload.objects.count() == 2


def test_a_fuller_shape_enriches_a_thinner_one(lines):
    lines(record(7, "Short", shape="thin", facts={"start_year": 2001, "end_year": 2005}))

    report = lines(record(7, "Long", shape="full", facts={"start_year": 2002}))

    assert report.counts["changed"] == 1
    sheet = sheet_of(7)
    assert (sheet.title, sheet.start_year, sheet.end_year) == ("Long", 2002, 2005)


def test_a_thinner_shape_never_replaces_a_fuller_one(lines):
    lines(record(7, "Long", shape="full", facts={"start_year": 2002}))

    report = lines(record(7, "Short", shape="thin", facts={"start_year": 2001}))

    assert report.counts["same"] == 1
    assert (sheet_of(7).title, sheet_of(7).start_year) == ("Long", 2002)


def test_two_shapes_of_a_record_in_one_file_make_one_sheet(lines):
    report = lines(
        record(7, "Short", shape="thin", facts={"end_year": 2005}),
        record(7, "Long", shape="full"),
    )

    assert (report.counts["new"], report.counts["changed"]) == (1, 1)
    assert PracticeSheet.objects.count() == 1
    assert (sheet_of(7).title, sheet_of(7).end_year) == ("Long", 2005)


def test_an_older_copy_does_not_replace_a_newer_one(lines):
    lines(record(7, "New", changed="2021-01-01T00:00:00"))

    report = lines(record(7, "Old", changed="2020-01-01T00:00:00"))

    assert sheet_of(7).title == "New"
    assert report.counts["same"] == 1
    assert "2020-01-01, older than what is here" in report.issues[0].message
    assert Payload.objects.count() == 1


def test_a_number_that_comes_again_with_other_content_is_set_aside(lines):
    file = [record(7, "First"), record(7, "Second"), record(7, "First")]

    report = lines(*file)

    assert (report.counts["new"], report.counts["quarantined"]) == (1, 1)
    assert sheet_of(7).title == "First"
    assert lines(*file).counts["changed"] == 0


def test_withdrawn_at_the_source_is_marked_and_stays(lines):
    lines(record(7))
    before = sheet_of(7).changed_at

    report = lines(withdrawn(7), withdrawn(8))

    assert (report.counts["withdrawn"], report.counts["same"]) == (1, 1)
    assert sheet_of(7).live
    assert sheet_of(7).changed_at > before, "who keeps a copy is not told"
    assert sheet_of(7).source_record.withdrawn_at
    assert lines(withdrawn(7)).counts["withdrawn"] == 0


def test_a_record_that_is_back_is_marked_no_more(lines):
    lines(record(7))
    lines(withdrawn(7))

    report = lines(record(7))

    assert report.counts["changed"] == 1
    assert sheet_of(7).source_record.withdrawn_at is None
    assert lines(record(7)).counts["same"] == 1


def test_unknown_codes_are_named_and_the_rest_is_kept(lines):
    lines(
        record(
            7,
            terms={"rainfall": [["tech_rainfall", "WET"], RAINFALL]},
            practices=["bunds", "dams"],
            sites=[{"country": "XXX", "zones": [["wrb", "ZZ"]]}],
            evidence=[{"external_id": "1", "outcome": ["outcome", "none"]}],
        )
    )

    sheet = sheet_of(7)
    assert [link.term.code for link in sheet.term_links.all()] == [RAINFALL[1]]
    assert sheet.practice_links.count() == sheet.sites.count() == 1
    assert messages() == [
        ("7", "practices", "lines 'dams' leads to no practice of the tree; left out"),
        ("7", "terms.rainfall", "'WET' is no value of the list tech_rainfall; left out"),
        ("7", "sites[0].country", "'XXX' is no country code (ISO 3166-1); left out"),
        ("7", "sites[0].zones", "'ZZ' is no zone of the scheme wrb; left out"),
        ("7", "evidence 1.outcome", "'none' is no value of the list outcome; left out"),
    ]


def test_values_that_no_column_can_hold_are_named_and_mended(lines):
    lines(
        record(
            7,
            title="x" * 600,
            facts={"start_year": 201900, "cost_unit": "u" * 300},
            references=[{"key": "a", "url": "javascript:alert(1)"}],
        )
    )

    sheet = sheet_of(7)
    assert len(sheet.title) == 500
    assert sheet.start_year is None
    assert len(sheet.cost_unit) == 255
    assert Reference.objects.get(key="a").url == ""
    assert {(field, text.split(";")[0]) for _, field, text in messages()} == {
        ("texts.en.title", "is longer than 500 characters"),
        ("start_year", "201900 cannot be"),
        ("cost_unit", "is longer than 255 characters"),
        ("references.a.url", "'javascript:alert(1)' is no web address"),
    }


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"bad": True}, "it says so itself"),
        ({"licence": "all rights reserved"}, "no licence, no import"),
        ({"licence": ""}, "no licence, no import: it states none"),
        ({"texts": {"en": {"summary": "words"}}}, "no title in any language"),
        ({"facts": {"colour": "red"}}, "could not be understood (TypeError in building.py"),
        ({"steps": ["no words"]}, "could not be understood (AttributeError in rows.py"),
    ],
)
def test_a_wholly_bad_record_is_set_aside_with_its_content(lines, data, word):
    report = lines(record(6), record(7, **data), record(8))

    assert (report.counts["new"], report.counts["quarantined"]) == (2, 1)
    issue = ImportIssue.objects.get()
    assert (issue.external_id, issue.severity) == ("7", "quarantined")
    assert word in issue.message
    assert issue.payload == record(7, **data)["data"]
    assert not SourceRecord.objects.filter(external_id="7").exists()


@pytest.mark.parametrize("content", [None, 3, "text", [1, 2], {"id": ""}, {"id": 12, "data": {}}])
def test_a_record_that_is_not_a_record_is_set_aside(lines, content):
    report = lines(content, record(8))

    assert (report.counts["new"], report.counts["quarantined"]) == (1, 1)


def test_the_licence_of_the_source_stands_for_a_record_without_one(lines):
    lines(record(6))
    source = SourceRecord.objects.get().source
    source.licence = "CC-BY-SA-4.0"
    source.save()

    lines(record(7, licence=""))

    assert sheet_of(7).licence == "CC-BY-SA-4.0"


def test_an_import_never_loosens_the_licence_of_a_sheet(lines):
    lines(record(7, licence="CC-BY-NC-SA-3.0"))

    lines(record(7, licence="CC-BY-4.0", title="Newer"))

    assert sheet_of(7).title == "Newer"
    assert sheet_of(7).licence == "CC-BY-NC-SA-3.0"


def test_what_a_text_column_cannot_store_is_removed(lines):
    lines(record(7, title="St\x00one \ud83d bunds", facts={"area_covered_km2": float("nan")}))

    assert sheet_of(7).title == "Stone � bunds"
    assert sheet_of(7).area_covered_km2 is None
    assert Payload.objects.get().data["title"] == "Stone � bunds"


def test_the_best_match_of_the_crosswalk_is_taken(lines):
    for code, match, confidence in (
        ("close", "close", "high"),
        ("exact-low", "exact", "low"),
        ("exact-1", "exact", "medium"),
        ("exact-2", "exact", "medium"),
        ("broad", "broad", "high"),
    ):
        practice = Practice.objects.create(code=code, label_en=code)
        crosswalk = {"scheme": "lines", "code": "dams", "match": match, "confidence": confidence}
        PracticeCode.objects.create(practice=practice, **crosswalk)

    lines(record(7, practices=["dams"]))

    codes = {link.practice.code for link in sheet_of(7).practice_links.all()}
    assert codes == {"exact-1", "exact-2"}


def test_a_broader_code_is_known_and_leads_to_no_practice_an_unknown_one_is_named(lines):
    practice = Practice.objects.get(code="test-bunds")
    for code in ("broad", "related"):
        PracticeCode.objects.create(
            practice=practice, scheme="lines", code=code, match=code, confidence="high"
        )

    report = lines(record(7, practices=["broad", "related", "nowhere"]))

    assert not sheet_of(7).practice_links.exists()
    assert report.counts["warning"] == 1
    assert "'nowhere' leads to no practice" in ImportIssue.objects.get().message


def test_a_publication_is_one_row_however_often_it_is_named(lines):
    first = {"key": "k", "title": "On stones", "year": 2001}
    lines(
        record(7, references=[first, first]), record(8, references=[{"key": "k", "doi": "10.1/k"}])
    )

    found = Reference.objects.get(key="k")
    assert (found.title, found.year, found.doi) == ("On stones", 2001, "10.1/k")
    assert sheet_of(7).reference_links.count() == 1


def test_a_sheet_that_was_taken_offline_stays_offline(lines):
    lines(record(7))
    PracticeSheet.objects.update(live=False)

    assert lines(record(7, "Newer")).counts["changed"] == 1
    assert (sheet_of(7).title, sheet_of(7).live) == ("Newer", False)


def test_each_change_is_recorded_by_run_and_record(lines):
    lines(record(7), record(8))
    lines(record(7, "Newer"), withdrawn(8))

    changes = ImportChange.objects.values_list("run__location", "record__external_id", "kind")
    assert [change[1:] for change in changes] == [
        ("7", "new"),
        ("8", "new"),
        ("7", "changed"),
        ("8", "withdrawn"),
    ]


def test_a_batch_takes_few_queries_however_many_records_it_has(
    lines, django_assert_max_num_queries
):
    records = [record(number, **FULL) for number in range(40)]
    with django_assert_max_num_queries(60):
        lines(*records)
    assert Evidence.objects.count() == 40
    assert Term.objects.filter(code="224").exists()


def test_each_row_goes_to_its_own_sheet(lines):
    lines(
        *(
            record(n, str(n), facts={"start_year": n}, sites=[{"name": str(n), "country": "MLI"}])
            for n in range(250)
        )
    )

    sheets = PracticeSheet.objects.prefetch_related("texts", "sites").select_related(
        "source_record"
    )
    assert sheets.count() == 250
    for sheet in sheets:
        number = str(sheet.start_year)
        assert (sheet.title, sheet.sites.get().name) == (number, number)
        assert sheet.source_record.external_id == number


def test_a_record_that_the_database_refuses_does_not_stop_the_others(lines):
    """No content is known that gets that far; the constraint below is one for the test."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX one_year ON practices_practicesheet (start_year)")

    report = lines(*(record(n, facts={"start_year": max(2000 + n, 2003)}) for n in range(9)))

    assert (report.counts["new"], report.counts["quarantined"]) == (6, 3)
    assert "the database refuses it (IntegrityError)" in report.issues[0].message


def test_every_licence_has_its_strictness():
    assert set(STRICTNESS) == set(Licence.values)
    assert strictest("", "CC0-1.0") == "CC0-1.0"
    assert strictest("CC-BY-4.0", "CC-BY-SA-4.0") == "CC-BY-SA-4.0"
    assert strictest("CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0") == "CC-BY-NC-SA-4.0"
    assert strictest("CC-BY-NC-SA-3.0", "facts") == "CC-BY-NC-SA-3.0"
