"""Real rows of ERA, read and mapped as an import does, by their number in ERA (`Index`)."""

import csv
from functools import cache
from pathlib import Path

from practices.importers.era import IMPORTER
from practices.importers.source import BadRecord

ERA = Path(__file__).parents[1] / "data" / "era"
TRAPS = ERA / "traps.csv"


@cache
def drafts():
    """The drafts of all rows in the file of traps that give one, by external id."""
    found = {}
    for raw in IMPORTER.read(str(TRAPS)):
        try:
            found[raw.external_id] = IMPORTER.map(raw.shape, raw.data)
        except BadRecord:
            continue
    return found


def sheet_of(index):
    """The draft that holds the row with this number."""
    for draft in drafts().values():
        if any(row.external_id == str(index) for row in draft.evidence):
            return draft
    raise LookupError(index)


def evidence_of(index):
    rows = sheet_of(index).evidence
    return next(row for row in rows if row.external_id == str(index))


def site_of(index):
    draft = sheet_of(index)
    return draft.sites[evidence_of(index).site]


def said(draft, field):
    """What the draft says of a field."""
    return [problem.message for problem in draft.problems if problem.field == field]


@cache
def table():
    with TRAPS.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def as_payload(**changes):
    """A payload of one real row (mulch... study NN0003, Cinzana), with some values changed."""
    header, *rows = table()
    row = dict(zip(header, next(r for r in rows if r[0] == "291"), strict=True))
    row["C"] = "-".join(row[f"C{n}"] for n in range(1, 14) if row[f"C{n}"])
    row["T"] = "-".join(row[f"T{n}"] for n in range(1, 14) if row[f"T{n}"])
    study = row.pop("Code")
    return {"study": study, "paper": {}, "common": row | changes, "columns": [], "rows": [[]]}


def mapped(**changes):
    return IMPORTER.map("comparisons", as_payload(**changes))
