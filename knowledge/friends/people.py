"""Who of the people of this site has a page that everybody may open."""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from knowledge.contributing.models import Proposal
from knowledge.discussion.models import Comment
from knowledge.members.names import member_or_none
from practices.models import FieldReport

from .models import Profile


def here() -> QuerySet[User]:
    """Neither blocked nor gone."""
    found = User.objects.filter(is_active=True, member__is_former=False)
    return found.select_related("member")


def public_people() -> QuerySet[User]:
    """Who has published anything, or opened a part of their page: nobody else can be found out."""
    mine = OuterRef("pk")
    approved = Proposal.objects.filter(author=mine, state=Proposal.State.APPROVED)
    return here().filter(
        Exists(Profile.objects.opened().filter(author=mine))
        | Exists(Comment.objects.published().filter(author=mine))
        | Exists(FieldReport.objects.published().filter(author=mine, sheet__live=True))
        | Exists(approved)
    )


def page_url(person: User | None) -> str:
    """Of whoever has said something that can be read; empty for who left or is blocked.

    Reads `person.member`, as name_of does: no query where that was asked for.
    """
    if person is None or person.pk is None or not person.is_active:
        return ""
    member = member_or_none(person)
    if member is None or member.is_former:
        return ""
    return reverse("friends:person", args=[person.pk])
