"""What happens to accounts stands in the log of the site, beside what happens to sheets."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTIONS = {
    "join": (_("Join"), _("Joined")),
    "agree_to_terms": (_("Agree to the terms"), _("Agreed to the terms of contribution")),
    "give_role": (_("Give a role"), _("Was given a role")),
    "take_role": (_("Take a role"), _("Lost a role")),
    "block": (_("Block"), _("Was blocked")),
    "unblock": (_("Unblock"), _("Was let in again")),
    "invite": (_("Invite"), _("Was invited")),
    "accept": (_("Accept an invitation"), _("Accepted an invitation")),
    "delete_account": (_("Delete an account"), _("Deleted the account")),
}


@hooks.register("register_log_actions")
def register_account_actions(actions: LogActionRegistry) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"members.{name}", label, message)
