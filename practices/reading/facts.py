"""Coded answers and short words as (label, values), grouped as the page shows them."""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model
from django.utils.translation import gettext as _

from practices.models import PracticeSheet, Term
from practices.vocabularies import ASPECTS

from .words import Words

Fact = tuple[str, list[str]]

SHORT = (
    "purpose",
    "degradation",
    "prevention",
    "slm_group",
    "measure",
    "tillage",
    "residue_management",
)
PLACE = (
    "rainfall",
    "agroclimate",
    "slope",
    "landform",
    "topography",
    "altitude",
    "soil_depth",
    "soil_texture_topsoil",
    "soil_texture_20cm",
    "topsoil_organic_matter",
    "groundwater",
    "surface_water",
    "water_quality",
    "water_quality_referring",
    "flooding",
    "species_diversity",
    "habitat_diversity",
)
COST = (
    "cost_benefit_establishment_short",
    "cost_benefit_establishment_long",
    "cost_benefit_maintenance_short",
    "cost_benefit_maintenance_long",
)
ADOPTION = (
    "implemented_by",
    "age_of_practice",
    "spread",
    "spread_area",
    "sites_considered",
    "adoption",
    "spontaneous_adoption",
    "adaptation_reason",
)
SOURCE = ("information_source",)
# Shown with the land and its people: all the others.
ELSEWHERE = {*SHORT, *PLACE, *COST, *ADOPTION, *SOURCE}

YES_NO = (
    "is_protected_area",
    "has_mixed_land_use",
    "has_land_use_changed",
    "has_salinity_problem",
    "is_flooded",
    "has_traditional_rights",
)


class Label(str):
    """A label that is in English because nobody translated it says so."""

    __slots__ = ("is_fallback",)
    is_fallback: bool


def label(term: Term) -> Label:
    made = Label(term.label)
    made.is_fallback = term.label_language != _reader()
    return made


def _reader() -> str:
    from practices.models.labels import reader_language

    return reader_language()


class Facts:
    """The coded answers of one sheet, by where the page shows them."""

    def __init__(self, sheet: PracticeSheet, words: Words) -> None:
        self.sheet = sheet
        self.words = words

    @cached_property
    def _answers(self) -> dict[str, list[Label]]:
        answers: dict[str, list[Label]] = {}
        for link in self.sheet.term_links.all():
            answers.setdefault(link.aspect, []).append(label(link.term))
        return answers

    def _coded(self, aspects: Iterable[str]) -> list[Fact]:
        return [
            (str(ASPECTS[aspect].label), list(self._answers[aspect]))
            for aspect in aspects
            if aspect in self._answers
        ]

    def _written(self, *fields: str) -> list[Fact]:
        names = {field.name: field.verbose_name for field in _text_fields()}
        return [
            (str(names[field]).capitalize(), [phrase])
            for field in fields
            if (phrase := self.words.section(field))
        ]

    @cached_property
    def short(self) -> list[Fact]:
        basis = [(_("Basis"), [self.sheet.get_basis_display()])]
        return [*self._coded(SHORT), *basis]

    @cached_property
    def place(self) -> list[Fact]:
        numbers = [
            (_("Rainfall"), f"{self.sheet.rainfall_mm_yr:g} mm")
            for value in (self.sheet.rainfall_mm_yr,)
            if value is not None
        ]
        return [
            *self._coded(PLACE),
            *((name, [value]) for name, value in numbers),
            *self._written(
                "rainfall_comments",
                "climate_comments",
                "growing_seasons_comments",
                "topography_comments",
                "soil_comments",
                "water_comments",
                "biodiversity_comments",
                "location_comments",
            ),
        ]

    @cached_property
    def people(self) -> list[Fact]:
        others = [aspect for aspect in ASPECTS if aspect not in ELSEWHERE]
        return [
            *self._coded(others),
            *self._yes_no(),
            *self._written(
                "land_use_comments",
                "land_use_change_comments",
                "water_supply_comments",
                "livestock_density",
                "degradation_comments",
                "measures_comments",
                "land_user_comments",
                "land_size_comments",
                "ownership_comments",
                "access_comments",
            ),
        ]

    def _yes_no(self) -> list[Fact]:
        names = {f.name: f.verbose_name for f in PracticeSheet._meta.get_fields() if _named(f)}
        answers = ((name, getattr(self.sheet, name)) for name in YES_NO)
        return [
            (str(names[name]).capitalize(), [_("yes") if answer else _("no")])
            for name, answer in answers
            if answer is not None
        ]

    @cached_property
    def cost(self) -> list[Fact]:
        return [*self._coded(COST), *self._written("cost_factors")]

    @cached_property
    def adoption(self) -> list[Fact]:
        return [
            *self._coded(ADOPTION),
            *self._written(
                "implementation_comments",
                "spread_comments",
                "adoption_comments",
                "adaptation_comments",
            ),
        ]


def _named(field: object) -> bool:
    return hasattr(field, "verbose_name")


def _text_fields() -> Iterable[Model]:
    from practices.models import SheetText

    return SheetText._meta.concrete_fields
