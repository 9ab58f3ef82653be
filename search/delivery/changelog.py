"""What changed, in an order that any number of indexes can follow.

Whatever changes what can be found sends `sheets_changed`; `record` writes one row a sheet in the
same transaction. Each index keeps the number of the last row it has applied, in its own commit
(`Engine.apply(position=...)`), so a copied or restored index knows what it lacks.

A row gets its number only after its transaction is committed: ids of PostgreSQL are drawn before
the commit and become visible out of order, so an index that followed them would step over a slow
transaction. Numbers are handed out under the lock of one row, `LogState`, hence commit in order;
the slow transaction's rows get later numbers once they are there. SQLite has one writer at a time,
so there a row is numbered at once and a reader never has to write.

Only the latest row of each sheet is kept: an index that lacks the older lacks the later one too.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Exists, F, Max, Min, OuterRef

from search.models import Change, LogState

STATE_ID = 1
_STATE = """SELECT last_number, EXISTS (SELECT 1 FROM search_change WHERE number IS NULL)
FROM search_logstate WHERE id = %s"""
"""In SQL, for every search asks it: a query set takes twenty times as long to put it together."""


def record(ids: Iterable[int]) -> None:
    """Note that these sheets changed; call it inside the transaction of the change."""
    Change.objects.bulk_create([Change(sheet_id=pk) for pk in sorted(set(ids))], batch_size=1000)
    if connection.vendor == "sqlite":
        number_committed()


def last_number() -> int:
    """The last number given; every committed change has one when this returns."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [STATE_ID])
        state: tuple[int, bool] | None = cursor.fetchone()
    if state and not state[1]:
        return state[0]
    return number_committed()


@transaction.atomic
def number_committed() -> int:
    """Number every committed change that has no number yet, and return the last number.

    A range of ids is numbered, not all that wait: one that becomes visible between the two
    statements with a lower id would get a number below `first`.
    """
    state, _ = LogState.objects.select_for_update().get_or_create(pk=STATE_ID)
    waiting = Change.objects.filter(number=None)
    low, high = waiting.aggregate(low=Min("pk"), high=Max("pk")).values()
    if low is None:
        return state.last_number
    first = state.last_number + 1
    waiting.filter(pk__range=(low, high)).update(number=F("pk") - low + first)
    _forget_older_than(first)
    state.last_number = first + high - low
    state.save()
    return state.last_number


def _forget_older_than(first: int) -> None:
    """Delete what the changes from number `first` on have superseded."""
    new = Change.objects.filter(number__gte=first)
    later = Change.objects.filter(sheet_id=OuterRef("sheet_id"), number__gt=OuterRef("number"))
    Change.objects.filter(Exists(later), sheet_id__in=new.values("sheet_id")).delete()


def after(position: int, limit: int) -> Sequence[tuple[int, int]]:
    """The next (number, sheet id) that an index at `position` lacks, in order."""
    changes = Change.objects.filter(number__gt=position).order_by("number")
    rows = changes.values_list("number", "sheet_id")[:limit]
    return [(number, sheet) for number, sheet in rows if number is not None]
