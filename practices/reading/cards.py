"""A sheet and a practice in a list: what a reader needs to choose."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from practices.evidence import CarbonEffect, carbon_effects
from practices.models import Practice, PracticeSheet, SheetTerm, SheetText, Site, SiteZone
from practices.models.labels import reader_language
from practices.models.places import MAX_POINT_UNCERTAINTY_M
from practices.models.sheets import SheetQuerySet, sheet_url
from practices.models.sources import Licence
from practices.tree import PracticeTree

from .costs import COST_FACTS, in_brief
from .facts import label_of
from .places import Chip, LandUse, Place, ZoneName, chips_of
from .plates import plate_of
from .results import span
from .words import Phrase, Sections

Parts = list[tuple[str, bool]]


@dataclass(frozen=True)
class SheetCard:
    """`title_parts` and `summary` are (text, is_marked): a search marks what it found.

    point: latitude and longitude of the first sure site. distance: from where the reader asked.
    """

    id: int
    title: str
    title_language: str
    is_translated: bool
    url: str
    summary: Parts
    summary_language: str
    place: Place
    year: str
    zones: list[Chip]
    basis_label: str
    effect: CarbonEffect
    source_name: str
    licence: str
    cost: str
    point: tuple[float, float] | None = None
    distance: str = ""
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


_FACTS = (
    *("pk", "start_year", "end_year", "basis", "licence", "source_record__source__name"),
    *COST_FACTS,
)
_WORDS = ("sheet_id", "is_original", "language", "title", "summary")


class _Rows:
    """What the cards of some sheets show, by sheet."""

    def __init__(self, ids: Sequence[int]) -> None:
        texts = SheetText.objects.filter(sheet__in=ids)
        self.texts = _by_sheet(texts.values_list(*_WORDS, named=True))
        self.sites = _sites(ids)
        self.zones = _zones(ids)
        self.land_uses = _land_uses(ids)
        self.effects = carbon_effects(ids)


def _by_sheet(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.sheet_id].append(row)
    return found


class _Site(NamedTuple):
    name: str
    latitude: float | None
    longitude: float | None
    uncertainty_m: float | None
    country: str | None
    country_in_english: str | None


def _sites(ids: Sequence[int]) -> Mapping[int, list[_Site]]:
    columns = ("sheet", "name", "latitude", "longitude", "uncertainty_m", *_labels("country"))
    found: dict[int, list[_Site]] = defaultdict(list)
    for pk, *values in Site.objects.filter(sheet__in=ids).values_list(*columns):
        found[pk].append(_Site(*values))
    return found


def _place(sites: Sequence[_Site]) -> Place:
    """Of the first."""
    if not sites:
        return Place()
    return Place(sites[0].name, sites[0].country or sites[0].country_in_english or "")


def _point(sites: Iterable[_Site]) -> tuple[float, float] | None:
    """As the search finds it: see `search.sheets`."""
    sure = (site for site in sites if (site.uncertainty_m or 0) <= MAX_POINT_UNCERTAINTY_M)
    points = ((site.latitude, site.longitude) for site in sure)
    return next(((lat, lon) for lat, lon in points if lat is not None and lon is not None), None)


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
        place=_place(rows.sites[sheet.pk]),
        point=_point(rows.sites[sheet.pk]),
        year=span(sheet.start_year, sheet.end_year),
        zones=chips_of(rows.zones[sheet.pk], rows.land_uses[sheet.pk]),
        basis_label=str(PracticeSheet.Basis(sheet.basis).label),
        effect=rows.effects[sheet.pk],
        source_name=sheet.source_record__source__name or "",
        licence=str(Licence(sheet.licence).label),
        cost=in_brief(sheet),
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
