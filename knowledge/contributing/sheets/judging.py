"""Benefits and drawbacks, limits, and who does it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import Assessment, PracticeSheet

from ..fields import Number, Year, prose
from ..sections import Row, Rows, Section
from .words import words, write_words

LIMITS = ("barriers", "recommendations")
WHO = ("implementation_comments", "adoption_comments")


class JudgedRow(Row):
    kind = forms.ChoiceField(
        label=_("It is"),
        choices=[
            (Assessment.Kind.STRENGTH, _("a benefit")),
            (Assessment.Kind.WEAKNESS, _("a drawback")),
        ],
    )
    view = forms.ChoiceField(
        label=_("Who says so"),
        choices=[
            (Assessment.View.LAND_USER, _("people who work the land")),
            (Assessment.View.COMPILER, _("who writes this sheet")),
        ],
    )
    text = forms.CharField(
        label=_("What"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    overcome = prose(_("How a drawback can be overcome"), rows=2)
    ready = ("kind", "view")


class Judged(Rows):
    id = "judged"
    heading = _("Benefits and drawbacks")
    hint = _("What did not work helps others as much as what did.")
    more = _("Another one")
    row = JudgedRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for one in obj.assessments.all():
            names = ("kind", "view", "text", "overcome")
            yield str(one.pk), {name: getattr(one, name) for name in names}

    def write(self, obj: PracticeSheet, language: str) -> None:
        known = {one.pk: one for one in obj.assessments.all()}
        judged = []
        for place, row in enumerate(self.live):
            one = known.get(row.pk) or Assessment()
            one.sort_order = place
            for name in ("kind", "view", "text", "overcome"):
                setattr(one, name, row.cleaned_data[name])
            judged.append(one)
        obj.assessments.set(judged)


class Limits(Section):
    id = "limits"
    heading = _("Barriers and limits")
    barriers = prose(_("What keeps people from doing it"))
    recommendations = prose(_("What you would advise"))

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        return words(obj, language, LIMITS)

    def write(self, obj: PracticeSheet, language: str) -> None:
        write_words(obj, language, {name: self.cleaned_data[name] for name in LIMITS})


class Who(Section):
    id = "who"
    heading = _("Who does it, and since when")
    start_year = Year(label=_("Since (year)"))
    end_year = Year(label=_("Until (year), if it has ended"))
    area_covered_km2 = Number(label=_("On how much land"), lowest=0, unit="km²")
    implementation_comments = prose(_("How it came there and spread"))
    adoption_comments = prose(_("How many do it, and why they go on or stopped"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("start_year"), data.get("end_year")
        if first and last and last < first:
            self.add_error("end_year", _("It ended before it began."))
        return data

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        facts = ("start_year", "end_year", "area_covered_km2")
        return {name: getattr(obj, name) for name in facts} | words(obj, language, WHO)

    def write(self, obj: PracticeSheet, language: str) -> None:
        for name in ("start_year", "end_year", "area_covered_km2"):
            setattr(obj, name, self.cleaned_data[name])
        write_words(obj, language, {name: self.cleaned_data[name] for name in WHO})
