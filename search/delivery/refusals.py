"""Sheets that an index will not take as they are: set aside, named, tried again when changed."""

from collections.abc import Collection

from search.engine import Refusals
from search.models import Refusal


def note(engine: str, tried: Collection[int], refused: Refusals) -> None:
    """Keep what was refused of the sheets that were tried; what was taken is refused no more."""
    Refusal.objects.filter(engine=engine, sheet_id__in=tried).delete()
    Refusal.objects.bulk_create(
        Refusal(engine=engine, sheet_id=pk, reason=reason[:500]) for pk, reason in refused.items()
    )


def of(engine: str) -> list[Refusal]:
    return list(Refusal.objects.filter(engine=engine).order_by("sheet_id"))
