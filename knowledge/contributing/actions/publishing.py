"""Making a change public by Wagtail's revisions and workflow, under this app's rules."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import User
from wagtail.admin import signal_handlers
from wagtail.log_actions import LogContext
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import task_submitted, workflow_approved, workflow_submitted
from wagtail.tasks import update_reference_index_task

_is_quiet: ContextVar[bool] = ContextVar("_is_quiet", default=False)


def publish(obj: Any, *, author: User | None, user: User) -> Revision:
    """A revision by the author that goes through the object's workflow, if it has one.

    Whether the user may publish is this app's rule, and was asked before: not Wagtail's right. Nor
    does Wagtail write its mails: the author gets one answer, not three (mails.py).
    """
    # Else Wagtail notes what the object refers to once for each row of it that is saved.
    with disable_reference_index_auto_update():
        revision = _published(obj, author=author, user=user)
    update_reference_index_task.enqueue(*obj._meta.label_lower.split("."), str(obj.pk))
    return revision


def _published(obj: Any, *, author: User | None, user: User) -> Revision:
    revision = obj.save_revision(user=author, log_action=True)
    workflow = obj.get_workflow()
    if workflow is None:
        revision.publish(user=user, skip_permission_checks=True)
        return revision
    with quietly(user):
        _go_through(workflow.start(obj, author), user)
    return revision


def _go_through(state: Any, user: User) -> None:
    """Approve each task of the workflow; the last one publishes."""
    while state and state.status == state.STATUS_IN_PROGRESS:
        task = state.current_task_state
        task.approve(user=user, update=False)
        state.update()
        state.refresh_from_db()
        if state.current_task_state_id == task.pk:
            break


def unpublish(obj: Any, *, user: User) -> None:
    with quietly(user):
        obj.unpublish()


@contextmanager
def quietly(user: User) -> Iterator[None]:
    """In the log it is this person who does it; Wagtail asks for no right and sends no mail."""
    token = _is_quiet.set(True)
    try:
        with LogContext(user=user):
            yield
    finally:
        _is_quiet.reset(token)


class Unless:
    """A notifier of Wagtail's that says nothing while we decide."""

    def __init__(self, notifier: Any) -> None:
        self.notifier = notifier

    def __call__(self, **kwargs: Any) -> Any:
        return None if _is_quiet.get() else self.notifier(**kwargs)


MAILS = (
    (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        signal_handlers.task_submission_email_notifier,
    ),
    (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        signal_handlers.workflow_submission_email_notifier,
    ),
    (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        signal_handlers.workflow_approval_email_notifier,
    ),
)


def replace_mails() -> None:
    """Under Wagtail's own names, in whatever order the apps are made ready."""
    for signal, sender, name, notifier in MAILS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(Unless(notifier), sender=sender, dispatch_uid=name, weak=False)
