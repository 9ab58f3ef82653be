"""Names of what Wagtail's log tells of the wiki."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .actions import HIDE, SHOW

# Watching is following now, and is in no log; what stands there already keeps its name.
WATCH, UNWATCH = "wiki.watch", "wiki.unwatch"


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    actions.register_action(WATCH, _("Watch"), _("Watched the page"))
    actions.register_action(UNWATCH, _("Stop watching"), _("Stopped watching the page"))
    actions.register_action(HIDE, _("Hide a version"), _("Hid a version"))
    actions.register_action(SHOW, _("Show a hidden version"), _("Showed a hidden version again"))
