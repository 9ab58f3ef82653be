"""Which reports wait for the word of a peer."""

from django.contrib.auth.models import User

from practices.models import FieldReport
from practices.reading.field import grades, homes

from .showing import public_reports

MOST, LOOKED_AT = 20, 200


def waiting_for(person: User) -> tuple[list[FieldReport], bool]:
    """Of the person's zones, not answered enough and not by them, the oldest first; and whether
    the person has a published report of their own at all.
    """
    zones = homes(person.pk)
    if not zones:
        return [], False
    found = public_reports(zones__in=zones, author__isnull=False).distinct()
    others = found.exclude(author=person).exclude(answers__peer=person)
    rows = list(
        others.select_related("sheet").prefetch_related("sheet__texts").order_by("pk")[:LOOKED_AT]
    )
    graded = grades(rows)
    return [row for row in rows if not graded[row.pk].is_answered][:MOST], True
