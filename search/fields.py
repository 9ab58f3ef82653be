"""The one table of what can be searched.

Both engines make their schema from it, the address of a search takes its parameters from it,
and its fingerprint says whether an index on disk still fits.
"""

import hashlib
import math
from dataclasses import astuple, dataclass
from typing import Literal

from search.words import analysis

Kind = Literal["text", "facet", "number", "geo", "suggest"]

UNKNOWN = "unknown"
"""The value that a facet has in a document which gives it none."""

SCHEMA_VERSION = 2
"""Raise it when an engine must rebuild although neither table nor analysis changed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be searched, counted or sorted.

    boost: weight of a text field against the others.
    multi: a document may have several values; a second value elsewhere is refused.
    hierarchical: a document lists each value with all its ancestors, so a parent is a plain value.
    scale: a number is indexed as round(value * scale): floats fall into wrong buckets.
    unit: what a number counts.
    """

    name: str
    kind: Kind
    boost: float = 1.0
    multi: bool = False
    hierarchical: bool = False
    scale: int = 1
    unit: str = ""


def _tree(name: str) -> Field:
    return Field(name, "facet", multi=True, hierarchical=True)


def _many(name: str) -> Field:
    return Field(name, "facet", multi=True)


def _one(name: str) -> Field:
    return Field(name, "facet")


FIELDS: tuple[Field, ...] = (
    Field("title", "text", boost=3.0),
    Field("summary", "text", boost=2.0),
    Field("body", "text", boost=1.0),
    Field("names", "text", boost=1.5),  # of practices, places, soils, crops: the vocabularies'
    _tree("practice"),
    _tree("land_use"),
    _tree("climate"),  # Köppen-Geiger: B > BS > BSh
    _many("soil"),  # WRB groups that a source reports
    _many("soil_modelled"),  # WRB group of the nearest described profile
    _many("country"),  # ISO 3166-1
    _tree("region"),  # UN M49
    _tree("degradation"),
    _many("purpose"),
    _one("basis"),
    _many("rainfall"),
    _many("slope"),
    _many("crop"),
    _one("source"),
    _many("language"),
    _one("carbon"),  # measured, rated or unknown
    _many("field"),  # what people report: does, tried, stopped, verified
    _one("located"),  # how surely the place is known: a point, an area, the country
    _many("agroclimate"),  # WOCAT: humid, sub-humid, semi-arid, arid
    Field("rainfall_mm", "number", unit="mm a year"),
    Field("altitude_m", "number", unit="m above the sea"),
    Field("slope_percent", "number", scale=10, unit="percent"),
    Field("year", "number", unit="year"),
    Field("cost_usd_ha", "number", unit="USD per hectare, to establish"),
    Field("duration_years", "number", scale=100, unit="years of trial"),
    Field("soc_change", "number", scale=100, unit="percent against the control"),
    Field("completeness", "number", unit="percent, by the rule of practices/completeness.py"),
    Field("updated", "number", unit="s since 1970 (UTC)"),
    Field("lat", "geo", scale=1_000_000, unit="degree"),
    Field("lon", "geo", scale=1_000_000, unit="degree"),
    Field("suggest", "suggest"),  # words of titles, unstemmed
)


def _named(kind: Kind) -> dict[str, Field]:
    return {field.name: field for field in FIELDS if field.kind == kind}


TEXTS = _named("text")
FACETS = _named("facet")
NUMBERS = _named("number")
SCALED = NUMBERS | _named("geo")


def fingerprint(engine: str) -> str:
    """12 hex digits that change whenever an index must be built anew.

    engine: name and versions of the adapter and of its library, "tantivy 0.27.0, adapter 1".
    """
    parts = (SCHEMA_VERSION, [astuple(field) for field in FIELDS], analysis.definition(), engine)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def scaled(name: str, value: float) -> int:
    """A number or degree as both engines index it, kept within what 63 bits can hold.

    Raises ValueError when the value is not a number.
    """
    if math.isnan(value):
        raise ValueError(f"{name}: not a number")
    return round(max(-(2.0**62), min(2.0**62, value * SCALED[name].scale)))
