"""ERA's code lists as ours: crops, outcomes and practices with labels in three languages.

Read from the same CSV files that fill the vocabularies, so that a mapping needs no database.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from practices.importers.draft import Words

HERE = Path(__file__).parent
VOCABULARIES = HERE.parents[1] / "data" / "vocabularies"
SOIL_CARBON = "soil_carbon"
SOIL_CARBON_CHANGE = "224.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: `parent` is the code of the one above it, "" at the top."""

    code: str
    parent: str
    words: Words
    order: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`group` is the outcome's parent; `is_ratio`: ERA defines it as treatment by control."""

    code: str
    group: str
    lower_is_better: bool
    is_ratio: bool

    @property
    def is_change(self) -> bool:
        return self.code == SOIL_CARBON_CHANGE

    @property
    def is_soil_carbon(self) -> bool:
        return self.group == SOIL_CARBON


@dataclass(frozen=True, slots=True)
class Product:
    """`crop` is a term of `crop`, "" for none; `land_use` one of the classes in `products.py`."""

    crop: str
    land_use: str


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def entries(vocabulary: str) -> dict[str, Entry]:
    """The terms of one of our vocabularies, by code."""
    return {row["code"]: _entry(row) for row in _rows(VOCABULARIES / f"{vocabulary}.csv")}


def _entry(row: dict[str, str]) -> Entry:
    words = {language: row[f"label_{language}"] for language in ("en", "fr", "es")}
    return Entry(row["code"], row["parent"], words, int(row["order"]))


@cache
def outcomes() -> dict[str, Outcome]:
    terms = entries("outcome")
    return {
        row["code"]: Outcome(
            code=row["code"],
            group=terms[row["code"]].parent,
            lower_is_better=row["lower_is_better"] == "yes",
            is_ratio=row["is_ratio"] == "yes",
        )
        for row in _rows(HERE / "outcomes.csv")
    }


@cache
def products() -> dict[str, Product]:
    """By ERA's product code; "NA" is natural fallow, as ERA writes it."""
    return {
        row["code"]: Product(row["crop"], row["land_use"]) for row in _rows(HERE / "products.csv")
    }


@cache
def links() -> dict[str, str]:
    """How a family of practices stands to a crop in a title: under, on, with or for."""
    return {row["family"]: row["link"] for row in _rows(HERE / "links.csv")}
