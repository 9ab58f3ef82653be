"""The sheet page: each section of the standard, empty ones included."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.evidence import CarbonEffect, carbon_effect
from practices.models import Assessment, ClimateExposure, Practice, PracticeSheet, SheetPractice
from practices.models.labels import LABEL_LANGUAGES, language_label, reader_language
from practices.models.rows import Phase

from .costs import Costs, costs
from .facts import Fact, Facts
from .images import ImageRow, ImagesElsewhere, images, images_elsewhere
from .locator import Locator, locator
from .places import Chip, SiteRow, chips, place_of, site_rows
from .provenance import Provenance, provenance
from .results import Citation, ImpactGroup, ResultRow, citation, impact_groups, result_rows, span
from .words import Phrase, Words, direction


@dataclass(frozen=True)
class Section:
    """An entry of the table of contents; `state` is "unknown" where there is nothing yet."""

    id: str
    title: str
    state: str


@dataclass(frozen=True)
class Crumb:
    label: str
    url: str | None


@dataclass(frozen=True)
class StepRow:
    number: int
    text: Phrase
    timing: Phrase
    phase: str


@dataclass(frozen=True)
class Opinion:
    """A strength or weakness, who sees it, and how it may be kept or overcome."""

    text: Phrase
    overcome: Phrase
    by: str


@dataclass(frozen=True)
class LimitRow:
    label: str
    verdict: str  # up | down | none
    text: str


@dataclass(frozen=True)
class Limits:
    rows: list[LimitRow]
    facts: list[Fact]
    words: list[Phrase]


@dataclass(frozen=True)
class LanguageLink:
    code: str
    label: str
    url: str
    is_original: bool


class SheetView:
    """One sheet for one reader. Templates read its properties; each is built once."""

    def __init__(self, sheet: PracticeSheet, language: str | None = None) -> None:
        self.sheet = sheet
        self.language = language or reader_language()
        self.words = Words(sheet, self.language)
        self._facts = Facts(sheet, self.words)

    @cached_property
    def title(self) -> Phrase:
        return self.words.section("title")

    @property
    def title_language(self) -> str:
        return self.title.language

    @property
    def direction(self) -> str:
        return direction(self.title_language)

    @cached_property
    def local_name(self) -> Phrase:
        return self.words.section("local_name")

    @cached_property
    def lede(self) -> Phrase:
        return self.words.section("summary")

    @cached_property
    def description(self) -> Phrase:
        return self.words.section("description")

    @cached_property
    def control(self) -> Phrase:
        return self.words.section("control_description")

    @property
    def kicker(self) -> str:
        return _("Practice sheet · %(basis)s") % {"basis": self.sheet.get_basis_display()}

    @property
    def note(self) -> str:
        """Says it when the words are not in the reader's language."""
        if self.title_language == self.language:
            return ""
        return _("In %(language)s: not translated yet.") % {
            "language": language_label(self.title_language)
        }

    @cached_property
    def place_line(self) -> str:
        sites = list(self.sheet.sites.all())
        return place_of(sites[0]) if sites else ""

    @property
    def period(self) -> str:
        return span(self.sheet.start_year, self.sheet.end_year)

    @cached_property
    def practices(self) -> list[Practice]:
        return self._practices(SheetPractice.Role.MAIN)

    @cached_property
    def context_practices(self) -> list[Practice]:
        return self._practices(SheetPractice.Role.CONTEXT)

    def _practices(self, role: str) -> list[Practice]:
        return [link.practice for link in self.sheet.practice_links.all() if link.role == role]

    @cached_property
    def crumbs(self) -> list[Crumb]:
        first = self.practices[:1]
        return [
            Crumb(_("Practices"), reverse("practices:practice_list")),
            *(Crumb(practice.label, practice.get_absolute_url()) for practice in first),
            Crumb(self.title, None),
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        return chips(self.sheet)

    @cached_property
    def effect(self) -> CarbonEffect:
        return carbon_effect(self.sheet)

    @property
    def facts(self) -> list[Fact]:
        return self._facts.short

    @property
    def people(self) -> list[Fact]:
        return self._facts.people

    @property
    def place_facts(self) -> list[Fact]:
        return self._facts.place

    @property
    def adoption(self) -> list[Fact]:
        return self._facts.adoption

    @cached_property
    def steps(self) -> list[StepRow]:
        """The tutorial; where nobody wrote one, the activities that establish and maintain."""
        return self._written_steps() or self._activities()

    def _written_steps(self) -> list[StepRow]:
        nothing = self.words.phrase("", self.language)
        return [
            StepRow(number + 1, self.words.row("steps", number, "text", step.text), nothing, "")
            for number, step in enumerate(self.sheet.steps.all())
        ]

    def _activities(self) -> list[StepRow]:
        numbered = list(enumerate(self.sheet.activities.all()))
        phases = [[(n, a) for n, a in numbered if a.phase == phase] for phase in Phase]
        is_named = all(phases)
        return [
            StepRow(
                place,
                self.words.row("activities", number, "text", activity.text),
                self.words.row("activities", number, "timing", activity.timing),
                activity.get_phase_display().capitalize() if is_named else "",
            )
            for phase in phases
            for place, (number, activity) in enumerate(phase, 1)
        ]

    @cached_property
    def specifications(self) -> Phrase:
        return self.words.section("specifications")

    @cached_property
    def images(self) -> list[ImageRow]:
        return images(self.sheet, self.words)

    @cached_property
    def images_elsewhere(self) -> ImagesElsewhere | None:
        return images_elsewhere(self.sheet)

    @cached_property
    def sites(self) -> list[SiteRow]:
        return site_rows(self.sheet)

    @cached_property
    def locator(self) -> Locator | None:
        return locator(list(self.sheet.sites.all()))

    @cached_property
    def costs(self) -> Costs | None:
        return costs(self.sheet, self.words, self._facts)

    @cached_property
    def results(self) -> list[ResultRow]:
        return result_rows(self.sheet)

    @cached_property
    def impacts(self) -> list[ImpactGroup]:
        return impact_groups(self.sheet, self.words)

    @cached_property
    def impact_comments(self) -> list[Phrase]:
        return self.words.sections("impact_comments", "offsite_impact_comments")

    @cached_property
    def strengths(self) -> list[Opinion]:
        return self._opinions(Assessment.Kind.STRENGTH)

    @cached_property
    def weaknesses(self) -> list[Opinion]:
        return self._opinions(Assessment.Kind.WEAKNESS)

    def _opinions(self, kind: str) -> list[Opinion]:
        return [
            Opinion(
                self.words.row("assessments", number, "text", item.text),
                self.words.row("assessments", number, "overcome", item.overcome),
                item.get_view_display(),
            )
            for number, item in enumerate(self.sheet.assessments.all())
            if item.kind == kind
        ]

    @cached_property
    def limits(self) -> Limits | None:
        rows = [self._limit(n, item) for n, item in enumerate(self.sheet.exposures.all())]
        words = self.words.sections(
            "drawbacks", "barriers", "recommendations", "exposure_comments", "general_comments"
        )
        return Limits(rows, [], words) if rows or words else None

    def _limit(self, number: int, item: ClimateExposure) -> LimitRow:
        other = self.words.row("exposures", number, "other_exposure", item.other_exposure)
        parts = (str(item.exposure or other), str(item.season or ""), str(item.trend or ""))
        return LimitRow(
            label=", ".join(part for part in parts if part),
            verdict=_coping_verdict(item.coping.code if item.coping else ""),
            text=str(item.coping or _("not known")),
        )

    @cached_property
    def references(self) -> list[Citation]:
        links = self.sheet.reference_links.all()
        return [citation(link.reference, link.note) for link in links]

    @cached_property
    def provenance(self) -> Provenance:
        return provenance(self.sheet)

    @cached_property
    def sections(self) -> list[Section]:
        return [
            Section(name, title, "" if content else "unknown")
            for name, title, content in (
                ("short", _("In short"), self.lede or self.description),
                ("how", _("How to do it"), self.steps or self.specifications),
                ("where", _("Where"), self.sites),
                ("people", _("Land and people"), self.people),
                ("cost", _("What it costs"), self.costs),
                ("results", _("Results"), self.results),
                ("impacts", _("What changed"), self.impacts),
                ("pros", _("Benefits, drawbacks"), self.strengths or self.weaknesses),
                ("limits", _("Barriers and limits"), self.limits),
                ("who", _("Who does it"), self.adoption),
                ("references", _("References"), self.references),
                ("source", _("Source, licence"), True),
            )
        ]

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The page in each language that the words exist in, among those of the site."""
        written = {text.language: text for text in self.sheet.texts.all()}
        return [
            LanguageLink(code, language_label(code), self._url(code), written[code].is_original)
            for code in LABEL_LANGUAGES
            if code in written
        ]

    def _url(self, language: str) -> str:
        text = self.sheet.text_in(language)
        slug = slugify(text.title if text else "")[:80].strip("-") or "sheet"
        with override(language):
            return reverse("practices:sheet", args=[self.sheet.pk, slug])


def _coping_verdict(code: str) -> str:
    """`cope_well` and `cope_very_well` copes; `cope_not_well`, `cope_not_well_at_all` does not."""
    if "not_well" in code:
        return "down"
    return "up" if "well" in code else "none"


def sheet_context(sheet: PracticeSheet) -> dict[str, Any]:
    return {"sheet": sheet, "view": SheetView(sheet)}
