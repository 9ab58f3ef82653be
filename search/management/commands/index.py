"""Builds, shows and checks the search index of this machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import indexing
from search.engine import Engine, EngineError
from search.indexing import Difference, State

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


class Command(BaseCommand):
    help = "Build, show or check the search index of this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="rebuild|status|check")
        tasks.add_parser("rebuild", help="build it anew; readers keep the old one meanwhile")
        tasks.add_parser("status", help="say how it is; fails if it has to be rebuilt")
        checking = tasks.add_parser("check", help="compare it with the database")
        checking.add_argument("--repair", action="store_true", help="and mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_quiet = options["verbosity"] == 0
        engine = indexing.current_engine()
        try:
            if options["task"] == "check":
                self._check(engine, repair=options["repair"])
            else:
                {"rebuild": self._rebuild, "status": self._status}[options["task"]](engine)
        except EngineError as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        if not self.is_quiet:
            self.stdout.write(line)

    def _rebuild(self, engine: Engine) -> None:
        indexing.rebuild(engine)
        self._say(f"Index {engine.health().generation} is in use, {_sheets(engine)}.")

    def _status(self, engine: Engine) -> None:
        state = indexing.state(engine)
        if state is not State.MISSING:
            self._describe(engine)
        if not state.is_usable:
            raise CommandError(SAID[state])
        self._say(SAID[state])

    def _describe(self, engine: Engine) -> None:
        health = engine.health()
        self._say(f"Index:     {health.generation}")
        self._say(f"Sheets:    {health.docs} of {len(indexing.published_ids())} published")
        self._say(f"Size:      {health.size_bytes / 1e6:.1f} MB in {health.segments} segments")
        self._say(f"To do:     {_counted(indexing.lag(engine))} changed")
        others = [name for name in health.generations if name != health.generation]
        self._say(f"Kept too:  {', '.join(others) or 'none'}")

    def _check(self, engine: Engine, *, repair: bool) -> None:
        if not indexing.state(engine).is_usable:
            if not repair:
                raise CommandError(SAID[indexing.state(engine)])
            indexing.rebuild(engine)
        difference = indexing.check(engine, repair=repair)
        for line in _described(difference):
            self._say(line)
        if not difference.all:
            self._say(f"The index agrees with the database, {_sheets(engine)}.")
        elif repair and not (left := indexing.check(engine)).all:
            self._say(f"Mended {len(difference.all)}: the index agrees with the database now.")
        else:
            raise CommandError(_advice(left if repair else difference, repair=repair))


def _sheets(engine: Engine) -> str:
    docs = engine.health().docs
    return f"with {_counted(docs)}" if docs else "with no sheet: nothing is published yet"


def _counted(number: int) -> str:
    return f"{number} sheet" if number == 1 else f"{number} sheets"


def _described(difference: Difference) -> list[str]:
    kinds = {
        "Missing (published, not in the index)": difference.missing,
        "Extra (in the index, not published)": difference.extra,
        "Stale (indexed in an old form)": difference.stale,
    }
    return [f"{kind}: {_named(ids)}" for kind, ids in kinds.items() if ids]


def _named(ids: frozenset[int]) -> str:
    first = ", ".join(map(str, sorted(ids)[:NAMED]))
    return f"{first} and {len(ids) - NAMED} more" if len(ids) > NAMED else first


def _advice(difference: Difference, *, repair: bool) -> str:
    number = _counted(len(difference.all))
    if repair:
        return f"{number} could not be indexed; the log says why for each."
    return f"{number} not as in the database. Mend with: manage.py index check --repair"
