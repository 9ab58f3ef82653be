"""A source of the least kind: a file with a record of JSON a line. Real, and small."""

import gzip
import json
from datetime import datetime
from pathlib import Path

from django.apps import apps
from wagtail.models import ReferenceIndex

from practices.actions import import_source
from practices.importers import draft
from practices.importers.source import BadRecord, BadSource, RawRecord
from practices.models import ImportIssue, ImportRun, PracticeSheet


class Lines:
    """Shapes: "full" and "thin". A line is {"id", "shape", "data", "withdrawn"}."""

    code = "lines"
    shapes = ("full", "thin")

    def read(self, location, *, token=""):
        path = Path(location)
        if not path.exists():
            raise BadSource(f"{location} is not there.")
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                if not isinstance(record, dict):
                    yield RawRecord("", "full", record, error="it is no record")
                    continue
                yield RawRecord(
                    record["id"],
                    record.get("shape", "full"),
                    record.get("data"),
                    withdrawn=record.get("withdrawn", False),
                )

    def map(self, shape, data):
        if data.get("bad"):
            raise BadRecord("it says so itself")
        sheet = draft.SheetDraft(
            external_id="",
            shape=shape,
            licence=data.get("licence", "CC-BY-4.0"),
            basis="field",
            original_language=data.get("language", "en"),
            facts=data.get("facts", {}),
            texts=data.get("texts") or {"en": {"title": data["title"]}},
            terms={
                key: [tuple(code) for code in codes] for key, codes in data.get("terms", {}).items()
            },
            tags=data.get("tags", []),
        )
        if "changed" in data:
            sheet.changed_at_source = datetime.fromisoformat(data["changed"])
        if "warning" in data:
            sheet.say("location", data["warning"])
        sheet.practices = [draft.PracticeDraft("lines", code) for code in data.get("practices", [])]
        sheet.sites = [
            draft.SiteDraft(
                **{**site, "zones": [draft.ZoneDraft(*z) for z in site.get("zones", [])]}
            )
            for site in data.get("sites", [])
        ]
        sheet.steps = [draft.StepDraft(words) for words in data.get("steps", [])]
        sheet.impacts = [draft.ImpactDraft(**impact) for impact in data.get("impacts", [])]
        sheet.references = [draft.ReferenceDraft(**one) for one in data.get("references", [])]
        sheet.evidence = [
            draft.EvidenceDraft(**{**row, "outcome": tuple(row["outcome"])})
            for row in data.get("evidence", [])
        ]
        return sheet


IMPORTER = Lines()


class Import:
    """Writes records to a file and imports them: `Import(tmp_path)(record, ...)` is a report."""

    def __init__(self, folder):
        self.path = folder / "records.jsonl"

    def write(self, *records):
        text = "".join(json.dumps(record) + "\n" for record in records)
        self.path.write_text(text, encoding="utf-8")
        return str(self.path)

    def __call__(self, *records, **options):
        return import_source(IMPORTER, self.write(*records), **options)


def record(number, title="Stone bunds", shape="full", **data):
    return {"id": str(number), "shape": shape, "data": {"title": title, **data}}


def withdrawn(number):
    return {"id": str(number), "withdrawn": True}


def sheet_of(number):
    return PracticeSheet.objects.get(source_record__external_id=str(number))


def row_counts():
    """How many rows each table has but those that log runs, and Wagtail's index of references."""
    logs = (ImportRun, ReferenceIndex)
    tables = [model for model in apps.get_models() if model not in logs]
    return {model._meta.label: model._base_manager.count() for model in tables}


def row_contents():
    """Every value of every row of the practices, without the tables that log runs."""
    logs = (ImportRun, ImportIssue)
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_app_config("practices").get_models()
        if model not in logs
    }
