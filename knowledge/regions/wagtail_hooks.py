"""What happens to the roles of regions stands in the log of the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "give": (_("Ask for a region"), _("Was asked to look after a region")),
    "accept": (_("Accept a region"), _("Looks after a region")),
    "end": (_("End a role in a region"), _("Looks after a region no more")),
    "offer": (_("Offer for a region"), _("Would look after a region")),
    "decline": (_("Decline an offer"), _("An offer for a region was declined")),
}


@hooks.register("register_log_actions")
def register_acts_of_regions(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"regions.{name}", label, message)
