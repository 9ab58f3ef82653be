"""manage.py restore FILE --replace: see knowledge/backups.py."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.backups import BackupError, restore


class Command(BaseCommand):
    help = "Puts back what `backup` wrote. All that is in the site now is replaced."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="yes, replace what is there")

    def handle(self, *args: object, file: Path, replace: bool, **options: object) -> None:
        if not replace:
            raise CommandError("This replaces the whole site: say --replace. Stop the site first.")
        try:
            restore(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored from {file}")
