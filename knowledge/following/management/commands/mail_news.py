"""Tells people by mail what is new of what they follow. Run it every minute; twice does no harm."""

import signal
from argparse import ArgumentParser
from datetime import timedelta
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from knowledge.following.actions import look_into_searches, send_waiting, write_mails
from knowledge.following.models import NewsMail

LONG = timedelta(minutes=60)


class Command(BaseCommand):
    help = "Write and send the mails about what people follow, as far as they are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="again, until told to end")
        parser.add_argument("--check", action="store_true", help="fail if mails wait for long")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        end = Event()
        if options["every"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: end.set())
        self._run()
        while options["every"] and not end.wait(options["every"]):
            close_old_connections()
            self._run()

    def _check(self) -> None:
        """For whatever watches over the site."""
        waiting = NewsMail.objects.filter(made_at__lt=timezone.now() - LONG).count()
        if waiting:
            raise CommandError(f"{waiting} mails wait since long: see EMAIL_URL, and the log.")

    def _run(self) -> None:
        look_into_searches()
        write_mails()
        sent = send_waiting()
        if sent:
            self.stdout.write(f"Sent: {sent}.")
