"""The parts of a page of the wiki in the editor of all."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from knowledge.contributing.fields import line, prose
from knowledge.contributing.sections import Section
from knowledge.contributing.sheets.start import practice_choices
from practices.models import Practice, Zone

from .forms import VersionField, kind_choices
from .models import MAX_SUMMARY, WikiPage

MAX_TEXT, MAX_CATEGORY, MAX_CATEGORIES = 200_000, 60, 12


def practices_or_none() -> list[Any]:
    return [("", _("None")), *practice_choices()]


def zones_or_none() -> list[Any]:
    """Each as "scheme:code", under the name of its scheme."""
    groups: dict[str, list[tuple[str, str]]] = {str(label): [] for label in Zone.Scheme.labels}
    for zone in Zone.objects.all():
        groups[zone.get_scheme_display()].append((f"{zone.scheme}:{zone.code}", zone.label))
    return [("", _("None")), *groups.items()]


class What(Section):
    id = "page"
    heading = _("What it is")
    original = VersionField()
    title = line(_("Title"), hint=_("Links find the page by it."), required=True, most=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    summary = prose(
        _("In one sentence: what does one learn here?"),
        hint=_("It stands below the title and in lists. 240 characters at most."),
        rows=3,
        required=True,
        most=MAX_SUMMARY,
    )

    @classmethod
    def values(cls, obj: WikiPage, language: str) -> dict[str, Any]:
        return {
            "original": obj.translated_from_id,
            "title": obj.title,
            "kind": obj.kind,
            "summary": obj.summary,
        }

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def write(self, obj: WikiPage, language: str) -> None:
        obj.translated_from = self.cleaned_data["original"]
        obj.title = obj.draft_title = self.cleaned_data["title"]
        obj.kind, obj.summary = self.cleaned_data["kind"], self.cleaned_data["summary"]


class Text(Section):
    id = "text"
    heading = _("The text")
    hint = _(
        "## begins a heading, - a list, **two stars** make bold. [[Cover crops]] links to a page, "
        "[[practice:mulching]] to a practice, [[sheet:12]] to a sheet, [[zone:BSh]] to a climate. "
        "Name your sources at the end. “Preview” shows the page."
    )
    body = prose(_("Text"), rows=24, required=True, most=MAX_TEXT)

    @classmethod
    def values(cls, obj: WikiPage, language: str) -> dict[str, Any]:
        return {"body": obj.text}

    def write(self, obj: WikiPage, language: str) -> None:
        obj.text = self.cleaned_data["body"]


class Around(Section):
    id = "around"
    heading = _("Where it belongs")
    practice = forms.ChoiceField(
        label=_("Practice that it is about"), required=False, choices=practices_or_none
    )
    zone = forms.ChoiceField(
        label=_("Climate or soil that it is about"), required=False, choices=zones_or_none
    )
    categories = line(_("Categories"), hint=_("A few words, with commas between."))

    @classmethod
    def values(cls, obj: WikiPage, language: str) -> dict[str, Any]:
        names = sorted(tag.name for tag in obj.categories.all())
        practice = obj.practice.code if obj.practice else ""
        zone = f"{obj.zone.scheme}:{obj.zone.code}" if obj.zone else ""
        return {"practice": practice, "zone": zone, "categories": ", ".join(names)}

    def clean_categories(self) -> list[str]:
        """Capitals make no other category; what is there already keeps its own, else the first."""
        words = (" ".join(word.split()) for word in self.cleaned_data["categories"].split(","))
        names = list({word.casefold(): word for word in reversed(list(words)) if word}.values())
        if len(names) > MAX_CATEGORIES or any(len(name) > MAX_CATEGORY for name in names):
            raise forms.ValidationError(
                _("At most %(many)s categories, each of at most %(long)s characters."),
                params={"many": MAX_CATEGORIES, "long": MAX_CATEGORY},
            )
        alike = (Q(name__iexact=name) for name in names)
        tags = Tag.objects.filter(reduce(or_, alike, Q(pk=None)))
        known = {tag.name.casefold(): tag.name for tag in tags}
        return [known.get(name.casefold(), name) for name in names]

    def write(self, obj: WikiPage, language: str) -> None:
        obj.practice = Practice.objects.filter(code=self.cleaned_data["practice"]).first()
        scheme, _colon, code = self.cleaned_data["zone"].partition(":")
        obj.zone = Zone.objects.filter(scheme=scheme, code=code).first()
        obj.categories.set(self.cleaned_data["categories"])
