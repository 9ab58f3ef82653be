"""Tells people by mail what is new of what they follow. Run it every minute; twice does no harm."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from knowledge.following.actions import look_into_searches, send_waiting, write_mails


class Command(BaseCommand):
    help = "Write and send the mails about what people follow, as far as they are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="again, until told to end")

    def handle(self, *args: Any, **options: Any) -> None:
        end = Event()
        if options["every"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: end.set())
        self._run()
        while options["every"] and not end.wait(options["every"]):
            close_old_connections()
            self._run()

    def _run(self) -> None:
        look_into_searches()
        write_mails()
        sent = send_waiting()
        if sent:
            self.stdout.write(f"Sent: {sent}.")
