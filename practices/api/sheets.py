"""The sheets of the API: pages of all, what changed since, one whole."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.db.models import F, QuerySet, Value
from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.errors import HttpError
from pydantic import WithJsonSchema

from practices.api.full import Sheet, whole
from practices.api.paging import EPOCH, FORM, Moment, Place, following, place_of, within
from practices.api.records import FREE_TO_PASS_ON, moment, open_sheets, records
from practices.api.schemas import Language, Problem, SheetPage
from practices.models import PracticeSheet, Tombstone
from practices.reading.gone import gone

router = Router(tags=["sheets"])

MOST = 100
LARGEST_ID = 2**55

Entry = tuple[datetime, int, bool]
"""When it changed, the sheet, whether it is public."""

Cursor = Annotated[
    str | None,
    WithJsonSchema({"type": "string", "pattern": FORM}),
    Query(None, description="Of the page before, from its `next`."),
]
Since = Annotated[
    Moment | None,
    WithJsonSchema({"type": "string", "format": "date-time"}),
    Query(
        None,
        description="Only what changed, or was removed, at this time or after; oldest first.",
        examples=["2026-01-31T00:00:00Z"],
    ),
]


@router.get("/sheets", response={200: SheetPage, 400: Problem, 422: Problem}, summary="All sheets")
def sheets(
    request: HttpRequest,
    lang: Language = "en",
    changed_since: Since = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Sheets of a page.")] = 50,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """By id; with `changed_since` by time of change, each sheet at its latest change, and with
    the ids of those that are not public any more. Follow `next` until it is null.
    """
    place = place_of(cursor) if cursor is not None else Place()
    if changed_since is None:
        entries = _all(place, limit + 1)
    else:
        entries = _changed(within(changed_since), place, limit + 1)
    shown, more = entries[:limit], entries[limit:]
    given = {"lang": lang, "changed_since": changed_since and changed_since.isoformat()}
    last = Place(shown[-1][0], shown[-1][1]) if shown else place
    return {
        "sheets": records([pk for _, pk, is_public in shown if is_public], lang),
        "removed": [_removed(when, pk) for when, pk, is_public in shown if not is_public],
        "next": following(request.path, {**given, "limit": limit}, last) if more else None,
    }


def _removed(when: datetime, pk: int) -> dict[str, Any]:
    return {"id": pk, "removed": moment(when)}


def _all(place: Place, limit: int) -> list[Entry]:
    """By id: whatever is published meanwhile comes at the end."""
    found = open_sheets().filter(pk__gt=place.id).order_by("pk").values_list("pk", flat=True)
    return [(EPOCH, pk, True) for pk in found[:limit]]


def _changed(since: datetime, place: Place, limit: int) -> list[Entry]:
    """By time and id; what changes meanwhile moves to the end, and is met again there."""
    public = open_sheets()
    hidden = PracticeSheet.objects.filter(first_published_at__isnull=False).exclude(
        live=True, licence__in=FREE_TO_PASS_ON
    )
    parts: Sequence[tuple[QuerySet[Any], str, str, bool]] = (
        (public, "changed_at", "pk", True),
        (hidden, "changed_at", "pk", False),
        (Tombstone.objects.all(), "removed_at", "sheet_id", False),
    )
    found = [entry for part in parts for entry in _part(since, place, limit, *part)]
    return sorted(found)[:limit]


def _part(
    since: datetime,
    place: Place,
    limit: int,
    rows: QuerySet[Any],
    when: str,
    key: str,
    is_public: bool,
) -> list[Entry]:
    """The first entries of one kind behind the place."""
    at_least = rows.filter(**{f"{when}__gte": max(since, place.changed_at)})
    behind = at_least.exclude(**{when: place.changed_at, f"{key}__lte": place.id})
    columns = (F(when), F(key), Value(is_public))
    ordered = behind.order_by(when, key).values_list(*columns)
    return [(changed, pk, public) for changed, pk, public in ordered[:limit]]


@router.get(
    "/sheets/{id}",
    response={200: Sheet, 404: Problem, 410: Problem, 422: Problem},
    summary="A whole sheet",
)
def sheet(
    request: HttpRequest,
    id: Annotated[int, Path(ge=1, le=LARGEST_ID)],
    lang: Language = "en",
) -> Any:
    """All words in all languages, rows, measurements with their papers, sites with their zones,
    where it comes from and on which terms. 410 for a sheet that was public once.
    """
    found = whole(id, lang)
    if found is not None:
        return found
    if was := gone(id):
        raise HttpError(410, f"Sheet {id} was removed: {was.reason}")
    raise HttpError(404, f"There is no sheet {id}. /api/v1/sheets lists all.")
