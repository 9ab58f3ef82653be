"""`manage.py import_sheets {wocat|era} SOURCE… [--dry-run] [--json]`"""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from practices.actions import import_source
from practices.importers.base.registry import importer_codes, importer_of
from practices.importers.base.report import Report, as_json
from practices.importers.source import BadSource


class Command(BaseCommand):
    help = "Import practice sheets from an external database. Importing again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="source", choices=importer_codes())
        parser.add_argument(
            "locations",
            metavar="SOURCE",
            nargs="+",
            help="a file (plain or gzip), a folder, or an address of the source's API",
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *, code: str, locations: list[str], **options: Any) -> None:
        try:
            reports = [self._import(code, location, options) for location in locations]
        except BadSource as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reports), indent=2))
        if any(report.error for report in reports):
            raise CommandError("; ".join(report.error for report in reports if report.error))

    def _import(self, code: str, location: str, options: dict[str, Any]) -> Report:
        token = settings.SOURCE_TOKENS.get(code, "")
        importer = importer_of(code)
        report = import_source(importer, location, token=token, dry_run=options["dry_run"])
        if not options["json"]:
            self.stdout.write("\n".join(report.lines()))
        return report
