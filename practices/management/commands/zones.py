"""Print the zones of a position as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.zones import LANGUAGES, PositionError, zones_at


class Command(BaseCommand):
    help = "Print the climate, soil group, country and region of a position, as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("latitude", type=float, help="degrees, south negative")
        parser.add_argument("longitude", type=float, help="degrees, west negative")
        parser.add_argument("--language", choices=LANGUAGES, default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = zones_at(options["latitude"], options["longitude"], options["language"])
        except PositionError as refusal:
            raise CommandError(refusal.message(options["language"])) from refusal
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
