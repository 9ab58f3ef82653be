"""manage.py forget keeps what "Your data" promises. Once a day; more often does no harm."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from knowledge.members.actions import forget, overdue

DAY_S = 24 * 60 * 60


class Command(BaseCommand):
    help = "Deletes what is not to be kept any longer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--daily", action="store_true", help="each day, until told to end")
        parser.add_argument("--check", action="store_true", help="fail if a day was missed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        self._run()
        if not options["daily"]:
            return None
        end = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: end.set())
        while not end.wait(DAY_S):
            close_old_connections()
            self._run()
        return None

    def _check(self) -> None:
        """For whatever watches over the site."""
        if late := overdue():
            raise CommandError(f"{late} rows should be gone since a day: run manage.py forget.")

    def _run(self) -> None:
        for name, number in forget().items():
            self.stdout.write(f"{name}: {number}")
