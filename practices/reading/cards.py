"""A sheet and a practice in a list: what a reader needs to choose."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from practices.evidence import CarbonEffect, carbon_effect, soil_carbon_rows
from practices.models import Practice, PracticeSheet, RowTranslation, SheetTerm, SheetText
from practices.models.labels import reader_language
from practices.models.sheets import SheetQuerySet
from practices.models.sources import Licence
from practices.tree import PracticeTree

from .places import Chip, chips, place_of
from .plates import plate_of
from .results import span
from .words import Words

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


def with_card_data(sheets: SheetQuerySet) -> SheetQuerySet:
    """All that cards show, in a fixed number of queries, and no more than they show."""
    texts = SheetText.objects.only("sheet", "language", "is_original", "title", "summary")
    land_uses = SheetTerm.objects.filter(aspect="land_use").select_related("term")
    return sheets.select_related("source_record__source").prefetch_related(
        Prefetch("texts", texts),
        Prefetch("term_links", land_uses),
        Prefetch("row_translations", RowTranslation.objects.none()),  # a card shows no row
        "sites__country",
        "sites__zones__zone",
        *soil_carbon_rows(),
    )


def sheet_card(sheet: PracticeSheet) -> SheetCard:
    """One of `with_card_data`, for the reader."""
    words = Words(sheet, reader_language())
    title, summary = words.section("title"), words.section("summary")
    sites = list(sheet.sites.all())
    return SheetCard(
        id=sheet.pk,
        title=title,
        title_language=title.language,
        is_translated=not title.is_foreign,
        url=sheet.get_absolute_url(),
        summary=[(summary, False)] if summary else [],
        summary_language=summary.language,
        place=place_of(sites[0]) if sites else "",
        year=span(sheet.start_year, sheet.end_year),
        zones=chips(sheet),
        basis_label=sheet.get_basis_display(),
        effect=carbon_effect(sheet),
        source_name=sheet.source_name,
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
