"""The real records of WOCAT that the project brings along, as raw records and as drafts."""

import gzip
import json
from functools import cache
from pathlib import Path

from practices.importers.wocat import IMPORTER

BUNDLED = Path(__file__).parents[2] / "practices" / "data" / "wocat"
DATA = Path(__file__).parents[1] / "data" / "wocat"
V2 = BUNDLED / "technologies_1724.json.gz"
API = BUNDLED / "technology_7809.json"
TABLE = BUNDLED / "technologies_1000-1140.csv"
LIST_PAGE = DATA / "v2_list_page.json"


def document(path):
    """The JSON of a file, anew each time, so that a test may change it."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path) as file:
        return json.load(file)


def records(location):
    return list(IMPORTER.read(str(location)))


@cache
def draft(path):
    [raw] = records(path)
    assert not raw.error
    return IMPORTER.map(raw.shape, raw.data)


def written(folder, name, content):
    """The records of a file that holds this JSON."""
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return records(path)


def mapped(folder, record, name="technologies_1.json"):
    """The draft of a record, read from a file as any other."""
    [raw] = written(folder, name, record)
    assert not raw.error, raw.error
    return IMPORTER.map(raw.shape, raw.data)


def said(found, field=""):
    """The problems of a draft, or those of a field."""
    return [problem.message for problem in found.problems if field in problem.field]
