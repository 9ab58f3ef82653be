"""Who may do what: one table. A role is a group of the same name, with the rights written here.

A right is a permission, "app.codename". One that no app defines yet is passed over, so that a role
may name what an app not installed would let it do. A reader is who has no account, and has no role.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page

Anybody = User | AnonymousUser

FRIEND, CONTRIBUTOR, REVIEWER = "friend", "contributor", "reviewer"
MODERATOR, DATA_MANAGER, SECRETARIAT = "moderator", "data_manager", "secretariat"
CORRESPONDENT, AMBASSADOR = "correspondent", "ambassador"

LABELS = {
    FRIEND: _("Friend"),
    CORRESPONDENT: _("Correspondent"),
    AMBASSADOR: _("Ambassador"),
    CONTRIBUTOR: _("Contributor"),
    REVIEWER: _("Reviewer"),
    MODERATOR: _("Moderator"),
    DATA_MANAGER: _("Data manager"),
    SECRETARIAT: _("Secretariat"),
}
DOES = {
    FRIEND: _("Asks, answers, and says what they practise."),
    CORRESPONDENT: _("Knows a region: answers questions from there, and brings sheets."),
    AMBASSADOR: _("Speaks for the Initiative in a region, and looks after its questions."),
    CONTRIBUTOR: _("Writes sheets and proposes changes."),
    REVIEWER: _("Reads what is proposed, and publishes it."),
    MODERATOR: _("Reviews, undoes what a person did, hides versions, and blocks accounts."),
    DATA_MANAGER: _("Looks after sources, imports and vocabularies."),
    SECRETARIAT: _("May do all of this, and gives roles."),
}
OF_A_REGION = (CORRESPONDENT, AMBASSADOR)
"""Held for a region, so given and ended with it (knowledge/regions), never by themselves."""
CHOICES = tuple((code, label) for code, label in LABELS.items() if code not in OF_A_REGION)


@dataclass(frozen=True)
class Role:
    """What a role adds to those it includes."""

    rights: tuple[str, ...]
    includes: tuple[str, ...] = ()
    page_rights: tuple[str, ...] = ()
    approves: bool = field(default=False, kw_only=True)


ADMIN = "wagtailadmin.access_admin"
ROLES = {
    FRIEND: Role(("members.take_part",)),
    CORRESPONDENT: Role(("regions.accept_answer",), (FRIEND,)),
    AMBASSADOR: Role(("regions.accept_answer",), (FRIEND,)),
    CONTRIBUTOR: Role(("contributing.add_proposal",), (FRIEND,)),
    REVIEWER: Role(
        (
            ADMIN,
            "contributing.review_proposal",
            "members.invite_contributor",
            "practices.add_practicesheet",
            "practices.change_heldchange",
            "practices.change_practicesheet",
            "practices.publish_practicesheet",
            "practices.view_heldchange",
            "practices.view_practicesheet",
            "practices.view_practice",
            "practices.view_term",
            "wagtail_localize.submit_translation",
        ),
        (CONTRIBUTOR,),
        ("add_page", "change_page", "publish_page"),
        approves=True,
    ),
    MODERATOR: Role(
        (
            "contributing.publish_unreviewed",
            "contributing.rollback_person",
            "members.block_member",
            "moderation.moderate_posts",
            "practices.delete_practicesheet",
            "practices.lock_practicesheet",
            "practices.unlock_practicesheet",
            "wiki.hide_version",
        ),
        (REVIEWER,),
        ("lock_page", "unlock_page"),
        approves=True,
    ),
    DATA_MANAGER: Role(
        (
            ADMIN,
            "practices.view_practicesheet",
            "practices.view_importrun",
            "practices.view_heldchange",
            "practices.change_heldchange",
            "practices.view_source",
            "practices.change_source",
            "practices.view_practice",
            "practices.change_practice",
            "practices.view_term",
            "practices.change_term",
            "practices.view_vocabulary",
            "practices.change_vocabulary",
        ),
        (CONTRIBUTOR,),
    ),
    SECRETARIAT: Role(
        ("members.give_role",), (MODERATOR, DATA_MANAGER), ("bulk_delete_page",), approves=True
    ),
}
# With any of these one changes what others read, so a mailbox alone must not be enough.
BEHIND_A_SECOND_KEY = (
    ADMIN,
    "contributing.review_proposal",
    "moderation.moderate_posts",
    "practices.change_heldchange",
    "members.block_member",
    "members.give_role",
)


def rights_of(role: str) -> frozenset[str]:
    """Those of the role itself and of all that it includes."""
    mine = ROLES[role]
    return frozenset(mine.rights).union(*(rights_of(other) for other in mine.includes))


def page_rights_of(role: str) -> frozenset[str]:
    mine = ROLES[role]
    return frozenset(mine.page_rights).union(*(page_rights_of(other) for other in mine.includes))


def roles_of(user: Anybody) -> list[str]:
    """Codes, in the order of the table; none for a reader."""
    if not user.is_authenticated:
        return []
    mine = set(user.groups.values_list("name", flat=True))
    return [code for code in ROLES if code in mine]


def has_role(user: Anybody, role: str) -> bool:
    """Whether the role was given; rights are asked for by `user.has_perm`."""
    return role in roles_of(user)


def roles_to_invite_to(user: Anybody) -> list[str]:
    """The secretariat may invite to any role but those of a region, a reviewer contributors."""
    if user.has_perm("members.give_role"):
        return [code for code, _label in CHOICES]
    if user.has_perm("members.invite_contributor"):
        return [CONTRIBUTOR]
    return []


def needs_second_key(user: Anybody) -> bool:
    """Whether what the user may do stands behind a second key on this site."""
    if not settings.MEMBERS_SECOND_FACTOR or not user.is_authenticated:
        return False
    return any(user.has_perm(right) for right in BEHIND_A_SECOND_KEY)


def prepare_roles() -> None:
    """Make each group and give it exactly the rights of the table: no more, no less."""
    known = _permissions(set().union(*(rights_of(role) for role in ROLES)))
    for code, role in ROLES.items():
        group, _created = Group.objects.get_or_create(name=code)
        group.permissions.set(known[right] for right in rights_of(code) if right in known)
        _prepare_pages(group, page_rights_of(code))
        if role.approves:
            _let_approve(group)


def _permissions(names: Iterable[str]) -> dict[str, Permission]:
    """By name; those that exist."""
    asked = models.Q()
    for app, codename in (name.split(".") for name in names):
        asked |= models.Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(asked).select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}": one for one in found}


def _prepare_pages(group: Group, rights: Iterable[str]) -> None:
    """On the whole tree of pages."""
    root = Page.get_first_root_node()
    asked = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=rights)
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=asked).delete()
    for right in asked:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)


def _let_approve(group: Group) -> None:
    """In the workflow that sheets and pages go through."""
    for task in GroupApprovalTask.objects.filter(active=True):
        task.groups.add(group)
