"""A sheet as the engines know it: its words by language, its facets, its numbers, its place.

Facets list every ancestor of a value, so that a parent is itself and its children. The words of
the vocabularies (practices with their synonyms, terms, zones, countries) are added in all three
languages: a French word finds a sheet that exists in English only.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from practices.costs import in_dollars, per_hectare
from practices.evidence import OUTCOME, mean_percent
from practices.models import PracticeSheet, PracticeSynonym, SiteZone
from practices.models.labels import LABEL_LANGUAGES
from practices.models.places import MAX_POINT_UNCERTAINTY_M
from practices.vocabularies import ASPECTS
from search.documents import Doc, Place, Texts
from search.rows import SheetRows, read
from search.words import lexicon
from search.words.lexicon import ASPECT_FACETS, LOCAL, SCHEMES, Entry, Lexicon
from search.words.textures import textures

logger = logging.getLogger(__name__)

BATCH = 200
NAMING = (PracticeSynonym.Kind.EXACT, PracticeSynonym.Kind.BROADER)
"""Kinds of words that name a practice; a narrower one says what it is not."""
WORD_SECTIONS = ("short", "where", "people")
"""Sections whose coded answers are words that one may search; the others are grades."""


def document(sheet: PracticeSheet) -> Doc | None:
    """The document of a sheet, None where it is not published."""
    return next(documents([sheet.pk]), None)


def documents(ids: Iterable[int]) -> Iterator[Doc]:
    """The documents of those sheets that are published, in batches of a fixed number of queries.

    A sheet that cannot be indexed is logged and left out; `index check` will name it.
    """
    remaining = list(ids)
    while batch := remaining[:BATCH]:
        del remaining[:BATCH]
        found, words = read(batch), lexicon.load()  # in this order: rows name no later entry
        for rows in found:
            try:
                yield _document(rows, words)
            except (ValueError, ArithmeticError):
                logger.exception("Sheet %s cannot be indexed; mend what is named here.", rows.pk)


def _document(rows: SheetRows, words: Lexicon) -> Doc:
    entries = _Entries(rows, words)
    return Doc(
        id=rows.pk,
        texts=_texts(rows, entries),
        facets={name: frozenset(values) for name, values in _facets(rows, entries).items()},
        numbers={k: v for k, v in _numbers(rows, entries).items() if v is not None},
        place=_place(rows),
    )


class _Entries:
    """What the keys of a sheet's rows stand for."""

    def __init__(self, rows: SheetRows, words: Lexicon) -> None:
        self.words = words
        self.practices = [words.practices[pk] for pk in rows.practices]
        self.terms = [(aspect, words.terms[pk]) for aspect, pk in rows.terms]
        self.countries = [words.terms[s["country_id"]] for s in rows.sites if s["country_id"]]
        self.products = [words.terms[pk] for _, pk, _ in rows.evidence if pk]
        self.zones = [(site, words.zones[zone], basis) for site, zone, basis in rows.zones]

    def all(self) -> Iterator[Entry]:
        """Each that names the sheet for a reader."""
        yield from self.practices
        yield from (e for aspect, e in self.terms if _is_searched(aspect))
        yield from self.countries
        yield from self.products
        yield from (zone for _, zone, _ in self.zones)


def _is_searched(aspect: str) -> bool:
    known = ASPECTS.get(aspect)
    return known is None or (known.section in WORD_SECTIONS and not aspect.startswith("access_"))


def _facets(rows: SheetRows, entries: _Entries) -> dict[str, set[str]]:
    facets: dict[str, set[str]] = {
        "basis": {rows.basis},
        "source": {rows.source or LOCAL},
        "language": {language for language, *_ in rows.prose},
        "carbon": {_carbon(rows, entries)},
        "field": rows.in_field,
        "located": _located(rows),
        "practice": _values(entries, "practice", entries.practices),
        "country": _values(entries, "country", entries.countries),
        "region": _values(entries, "region", entries.countries),
    }
    for aspect in ASPECT_FACETS:
        answers = [entry for name, entry in entries.terms if name == aspect]
        facets[aspect] = _values(entries, aspect, answers)
    for facet in SCHEMES:
        facets[facet] = _values(entries, facet, _zones(entries, facet))
    return facets


def _values(entries: _Entries, facet: str, found: Iterable[Entry]) -> set[str]:
    """Values of the facet among the entries and all above them."""
    own = entries.words.facets[facet]
    lineages = (above.value for entry in found for above in entry.lineage())
    return {value for value in lineages if value in own}


def _zones(entries: _Entries, facet: str) -> list[Entry]:
    """Of a climate, what a site reports wins over what is modelled; soils are kept apart."""
    zones = [zone for zone in entries.zones if zone[1].group == SCHEMES[facet]]
    reported = {site for site, _, basis in zones if basis == SiteZone.Basis.REPORTED}
    if facet == "soil":
        return [zone for _, zone, basis in zones if basis == SiteZone.Basis.REPORTED]
    if facet == "soil_modelled":
        return [zone for _, zone, basis in zones if basis == SiteZone.Basis.MODELLED]
    return [
        zone
        for site, zone, basis in zones
        if basis == SiteZone.Basis.REPORTED or site not in reported
    ]


def _carbon(rows: SheetRows, entries: _Entries) -> str:
    if _soil_carbon(rows, entries):
        return "measured"
    return "rated" if rows.is_rated else "unknown"


def _soil_carbon(rows: SheetRows, entries: _Entries) -> list[float | None]:
    """The log response ratio of each published comparison of soil carbon, None without one."""
    outcomes = {pk: entries.words.terms[pk].parent for pk, _, _ in rows.evidence}
    soil_carbon = {pk for pk, parent in outcomes.items() if parent and parent.value == OUTCOME}
    return [ratio for outcome, _, ratio in rows.evidence if outcome in soil_carbon]


def _numbers(rows: SheetRows, entries: _Entries) -> dict[str, float | None]:
    """None is not known. A class ("500 to 750 mm", "hilly") is no number: it has its facet."""
    ratios = [ratio for ratio in _soil_carbon(rows, entries) if ratio is not None]
    return {
        "rainfall_mm": _first(rows.facts["rainfall_mm_yr"], *_of_sites(rows, "rainfall_mm_yr")),
        "altitude_m": _first(*_of_sites(rows, "altitude_m")),
        "slope_percent": _first(*_of_sites(rows, "slope_percent")),
        "year": _year(rows),
        "cost_usd_ha": _cost(rows),
        "duration_years": rows.facts["trial_duration_yr"],
        "soc_change": mean_percent(ratios) if ratios else None,
        "completeness": rows.facts["completeness"],
        "updated": rows.changed_at.timestamp(),
    }


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _of_sites(rows: SheetRows, column: str) -> Iterator[float | None]:
    return (site[column] for site in rows.sites)


def _year(rows: SheetRows) -> int | None:
    documented_on = rows.facts["documented_on"]
    return (
        documented_on.year if documented_on else rows.facts["end_year"] or rows.facts["start_year"]
    )


def _cost(rows: SheetRows) -> float | None:
    """To establish, in dollars of the record's own year; not known unless for so many hectares."""
    columns = ("establishment_cost", "establishment_cost_usd", "cost_currency", "currency_per_usd")
    dollars = in_dollars(*(rows.facts[column] for column in columns))
    return per_hectare(dollars, rows.facts["cost_area_ha"])


def _place(rows: SheetRows) -> Place | None:
    """The first site that is surely where its position says; 180 degrees are -180."""
    for site in filter(has_position, rows.sites):
        if (site["uncertainty_m"] or 0) <= MAX_POINT_UNCERTAINTY_M:
            longitude = site["longitude"]
            return Place(site["latitude"], -180 if longitude == 180 else longitude)
    return None


def has_position(site: Mapping[str, Any]) -> bool:
    """Whether a site has one that can be on the Earth."""
    latitude, longitude = site["latitude"], site["longitude"]
    return None not in (latitude, longitude) and abs(latitude) <= 90 and abs(longitude) <= 180


def _located(rows: SheetRows) -> set[str]:
    """How surely the place is known, by the surest of the sites; nothing where none tells."""
    if _place(rows):
        return {"point"}
    if any(has_position(site) for site in rows.sites):
        return {"area"}
    return {"country"} if any(site["country_id"] for site in rows.sites) else set()


def _texts(rows: SheetRows, entries: _Entries) -> dict[str, Texts]:
    """Language -> words, the original first; languages that only the vocabularies speak last."""
    names = {language: _names(rows, entries, language) for language in LABEL_LANGUAGES}
    texts = {}
    for language, is_original, title, summary, prose in rows.prose:
        of_rows = [*(rows.words[""] if is_original else ()), *rows.words[language]]
        texts[language] = Texts(title, summary, _joined(*prose, *of_rows), names.pop(language, ""))
    return texts | {language: Texts("", names=words) for language, words in names.items()}


def _names(rows: SheetRows, entries: _Entries, language: str) -> str:
    """What the sheet's codes and soil textures are called in a language, and the synonyms of its
    practices.
    """
    labels = [
        above.words[language]
        for entry in entries.all()
        for above in entry.lineage()
        if language in above.words
    ]
    synonyms = [
        text
        for practice in entries.practices
        for code, text, kind in entries.words.synonyms.get(practice.value, ())
        if code == language and kind in NAMING
    ]
    soils = [name for site in rows.sites for name in textures(site["soil_texture"], language)]
    return "\n".join(dict.fromkeys([*labels, *synonyms, *soils]))


def _joined(*paragraphs: str) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in paragraphs if text.strip()))
