"""manage.py backup FILE: see knowledge/backups.py."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.backups import BackupError, backup


class Command(BaseCommand):
    help = "Writes database, media and index state to one archive (.tar.gz)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            backup(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Written: {file} ({file.stat().st_size / 1e6:.1f} MB)")
