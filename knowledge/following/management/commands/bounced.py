"""Reads a mail that came back, from a pipe of the mail server. Never fails: that would bounce."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from knowledge.following.actions import note_refused, note_unreached
from knowledge.following.bounces import MOST_BYTES, bounce_in


class Command(BaseCommand):
    help = "Read a delivery status notification (RFC 3464) from the standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        found = bounce_in(sys.stdin.buffer.read(MOST_BYTES))
        if found is None:
            self.stdout.write("No failure of a mail of ours.")
            return
        note = note_refused if found.is_hard else note_unreached
        note(found.user)
        self.stdout.write("No more mails." if found.is_hard else "Counted.")
