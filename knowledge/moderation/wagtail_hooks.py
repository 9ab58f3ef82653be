"""The acts on posts, in Wagtail's one audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "moderation.publish": (_("Publish a post"), _("A post was published")),
    "moderation.remove": (_("Remove a post"), _("A post was removed")),
    "moderation.undo": (_("Take back a decision"), _("A decision about a post was taken back")),
    "moderation.flag": (_("Flag a post"), _("A post was flagged")),
}


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
