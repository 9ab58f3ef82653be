"""How the command `index` says what it found."""

from search.delivery import indexing, refusals
from search.delivery.comparing import Difference
from search.delivery.indexing import State
from search.engine import Engine

SAID = {
    State.MISSING: "There is no index yet. Make it with: manage.py index rebuild",
    State.OUTDATED: "The index was built by another version of this program or of its libraries, "
    "and is not read any more. Renew it with: manage.py index rebuild",
    State.AHEAD: "The index knows later changes than the database: an older database was put "
    "back. Renew it with: manage.py index rebuild",
    State.BEHIND: "The index lacks recent changes; the next search takes them up.",
    State.FRESH: "The index has all that is saved.",
}
NAMED = 20
"""Sheets that a difference names one by one."""


def health(engine: Engine) -> list[str]:
    """The lines of `index status`."""
    found = engine.health()
    others = [name for name in found.generations if name != found.generation]
    return [
        f"Engine:    {engine.name}",
        f"Index:     {found.generation}",
        f"Sheets:    {found.docs} of {len(indexing.published_ids())} published",
        f"Size:      {found.size_bytes / 1e6:.1f} MB in {found.segments} segments",
        f"To do:     {counted(indexing.lag(engine))} changed",
        f"Kept too:  {', '.join(others) or 'none'}",
        *(f"Set aside: sheet {one.sheet_id}: {one.reason}" for one in refusals.of(engine.name)),
    ]


def sheets(engine: Engine) -> str:
    docs = engine.health().docs
    return f"with {counted(docs)}" if docs else "with no sheet: nothing is published yet"


def counted(number: int) -> str:
    return f"{number} sheet" if number == 1 else f"{number} sheets"


def differences(difference: Difference) -> list[str]:
    kinds = {
        "Missing (published, not in the index)": difference.missing,
        "Extra (in the index, not published)": difference.extra,
        "Stale (indexed in an old form)": difference.stale,
    }
    return [f"{kind}: {_named(ids)}" for kind, ids in kinds.items() if ids]


def _named(ids: frozenset[int]) -> str:
    first = ", ".join(map(str, sorted(ids)[:NAMED]))
    return f"{first} and {len(ids) - NAMED} more" if len(ids) > NAMED else first


def advice(difference: Difference, *, repair: bool) -> str:
    number = counted(len(difference.all))
    if repair:
        return f"{number} could not be indexed; the log says why for each."
    return f"{number} not as in the database. Mend with: manage.py index check --repair"
