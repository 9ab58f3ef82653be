"""Loads the code lists, zones, practices and sources that the project brings along."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.loading import BadTable, Counts, load_vocabularies


class Command(BaseCommand):
    help = "Load the code lists, zones, practices and sources. Again, it changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_vocabularies()
        except BadTable as error:
            raise CommandError(str(error)) from error
        for kind, counts in loaded.items():
            self._say(kind, counts, options["verbosity"])

    def _say(self, kind: str, counts: Counts, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(
                f"{kind}: {counts.new} new, {counts.changed} changed, {counts.same} same, "
                f"{counts.removed} removed"
            )
        for name in counts.kept:
            self.stderr.write(f"{kind}: kept, since it is in use, though no file has it: {name}")
