"""manage.py setup: all that a machine needs before it can serve; again, it changes nothing."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from knowledge.members.roles import prepare_roles
from knowledge.wiki.starting import prepare_wiki
from practices.actions.importing import import_bundled
from practices.editing import prepare_editing


class Command(BaseCommand):
    help = "Migrates, loads vocabularies, imports the bundled records and builds the index."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        call_command("translations", compile=True)
        self.say("Database")
        call_command("migrate", verbosity=0)
        self.say("Vocabularies, zones and practices")
        call_command("load_vocabularies", verbosity=0)
        prepare_editing()
        prepare_roles()
        self.say("Wiki")
        prepare_wiki()
        self.say("Bundled records")
        import_bundled()
        self.say("Search index")
        call_command("index", "check", "--repair", verbosity=0)

    def say(self, what: str) -> None:
        self.stdout.write(f"· {what}")
        self.stdout.flush()
