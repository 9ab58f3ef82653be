"""Many rows into one table.

Django's `bulk_create` compiles each value of each row: about 50 µs a row, of which the database
takes 3 (benchmarks/imports.py). Here a row is a tuple for one prepared statement.
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, models

# Fields whose Python value is what both databases take.
_AS_IT_IS = (
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.ForeignKey,
    models.IntegerField,
    models.TextField,
)


# Rows a statement where several share one; 52 columns are far from SQLite's 32,766 values.
_CHUNK = 100


class _Prepared(NamedTuple):
    """A statement but for the rows, places for one, its values, and those that need converting."""

    statement: str
    places: str
    values: Callable[[Any], tuple[Any, ...]]
    odd: list[tuple[int, Any]]

    def of(self, row: models.Model) -> list[Any]:
        values = list(self.values(vars(row)))
        for place, column in self.odd:
            values[place] = column.get_db_prep_save(values[place], connection)
        return values


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows. They do not get to know their primary keys."""
    prepared = _prepared(model)
    values = [prepared.of(row) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(prepared.statement + prepared.places, values)


def insert_and_number(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows, and give each its primary key."""
    prepared = _prepared(model)
    rows = list(rows)
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        places = ", ".join([prepared.places] * len(chunk))
        values = [value for row in chunk for value in prepared.of(row)]
        with connection.cursor() as cursor:
            cursor.execute(f"{prepared.statement}{places} RETURNING id", values)
            for row, (pk,) in zip(chunk, cursor.fetchall(), strict=True):
                row.pk = pk


@cache
def _prepared(model: type[models.Model]) -> _Prepared:
    fields: list[Any] = list(model._meta.local_concrete_fields)
    columns = [column for column in fields if not column.primary_key]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    return _Prepared(
        f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ",  # noqa: S608  our names
        f"({', '.join(['%s'] * len(columns))})",
        itemgetter(*(column.attname for column in columns)),
        [(n, column) for n, column in enumerate(columns) if not isinstance(column, _AS_IT_IS)],
    )
