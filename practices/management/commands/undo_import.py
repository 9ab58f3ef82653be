"""`manage.py undo_import RUN`"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practices.actions import undo_import
from practices.actions.undoing import CannotUndo
from practices.importers.source import BadSource
from practices.models import ImportRun


class Command(BaseCommand):
    help = "Take back what an import did, the newest run first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN", help="the number of the run")

    def handle(self, *, run: int, **options: Any) -> None:
        found = ImportRun.objects.filter(pk=run).first()
        if found is None:
            raise CommandError(f"There is no run {run}. {self._known()}")
        if found.undone_at:
            self.stdout.write(f"Run {run} was undone on {found.undone_at:%Y-%m-%d}: nothing to do.")
            return
        try:
            undone = undo_import(found)
        except (CannotUndo, BadSource) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(undone.lines()))

    def _known(self) -> str:
        runs = ImportRun.objects.exclude(state=ImportRun.State.UNDONE)[:5]
        named = ", ".join(
            f"{run.pk} ({run.source.code}, {run.started_at:%Y-%m-%d})" for run in runs
        )
        return f"The newest are: {named}." if named else "No run stands."
