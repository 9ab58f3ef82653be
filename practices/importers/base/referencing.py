"""Publications: one row a key, however many sheets and sources name it."""

from collections import defaultdict
from collections.abc import Iterable

from practices.models import Reference

COLUMNS = ("title", "authors", "year", "container", "volume", "pages", "doi", "url")


def write_references(references: Iterable[Reference]) -> None:
    """Give each its primary key. What a newer record does not say of a publication stays."""
    by_key: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        by_key[reference.key].append(reference)
    rows = {row.key: row for row in Reference.objects.filter(key__in=by_key)}
    new = {key: Reference(key=key) for key in by_key.keys() - rows.keys()}
    rows |= new
    changed = {key for key, same in by_key.items() if _takes_over(rows[key], same)}
    _upsert([rows[key] for key in sorted(changed | new.keys())])
    for key, same in by_key.items():
        for reference in same:
            reference.pk = rows[key].pk


def _takes_over(row: Reference, references: Iterable[Reference]) -> bool:
    """Set on `row` what the references say; whether anything is different now."""
    before = [getattr(row, name) for name in COLUMNS]
    for reference in references:
        for name in COLUMNS:
            setattr(row, name, getattr(reference, name) or getattr(row, name))
    return before != [getattr(row, name) for name in COLUMNS]


def _upsert(rows: list[Reference]) -> None:
    Reference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=list(COLUMNS)
    )
