"""Builds, shows, checks and feeds the search indexes of this site."""

import signal
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import engines
from search.delivery import comparing, following, indexing
from search.delivery.indexing import State
from search.engine import Engine, EngineError
from search.management import telling

HELP = {
    "rebuild": "build it anew; readers keep the old one meanwhile",
    "status": "say how it is; fails if it has to be rebuilt",
    "check": "compare it with the database",
    "rollback": "go back to the index before, with all that changed since",
    "follow": "bring it every change until told to end; builds it where it is lost",
}


class Command(BaseCommand):
    help = "Build, show, check or feed the search indexes: this machine's, and the cluster's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="|".join(HELP))
        for name, text in HELP.items():
            task = tasks.add_parser(name, help=text)
            task.add_argument("--engine", choices=("embedded", "elasticsearch"), help="only this")
            if name == "check":
                task.add_argument("--repair", action="store_true", help="and mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_quiet = options["verbosity"] == 0
        self.repairs = options.get("repair", False)
        chosen = self._chosen(options["engine"])
        if options["task"] == "follow":
            following.follow(chosen, until=self._told_to_end())
            return
        tasks: Mapping[str, Callable[[Engine], None]] = {
            "rebuild": self._rebuild,
            "status": self._status,
            "check": self._check,
            "rollback": self._roll_back,
        }
        for engine in chosen:
            try:
                tasks[options["task"]](engine)
            except EngineError as error:
                raise CommandError(f"{engine.name}: {error}") from error

    def _chosen(self, name: str | None) -> list[Engine]:
        found = [one.patient for one in engines.every() if name in (None, one.name)]
        if not found:
            raise CommandError("This site has no Elasticsearch: set ELASTICSEARCH_URL.")
        return found

    def _told_to_end(self) -> Event:
        end = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: end.set())
        return end

    def _say(self, *lines: str) -> None:
        if not self.is_quiet:
            self.stdout.write("\n".join(lines))

    def _rebuild(self, engine: Engine) -> None:
        indexing.rebuild(engine)
        self._say(f"Index {engine.health().generation} is in use, {telling.sheets(engine)}.")

    def _roll_back(self, engine: Engine) -> None:
        self._say(f"Index {indexing.roll_back(engine)} is in use, {telling.sheets(engine)}.")

    def _status(self, engine: Engine) -> None:
        state = indexing.state(engine)
        if state is not State.MISSING:
            self._say(*telling.health(engine))
        if not state.is_usable:
            raise CommandError(telling.SAID[state])
        self._say(telling.SAID[state])

    def _check(self, engine: Engine) -> None:
        state = indexing.state(engine)
        if not state.is_usable:
            if not self.repairs:
                raise CommandError(telling.SAID[state])
            indexing.rebuild(engine)
        difference = comparing.check(engine, repair=self.repairs)
        self._say(*telling.differences(difference))
        if not difference.all:
            self._say(f"The index agrees with the database, {telling.sheets(engine)}.")
        elif self.repairs and not (left := comparing.check(engine)).all:
            mended = telling.counted(len(difference.all))
            self._say(f"Mended {mended}: the index agrees with the database now.")
        else:
            raise CommandError(
                telling.advice(left if self.repairs else difference, repair=self.repairs)
            )
