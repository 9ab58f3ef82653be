"""Who does it, for the pages of sheets and practices."""

from typing import Any

from django import template

from knowledge.members.sessions import visitor
from practices.models import FieldReport
from practices.reading.field import field_counts

from ..people import page_url
from ..showing import cards, like_mine, public_reports, sentence, zone_rows

register = template.Library()
register.filter(page_url)

FIRST = 5


@register.inclusion_tag("friends/_who.html", takes_context=True)
def who_does_it(context: dict[str, Any], view: Any) -> dict[str, Any]:
    """Counts, zones and the newest reports of a sheet; and the buttons to say so too."""
    sheet = view.sheet
    if sheet.pk is None:
        return {"view": view}
    counts = view.field_counts
    any_said = any(counts.values())
    like = like_mine(_reader(context), sheet=sheet) if any_said else None
    return {
        "view": view,
        "said": sentence(counts, like),
        "verified": counts["verified"],
        "zones": zone_rows(sheet=sheet) if any_said else [],
        "cards": cards(public_reports(sheet=sheet)[:FIRST]) if any_said else [],
        "more": sum(counts[what] for what in FieldReport.What.values) > FIRST,
    }


@register.inclusion_tag("friends/_pooled.html", takes_context=True)
def who_does_practice(context: dict[str, Any], view: Any) -> dict[str, Any]:
    """The reports of all sheets of a practice together."""
    ids = view.sheet_ids
    totals = dict.fromkeys((*FieldReport.What.values, "verified"), 0)
    for counts in field_counts(ids).values():
        totals = {name: totals[name] + counts[name] for name in totals}
    like = like_mine(_reader(context), sheet__in=ids) if any(totals.values()) else None
    return {
        "said": sentence(totals, like),
        "code": view.practice.code,
    }


def _reader(context: dict[str, Any]) -> int | None:
    request = context.get("request")
    return visitor(request).pk if request else None
