"""A sheet and a practice in a list: what a reader needs to choose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from practices.evidence import CarbonEffect, carbon_effects
from practices.models import Practice, PracticeSheet, SheetTerm, SheetText, Site, SiteZone
from practices.models.labels import reader_language
from practices.models.sheets import SheetQuerySet, sheet_url
from practices.models.sources import Licence
from practices.tree import PracticeTree

from .facts import label_of
from .places import Chip, LandUse, ZoneName, chips_of, place_in
from .plates import plate_of
from .results import span
from .words import Phrase, Sections

Parts = list[tuple[str, bool]]


@dataclass(frozen=True)
class SheetCard:
    """`title_parts` and `summary` are (text, is_marked): a search marks what it found."""

    id: int
    title: str
    title_language: str
    is_translated: bool
    url: str
    summary: Parts
    summary_language: str
    place: str
    year: str
    zones: list[Chip]
    basis_label: str
    effect: CarbonEffect
    source_name: str
    licence: str
    title_parts: Parts = field(default_factory=list)
    matched_in: str = ""


def sheet_cards(sheets: SheetQuerySet) -> dict[int, SheetCard]:
    """By primary key, in the order of the sheets, in the reader's language.

    In seven queries, of rows and not of sheets: lists are what readers ask for most.
    """
    facts = list(sheets.values_list(*_FACTS, named=True))
    rows = _Rows([row.pk for row in facts])
    return {row.pk: _card(row, rows) for row in facts}


def titles(sheets: Collection[int]) -> dict[int, Phrase]:
    """Of sheets by primary key, in the reader's language if they have it; one query."""
    texts = SheetText.objects.filter(sheet__in=sheets)
    told = _by_sheet(texts.values_list("sheet_id", "is_original", "language", "title", named=True))
    return {pk: Sections(told[pk], reader_language()).section("title") for pk in sheets}


_FACTS = ("pk", "start_year", "end_year", "basis", "licence", "source_record__source__name")
_WORDS = ("sheet_id", "is_original", "language", "title", "summary")


class _Rows:
    """What the cards of some sheets show, by sheet."""

    def __init__(self, ids: Sequence[int]) -> None:
        texts = SheetText.objects.filter(sheet__in=ids)
        self.texts = _by_sheet(texts.values_list(*_WORDS, named=True))
        self.places = _places(ids)
        self.zones = _zones(ids)
        self.land_uses = _land_uses(ids)
        self.effects = carbon_effects(ids)


def _by_sheet(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.sheet_id].append(row)
    return found


def _places(ids: Sequence[int]) -> dict[int, str]:
    """The first site of each sheet."""
    rows = Site.objects.filter(sheet__in=ids).values_list("sheet", "name", *_labels("country"))
    places: dict[int, str] = {}
    for pk, name, country, english in rows:
        places.setdefault(pk, place_in(name, country or english or ""))
    return places


def _zones(ids: Sequence[int]) -> Mapping[int, list[ZoneName]]:
    rows = SiteZone.objects.filter(site__sheet__in=ids).order_by(
        "site__sort_order", "site_id", "sort_order"
    )
    found: dict[int, list[ZoneName]] = defaultdict(list)
    for pk, basis, scheme, code, label, english in rows.values_list(
        "site__sheet", "basis", "zone__scheme", "zone__code", *_labels("zone")
    ):
        found[pk].append(ZoneName(scheme, code, label or english, basis))
    return found


def _land_uses(ids: Sequence[int]) -> Mapping[int, list[LandUse]]:
    rows = SheetTerm.objects.filter(sheet__in=ids, aspect="land_use")
    found: dict[int, list[LandUse]] = defaultdict(list)
    for pk, term, parent, label, english in rows.values_list(
        "sheet", "term", "term__parent", *_labels("term")
    ):
        named = label_of(label or english, is_fallback=not label)
        found[pk].append(LandUse(term, parent, named))
    return found


def _labels(entry: str) -> tuple[str, str]:
    """The columns of a label in the reader's language, and in English."""
    return f"{entry}__label_{reader_language()}", f"{entry}__label_en"


def _card(sheet: Any, rows: _Rows) -> SheetCard:
    words = Sections(rows.texts[sheet.pk], reader_language())
    title, summary = words.section("title"), words.section("summary")
    return SheetCard(
        id=sheet.pk,
        title=title,
        title_language=title.language,
        is_translated=not title.is_foreign,
        url=sheet_url(sheet.pk, title),
        summary=[(summary, False)] if summary else [],
        summary_language=summary.language,
        place=rows.places.get(sheet.pk, ""),
        year=span(sheet.start_year, sheet.end_year),
        zones=chips_of(rows.zones[sheet.pk], rows.land_uses[sheet.pk]),
        basis_label=str(PracticeSheet.Basis(sheet.basis).label),
        effect=rows.effects[sheet.pk],
        source_name=sheet.source_record__source__name or "",
        licence=str(Licence(sheet.licence).label),
    )


@dataclass(frozen=True)
class PracticeCard:
    title: str
    url: str
    definition: str
    plate: str
    sheet_count: int | None = None
    effect: CarbonEffect | None = None
    children: list["PracticeCard"] = field(default_factory=list)


def practice_card(
    practice: Practice,
    tree: PracticeTree,
    count: int | None = None,
    children: list[PracticeCard] | None = None,
) -> PracticeCard:
    return PracticeCard(
        title=practice.label,
        url=practice.get_absolute_url(),
        definition=first_sentence(practice.definition),
        plate=plate_of(practice, tree.above(practice)),
        sheet_count=count,
        children=children or [],
    )


def first_sentence(text: str) -> str:
    head, dot, _rest = text.partition(". ")
    return head + "." if dot else text
