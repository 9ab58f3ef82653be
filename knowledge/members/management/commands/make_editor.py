"""manage.py make_editor: the first account of a site, which may do everything."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from knowledge.members.actions import make_editor


class Command(BaseCommand):
    help = "Makes the account with an e-mail address a super user, or makes one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", nargs="?", help="asked for when it is not given")
        parser.add_argument("--no-password", action="store_true", help="sign in by codes only")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"] or input("E-mail address: ")
        password = "" if options["no_password"] else getpass("Password (empty for none): ")
        try:
            validate_email(email)
            if password:
                validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        make_editor(email=email, password=password)
        self.stdout.write("Done. Sign in at /admin/.")
