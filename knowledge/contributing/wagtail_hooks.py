"""The acts on proposals, in Wagtail's one audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "contributing.send": (_("Send to review"), _("Sent to review")),
    "contributing.withdraw": (_("Take back from review"), _("Taken back from review")),
    "contributing.take_over": (_("Take over the review"), _("Took over the review")),
    "contributing.approved": (_("Approve"), _("Approved")),
    "contributing.returned": (_("Send back"), _("Sent back")),
    "contributing.review": (_("Review afterwards"), _("Reviewed afterwards")),
    "contributing.undo": (_("Take back"), _("Taken back")),
    "contributing.measurement": (_("Decide on a measurement"), _("Decided on a measurement")),
    "contributing.confirm": (_("Review what stands"), _("Reviewed: still right")),
    "contributing.tell_error": (_("Tell of an error"), _("An error was told")),
    "contributing.flag": (_("Decide on a flag"), _("Decided on a flag")),
}


@hooks.register("register_log_actions")
def register_acts(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
