"""The sheet page: each section of the standard, empty ones included."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from practices.evidence import CarbonEffect, carbon_effect
from practices.models import Assessment, Practice, PracticeSheet
from practices.models.labels import LABEL_LANGUAGES, reader_language

from .costs import Costs, costs
from .facts import Fact, facts
from .places import Chip, SiteRow, chips, place_of, site_rows
from .provenance import Provenance, provenance
from .results import ImpactGroup, ResultRow, impact_groups, result_rows
from .words import Phrase, Words, direction


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents; `is_empty` is said there too."""

    id: str
    title: str
    is_empty: bool


@dataclass(frozen=True)
class StepRow:
    number: int
    text: Phrase
    timing: Phrase | None


@dataclass(frozen=True)
class View:
    """A strength or weakness, who sees it, and how it may be kept or overcome."""

    text: Phrase
    overcome: Phrase
    seen_by: str


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool
    is_translated: bool


class SheetView:
    """One sheet for one reader. Templates read its properties; each is built once."""

    def __init__(self, sheet: PracticeSheet, language: str | None = None) -> None:
        self.sheet = sheet
        self.language = language or reader_language()
        self.words = Words(sheet, self.language)

    @cached_property
    def title(self) -> Phrase:
        return self.words.section("title")

    @cached_property
    def local_name(self) -> Phrase:
        return self.words.section("local_name")

    @cached_property
    def lede(self) -> Phrase:
        return self.words.section("summary")

    @property
    def is_translated(self) -> bool:
        return self.title.language == self.language

    @property
    def direction(self) -> str:
        return direction(self.title.language)

    @cached_property
    def original_language(self) -> str:
        return language_name(self.words.original_language)

    @cached_property
    def place(self) -> str:
        sites = list(self.sheet.sites.all())
        return place_of(sites[0]) if sites else ""

    @property
    def period(self) -> str:
        years = [str(y) for y in (self.sheet.start_year, self.sheet.end_year) if y]
        return "–".join(dict.fromkeys(years))

    @cached_property
    def practices(self) -> list[Practice]:
        links = self.sheet.practice_links.all()
        return [link.practice for link in links if link.role == "main"]

    @cached_property
    def context_practices(self) -> list[Practice]:
        links = self.sheet.practice_links.all()
        return [link.practice for link in links if link.role == "context"]

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.sheet)

    @cached_property
    def effect(self) -> CarbonEffect:
        return carbon_effect(self.sheet)

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        return facts(self.sheet, self.words)

    @cached_property
    def description(self) -> Phrase:
        return self.words.section("description")

    @cached_property
    def control(self) -> Phrase:
        return self.words.section("control_description")

    @cached_property
    def steps(self) -> list[StepRow]:
        """The tutorial; where nobody wrote one, the activities that establish the practice."""
        written = [
            (self.words.row("steps", number, "text", step.text), None)
            for number, step in enumerate(self.sheet.steps.all())
        ]
        pairs = written or self._activities("establishment")
        return [StepRow(number, text, timing) for number, (text, timing) in enumerate(pairs, 1)]

    @cached_property
    def maintenance(self) -> list[StepRow]:
        pairs = self._activities("maintenance")
        return [StepRow(number, text, timing) for number, (text, timing) in enumerate(pairs, 1)]

    def _activities(self, phase: str) -> list[tuple[Phrase, Phrase]]:
        return [
            (
                self.words.row("activities", number, "text", activity.text),
                self.words.row("activities", number, "timing", activity.timing),
            )
            for number, activity in enumerate(self.sheet.activities.all())
            if activity.phase == phase
        ]

    @cached_property
    def specifications(self) -> Phrase:
        return self.words.section("specifications")

    @cached_property
    def sites(self) -> list[SiteRow]:
        return site_rows(self.sheet)

    @cached_property
    def costs(self) -> Costs:
        return costs(self.sheet, self.words)

    @cached_property
    def results(self) -> list[ResultRow]:
        return result_rows(self.sheet)

    @cached_property
    def impacts(self) -> list[ImpactGroup]:
        return impact_groups(self.sheet, self.words)

    @cached_property
    def strengths(self) -> list[View]:
        return self._assessments(Assessment.Kind.STRENGTH)

    @cached_property
    def weaknesses(self) -> list[View]:
        return self._assessments(Assessment.Kind.WEAKNESS)

    def _assessments(self, kind: str) -> list[View]:
        return [
            View(
                self.words.row("assessments", number, "text", item.text),
                self.words.row("assessments", number, "overcome", item.overcome),
                item.get_view_display(),
            )
            for number, item in enumerate(self.sheet.assessments.all())
            if item.kind == kind
        ]

    @cached_property
    def exposures(self) -> list[tuple[str, str, str, str]]:
        """(exposure, season, trend, how it copes) in words."""
        return [
            (
                str(item.exposure)
                if item.exposure
                else str(
                    self.words.row("exposures", number, "other_exposure", item.other_exposure)
                ),
                str(item.season or ""),
                str(item.trend or ""),
                str(item.coping or ""),
            )
            for number, item in enumerate(self.sheet.exposures.all())
        ]

    @cached_property
    def references(self) -> list[Any]:
        return list(self.sheet.reference_links.all())

    @cached_property
    def images(self) -> list[Any]:
        return list(self.sheet.images.all())

    @cached_property
    def provenance(self) -> Provenance:
        return provenance(self.sheet)

    @cached_property
    def sections(self) -> list[Section]:
        return [
            Section("short", _("In short"), not (self.lede or self.description)),
            Section("how", _("How to do it"), not (self.steps or self.specifications)),
            Section("where", _("Where"), not self.sites),
            Section("people", _("Land and people"), not self.facts["people"]),
            Section("cost", _("What it costs"), not self.costs),
            Section("results", _("Results"), not self.results),
            Section("impacts", _("What changed"), not self.impacts),
            Section("pros", _("Benefits, drawbacks"), not (self.strengths or self.weaknesses)),
            Section("limits", _("Barriers and limits"), not (self.exposures or self.barriers)),
            Section("refs", _("References"), not self.references),
            Section("source", _("Source, licence"), is_empty=False),
        ]

    @cached_property
    def barriers(self) -> list[Phrase]:
        fields = ("drawbacks", "barriers", "recommendations", "exposure_comments")
        return [phrase for field in fields if (phrase := self.words.section(field))]

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The page in each language of the site, and whether the words exist in it."""
        written = {text.language for text in self.sheet.texts.all()}
        return [
            LanguageLink(
                code, language_name(code), self._url(code), code == self.language, code in written
            )
            for code in LABEL_LANGUAGES
        ]

    def _url(self, language: str) -> str:
        text = self.sheet.text_in(language)
        slug = slugify(text.title if text else "")[:80].strip("-") or "sheet"
        with override(language):
            return reverse("practices:sheet", args=[self.sheet.pk, slug])


def language_name(code: str) -> str:
    """The language's name in the reader's language; the code itself if nobody knows it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def sheet_context(sheet: PracticeSheet) -> dict[str, Any]:
    return {"sheet": sheet, "view": SheetView(sheet)}
