"""The acts on comments, in Wagtail's one audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "discussion.write": (_("Comment"), _("A comment was written")),
    "discussion.withdraw": (_("Withdraw a comment"), _("A comment was withdrawn")),
    "discussion.accept": (_("Accept an answer"), _("An answer was accepted, or no more")),
}


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
