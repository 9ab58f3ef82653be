"""manage.py forget_unconfirmed: to be run once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from knowledge.members.actions import forget_unconfirmed
from knowledge.members.actions.forgetting import DAYS_TO_CONFIRM


class Command(BaseCommand):
    help = "Deletes accounts whose address nobody confirmed, and that nobody came in by."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS_TO_CONFIRM, help="older than this")

    def handle(self, *args: Any, **options: Any) -> None:
        number = forget_unconfirmed(days=options["days"])
        self.stdout.write(f"{number} deleted.")
