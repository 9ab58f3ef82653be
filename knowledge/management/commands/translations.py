"""manage.py translations: collect, check or compile the messages."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge import translations


class Command(BaseCommand):
    help = "Collects the messages (--update), compiles them (--compile) or fails on a missing one."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true")
        what.add_argument("--compile", action="store_true")
        what.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: bool) -> None:
        if options["update"]:
            for language in translations.LANGUAGES:
                translations.update(language)
        elif options["compile"]:
            translations.compile_all()
        else:
            self.check_all()

    def check_all(self) -> None:
        missing = translations.missing()
        for item in missing:
            self.stderr.write(f"{item.language}: {item.message!r} in {', '.join(item.places)}")
        if missing:
            raise CommandError(
                f"{len(missing)} messages lack a translation: "
                "run make translations and write them in knowledge/locale."
            )
        self.stdout.write("Every message has its French and its Spanish.")
