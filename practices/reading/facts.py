"""Coded answers and short words as (label, values), grouped as the page shows them."""

from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from practices.models import PracticeSheet, SheetText, Term
from practices.models.labels import reader_language
from practices.vocabularies import ASPECTS

from .words import Words

Fact = tuple[str, list[str]]

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

    def __repr__(self) -> str:
        """Unlike that of the same letters in the reader's own language."""
        return f"Label({str(self)!r}, {self.is_fallback})"


def label(term: Term) -> Label:
    return label_of(term.label, is_fallback=term.label_language != reader_language())


def label_of(text: str, *, is_fallback: bool) -> Label:
    made = Label(text)
    made.is_fallback = is_fallback
    return made


def heading(model: type[Model], field: str) -> str:
    """The name of a column as a heading."""
    name: Any = model._meta.get_field(field)
    return str(name.verbose_name).capitalize()


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

    def _coded(self, section: str) -> list[Fact]:
        return [
            (str(aspect.label).capitalize(), list(self._answers[name]))
            for name, aspect in ASPECTS.items()
            if aspect.section == section and name in self._answers
        ]

    def _written(self, *fields: str) -> list[Fact]:
        return [
            (heading(SheetText, field), [phrase])
            for field in fields
            if (phrase := self.words.section(field))
        ]

    @cached_property
    def short(self) -> list[Fact]:
        basis = [(_("Basis"), [self.sheet.get_basis_display()])]
        return [*self._coded("short"), *basis]

    @cached_property
    def place(self) -> list[Fact]:
        return [
            *self._coded("where"),
            *self._measured(_("Rainfall a year"), _("%(number)s mm"), self.sheet.rainfall_mm_yr),
            *self._measured(_("Altitude"), _("%(number)s m"), self._of_sites("altitude_m")),
            *self._measured(_("Slope"), _("%(number)s %%"), self._of_sites("slope_percent")),
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

    def _measured(self, name: str, unit: str, number: float | None) -> list[Fact]:
        return [] if number is None else [(name, [unit % {"number": number_format(number, 0)}])]

    def _of_sites(self, column: str) -> float | None:
        """The number of the first site that has it, as the search knows the sheet."""
        numbers = (getattr(site, column) for site in self.sheet.sites.all())
        return next((number for number in numbers if number is not None), None)

    @cached_property
    def people(self) -> list[Fact]:
        return [
            *self._coded("people"),
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
        answers = ((name, getattr(self.sheet, name)) for name in YES_NO)
        return [
            (heading(PracticeSheet, name), [_("yes") if answer else _("no")])
            for name, answer in answers
            if answer is not None
        ]

    @cached_property
    def cost(self) -> list[Fact]:
        return [*self._coded("cost"), *self._written("cost_factors")]

    @cached_property
    def source(self) -> list[Fact]:
        return self._coded("source")

    @cached_property
    def adoption(self) -> list[Fact]:
        return [
            *self._coded("adoption"),
            *self._written(
                "implementation_comments",
                "spread_comments",
                "adoption_comments",
                "adaptation_comments",
            ),
        ]
