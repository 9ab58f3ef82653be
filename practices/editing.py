"""Who may edit sheets, and the workflow they go through: Wagtail's own groups and approval."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType

from .models import PracticeSheet

EDITORS, MODERATORS = "Editors", "Moderators"
RIGHTS = {
    EDITORS: ("add_practicesheet", "change_practicesheet", "view_practicesheet"),
    MODERATORS: (
        "add_practicesheet",
        "change_practicesheet",
        "delete_practicesheet",
        "publish_practicesheet",
        "lock_practicesheet",
        "unlock_practicesheet",
        "view_practicesheet",
        "change_practice",
        "view_practice",
        "change_term",
        "view_term",
        "view_importrun",
        "view_source",
        "change_heldchange",
        "view_heldchange",
    ),
}


def prepare_editing() -> None:
    """Give Wagtail's groups their rights, and sheets its approval workflow. Adds, never takes."""
    for name, rights in RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="practices", codename__in=rights)
        )
    sheets = ContentType.objects.get_for_model(PracticeSheet)
    workflow = Workflow.objects.filter(active=True).order_by("pk").first()
    if workflow and not WorkflowContentType.objects.filter(content_type=sheets).exists():
        WorkflowContentType.objects.create(content_type=sheets, workflow=workflow)
