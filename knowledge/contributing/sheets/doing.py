"""How to do it: the steps, and the whole in words."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet, Step

from ..fields import prose
from ..sections import Row, Rows, Section
from .words import words, write_words

WORDS = ("description", "specifications")


class StepRow(Row):
    text = forms.CharField(
        label=_("Step"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )


class Steps(Rows):
    id = "step"
    heading = _("How to do it: steps")
    hint = _("One after the other, so that a neighbour could follow.")
    more = _("Another step")
    row = StepRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for step in obj.steps.all():
            yield str(step.pk), {"text": step.text}

    def write(self, obj: PracticeSheet, language: str) -> None:
        known = {step.pk: step for step in obj.steps.all()}
        steps = []
        for place, row in enumerate(self.live):
            step = known.get(row.pk) or Step()
            step.text, step.sort_order = row.cleaned_data["text"], place
            steps.append(step)
        obj.steps.set(steps)


class Doing(Section):
    id = "doing"
    heading = _("The whole in words")
    description = prose(
        _("Description"),
        hint=_(
            "What it looks like, how it came about, what it needs. Leave a line between paragraphs."
        ),
        rows=7,
    )
    specifications = prose(
        _("Measures and materials"),
        hint=_("Spacing, depth, amounts a hectare, machines, seed."),
    )

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        return words(obj, language, WORDS)

    def write(self, obj: PracticeSheet, language: str) -> None:
        write_words(obj, language, {name: self.cleaned_data[name] for name in WORDS})
