"""Who does it, for the pages of sheets and practices."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User

from knowledge.members.sessions import visitor
from practices.models import FieldReport
from practices.reading.field import field_counts

from ..people import page_url
from ..saying import own
from ..showing import Own, cards, like_mine, public_reports, sentence, zone_rows

register = template.Library()
register.filter(page_url)

FIRST = 3


@register.inclusion_tag("friends/_who.html", takes_context=True)
def who_does_it(context: dict[str, Any], view: Any) -> dict[str, Any]:
    """Counts, zones and the newest reports of a sheet; and the buttons to say so too."""
    sheet = view.sheet
    if sheet.pk is None:
        return {"view": view}
    counts = view.field_counts
    any_said = any(counts.values())
    reader = _reader(context)
    like = like_mine(reader.pk, sheet=sheet) if any_said else None
    mine = own(sheet.pk, reader) if isinstance(reader, User) else None
    return {
        "view": view,
        "own": Own(mine) if mine else None,
        "reader": reader,
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
    like = like_mine(_reader(context).pk, sheet__in=ids) if any(totals.values()) else None
    return {
        "said": sentence(totals, like),
        "code": view.practice.code,
    }


def _reader(context: dict[str, Any]) -> User | AnonymousUser:
    request = context.get("request")
    return visitor(request) if request else AnonymousUser()
