"""A sheet's unsaved rows: what writing saves, and what a comparison compares."""

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from django.db import models

from practices.models import (
    Activity,
    Assessment,
    ClimateExposure,
    CostItem,
    Credit,
    Evidence,
    Impact,
    PracticeSheet,
    RowTranslation,
    SheetImage,
    SheetPractice,
    SheetReference,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
    Step,
)

from ..draft import Code, Problem, SheetDraft, Words
from .fitting import fit, new
from .lookups import Lookups

# Lists of a draft that become rows column by column; their names are the same on both sides.
PLAIN_ROWS: dict[str, type[models.Model]] = {
    "credits": Credit,
    "steps": Step,
    "activities": Activity,
    "cost_items": CostItem,
    "impacts": Impact,
    "exposures": ClimateExposure,
    "assessments": Assessment,
}
# Every kind of row of a sheet by its related name, in an order in which they can be created.
CHILDREN: dict[str, type[models.Model]] = {
    "texts": SheetText,
    "practice_links": SheetPractice,
    "term_links": SheetTerm,
    **PLAIN_ROWS,
    "images": SheetImage,
    "sites": Site,
    "reference_links": SheetReference,
    "evidence": Evidence,
    "row_translations": RowTranslation,
}


@dataclass(slots=True)
class SheetRows:
    """One sheet, with all its rows unsaved; `sheet` has a primary key if it exists already."""

    draft: SheetDraft
    lookups: Lookups
    sheet: PracticeSheet
    children: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in CHILDREN})
    zones: list[SiteZone] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, where: str, message: str) -> None:
        self.problems.append(Problem(where, message))

    def term(self, code: Code | None, where: str) -> int | None:
        """The primary key of a code; an unknown one is named and left out."""
        pk = self.lookups.terms.get(code) if code else None
        if code and pk is None:
            self.say(where, f"{code[1]!r} is no value of the list {code[0]}; left out")
        return pk

    def plain_rows(self, name: str, model: type[models.Model]) -> list[models.Model]:
        drafts = getattr(self.draft, name)
        return [self.row(model, name, number, row) for number, row in enumerate(drafts)]

    def row(
        self, model: type[models.Model], name: str, number: int, row: Any, **more: Any
    ) -> models.Model:
        """A row of `model` from a row draft: its plain values, words and codes, and `more`."""
        where = f"{name}[{number}]"
        plain, words, codes = kinds(row.__class__)
        values = {column: getattr(row, column) for column in plain}
        for column in words:
            values[column] = self._words(name, number, column, getattr(row, column))
        for column in codes:
            values[f"{column}_id"] = self.term(getattr(row, column), f"{where}.{column}")
        return fit(new(model, sort_order=number, **values | more), where, self.say)

    def _words(self, name: str, number: int, column: str, words: Words) -> str:
        """The text for the row; every other language becomes a `RowTranslation`.

        Where the original's language is missing another stands in, and is kept as a translation
        too, so that its language stays known.
        """
        original = self.draft.original_language
        for language, text in words.items():
            if text and language != original:
                key = {"rows": name, "number": number, "field": column}
                translation = RowTranslation(language=language, text=text, **key)
                self.children["row_translations"].append(translation)
        spoken = [text for text in words.values() if text]
        return words.get(original) or words.get("en") or next(iter(spoken), "")


@cache
def kinds(draft_type: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names of a row draft's plain values, of its words and of its codes."""
    types = {column.name: column.type for column in fields(draft_type)}
    words = tuple(name for name, kind in types.items() if kind == Words)
    codes = tuple(name for name, kind in types.items() if kind in (Code, Code | None))
    return tuple(name for name in types if name not in words + codes), words, codes
