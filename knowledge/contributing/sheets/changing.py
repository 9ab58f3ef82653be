"""What changed on the land, as people judge it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import Impact, PracticeSheet, Term
from practices.vocabularies import impact_group_label, read_terms

from ..fields import prose
from ..sections import Row, Rows

LEVELS = [
    ("3", _("+3, much for the better")),
    ("2", _("+2")),
    ("1", _("+1, a little for the better")),
    ("0", _("0, no change")),
    ("-1", _("−1, a little for the worse")),
    ("-2", _("−2")),
    ("-3", _("−3, much for the worse")),
]


@cache
def _groups() -> dict[str, str]:
    return {row["code"]: row.get("parent", "").partition(":")[2] for row in read_terms("impact")}


def indicator_choices() -> list[Any]:
    """Under their groups, in the reader's language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for term in Term.objects.filter(vocabulary__code="impact"):
        found.setdefault(_groups().get(term.code, ""), []).append((term.code, term.label))
    return [(impact_group_label(group), terms) for group, terms in found.items()]


class ImpactRow(Row):
    indicator = forms.ChoiceField(label=_("What changed"), choices=indicator_choices)
    value = forms.ChoiceField(
        label=_("How much"), choices=[("", _("not judged")), *LEVELS], required=False
    )
    comment = prose(_("In your words"), rows=2)
    ready = ("indicator",)


class Changed(Rows):
    id = "changed"
    heading = _("What changed")
    hint = _("What you see on the land and at home, for better or worse.")
    more = _("Another change")
    row = ImpactRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for one in _listed(obj):
            code = one.indicator.code if one.indicator else ""
            value = "" if one.value is None else str(one.value)
            yield str(one.pk), {"indicator": code, "value": value, "comment": one.comment}

    def write(self, obj: PracticeSheet, language: str) -> None:
        """What a source says in words of its own is none of the form's business."""
        listed = {one.pk: one for one in _listed(obj)}
        kept = [one for one in obj.impacts.all() if one.pk not in listed]
        impacts = [_filled(listed.get(row.pk) or Impact(), row.cleaned_data) for row in self.live]
        for place, one in enumerate((*impacts, *kept)):
            one.sort_order = place
        obj.impacts.set([*impacts, *kept])


def _listed(obj: PracticeSheet) -> list[Impact]:
    return [one for one in obj.impacts.all() if one.indicator_id]


def _filled(one: Impact, data: dict[str, Any]) -> Impact:
    one.indicator = Term.objects.get(vocabulary__code="impact", code=data["indicator"])
    one.group = _groups().get(data["indicator"], one.group)
    one.value = int(data["value"]) if data["value"] else None
    one.comment = data["comment"]
    return one
