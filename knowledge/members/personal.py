"""What is kept about an account itself, why, and for how long; see keeping.py."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, PageSubscription, UploadedFile

from .actions.forgetting import DAYS_TO_CONFIRM, forget_unconfirmed
from .actions.inviting import KEPT_AFTER_EXPIRY, forget_old_invitations
from .keeping import Held, declare, each_day, on_leaving

DAYS_OF_SESSION = settings.SESSION_COOKIE_AGE // (24 * 60 * 60)
DAYS_OF_SCRATCH = 7

declare(
    Held(
        (
            *("auth.User", "auth.User_groups", "auth.User_user_permissions", "members.Member"),
            *("account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator"),
            *("socialaccount.SocialAccount", "wagtailusers.UserProfile", "wagtailcore.APIToken"),
            "wagtailcore.PageSubscription",
        ),
        what=_("Your account: addresses, name to show, languages, roles, keys to sign in"),
        why=_("To let you in, and to write to you."),
        who=_("You. Everybody sees the name; nobody is shown your address."),
        until=format_lazy(
            _("Until you delete your account. An address that nobody confirmed: {days} days."),
            days=DAYS_TO_CONFIRM,
        ),
    ),
    Held(
        ("members.Consent",),
        what=_("That you agreed, to which words, and when"),
        why=_("To be able to show it."),
        who=_("You alone."),
        until=_("It stays when you leave, with a number instead of your name."),
    ),
    Held(
        ("sessions.Session",),
        what=_("That you are signed in; what you wrote before signing in"),
        why=_("So that you need not sign in on each page, and no word is lost."),
        who=_("You alone."),
        until=format_lazy(_("{days} days, or until you sign out."), days=DAYS_OF_SESSION),
    ),
    Held(
        ("members.Invitation",),
        what=_("Invitations that you sent or got"),
        why=_("So that each is used once, by whom it was meant for."),
        who=_("Who sent it."),
        until=format_lazy(
            _("The address until it is taken up, or {days} days after it ran out."),
            days=KEPT_AFTER_EXPIRY.days,
        ),
    ),
    Held(
        (
            *("wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "admin.LogEntry"),
            *("wagtailcore.WorkflowState", "wagtailcore.TaskState", "practices.HeldChange"),
        ),
        what=_("What you did here and when: the log of the site"),
        why=_("To undo harm, and to say who decided what."),
        who=_("Editors and moderators."),
        until=_("It stays when you leave, with a number instead of your name."),
    ),
    Held(
        (*("wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.UploadedFile"),),
        what=_("For editors: forms and files that are not saved yet"),
        why=_("So that two do not change the same, and nothing is lost."),
        who=_("Other editors."),
        until=format_lazy(_("{days} days."), days=DAYS_OF_SCRATCH),
    ),
)

each_day(forget_unconfirmed)
each_day(forget_old_invitations)


@each_day
def forget_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


@each_day
def forget_scratch(now: datetime) -> int:
    """Forms and files that an editor did not save. Of a file only its disk knows the date."""
    old = now - timedelta(days=DAYS_OF_SCRATCH)
    files = [one for one in UploadedFile.objects.all() if _is_older(one.file, old)]
    for one in files:
        _delete(one)
    forms = FormState.objects.filter(last_updated_at__lt=old).delete()[0]
    return len(files) + forms + EditingSession.objects.filter(last_seen_at__lt=old).delete()[0]


def _delete(upload: UploadedFile) -> None:
    """The file once its row is gone for good."""
    upload.delete()
    transaction.on_commit(partial(upload.file.storage.delete, upload.file.name), robust=True)


def _is_older(file: Any, than: datetime) -> bool:
    """Also where it is gone."""
    try:
        return bool(file.storage.get_modified_time(file.name) < than)
    except FileNotFoundError:
        return True


@on_leaving
def forget_scratch_of(user: User) -> None:
    for model in (EditingSession, FormState, APIToken, PageSubscription):
        model._default_manager.filter(user=user).delete()
    for one in UploadedFile.objects.filter(uploaded_by_user=user):
        _delete(one)
