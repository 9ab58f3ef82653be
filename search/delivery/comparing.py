"""Compares an index with the database, sheet by sheet, and mends it."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.delivery import changelog
from search.delivery.indexing import catch_up, published_ids
from search.engine import Engine
from search.sheets import documents


@dataclass(frozen=True)
class Difference:
    """Sheets that an index lacks, has although it should not, or has in an old form."""

    missing: frozenset[int]
    extra: frozenset[int]
    stale: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.missing | self.extra | self.stale


def check(engine: Engine, *, repair: bool = False) -> Difference:
    """Compare each document with what the database says now.

    repair: note the differences in the change log, so that every index of the site mends them,
    and drain this one.
    """
    catch_up(engine, math.inf)
    suspects = _difference(engine, published_ids())
    catch_up(engine, math.inf)  # what changed during the first look is no difference
    difference = _difference(engine, _published_among(suspects.all), only=suspects.all)
    if repair and difference.all:
        changelog.record(difference.all)
        catch_up(engine, math.inf)
    return difference


def _published_among(ids: Iterable[int]) -> list[int]:
    wanted = set(ids)
    return [pk for pk in published_ids() if pk in wanted]


def _difference(
    engine: Engine, published: Collection[int], only: Collection[int] | None = None
) -> Difference:
    indexed = {pk: digest for pk, digest in engine.digests().items() if only is None or pk in only}
    expected = {doc.id: doc.digest() for doc in documents(published)}
    return Difference(
        missing=frozenset(set(published) - indexed.keys()),
        extra=frozenset(indexed.keys() - set(published)),
        stale=frozenset(pk for pk, digest in expected.items() if indexed.get(pk, digest) != digest),
    )
