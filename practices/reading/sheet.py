"""The sheet page: each section of the standard, empty ones included."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from practices.completeness import Completeness, completeness
from practices.evidence import CarbonEffect, carbon_effect
from practices.models import Assessment, Practice, PracticeSheet, SheetPractice
from practices.models.labels import language_label, reader_language

from .costs import Costs, costs
from .facts import Fact, Facts
from .field import field_counts, no_reports
from .frame import Crumb, LanguageLink, Section, language_links
from .history import HistoryRow, history
from .images import ImageRow, ImagesElsewhere, images, images_elsewhere
from .locator import Locator, locator
from .narrative import Limits, Opinion, StepRow, limits, opinions, step_rows
from .places import Chip, Place, SiteRow, chips, place_of, site_rows
from .provenance import Provenance, provenance
from .related import RelatedSheet, related_sheets
from .results import Citation, ImpactGroup, ResultRow, citation, impact_groups, result_rows, span
from .versions import Version
from .words import Phrase, Words, direction


class SheetView:
    """One sheet for one reader. Templates read its properties; each is built once."""

    def __init__(
        self, sheet: PracticeSheet, language: str | None = None, version: str = ""
    ) -> None:
        self.sheet = sheet
        self._asked_version = version
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
        if self.title_language == self.language or self.words.count.done:
            return ""
        return _("In %(language)s: not translated yet.") % {
            "language": language_label(self.title_language)
        }

    @property
    def partly(self) -> str:
        """Says how much of a translation is missing or outdated; empty where all is right."""
        count = self.words.count
        if self.note or not count.left:
            return ""
        said = [
            (count.missing, _("Not translated yet: %(number)s of %(all)s paragraphs.")),
            (count.outdated, _("Outdated, since the original has changed: %(number)s of %(all)s.")),
        ]
        return " ".join(text % {"number": n, "all": count.all} for n, text in said if n)

    @cached_property
    def place_line(self) -> Place:
        sites = list(self.sheet.sites.all())
        return place_of(sites[0]) if sites else Place()

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
        return step_rows(self.sheet, self.words)

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
        return opinions(self.sheet, self.words, Assessment.Kind.STRENGTH)

    @cached_property
    def weaknesses(self) -> list[Opinion]:
        return opinions(self.sheet, self.words, Assessment.Kind.WEAKNESS)

    @cached_property
    def limits(self) -> Limits | None:
        return limits(self.sheet, self.words)

    @cached_property
    def references(self) -> list[Citation]:
        links = self.sheet.reference_links.all()
        return [citation(link.reference, link.note) for link in links]

    @property
    def has_cut_texts(self) -> bool:
        return self.words.has_cut

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
                ("who", _("Who does it"), self.adoption or any(self.field_counts.values())),
                ("references", _("References"), self.references),
                ("related", _("Similar sheets elsewhere"), True),
                ("source", _("Source, licence"), True),
            )
        ]

    @cached_property
    def field_counts(self) -> dict[str, int]:
        """How many report that they do it, tried it or stopped; and "verified"."""
        return field_counts([self.sheet.pk])[self.sheet.pk] if self.sheet.pk else no_reports()

    @cached_property
    def related(self) -> list[RelatedSheet]:
        return related_sheets(self.sheet)

    @cached_property
    def completeness(self) -> Completeness:
        return completeness(self.sheet)

    @cached_property
    def history(self) -> list[HistoryRow]:
        return history(self.sheet)

    @cached_property
    def version(self) -> Version:
        return Version(self.sheet, self._asked_version)

    @cached_property
    def languages(self) -> list[LanguageLink]:
        return language_links(self.sheet)


def sheet_context(sheet: PracticeSheet, version: str = "") -> dict[str, Any]:
    """`version` is the one that a reader asks for, as printed; see `versions`."""
    return {"sheet": sheet, "view": SheetView(sheet, version=version)}
