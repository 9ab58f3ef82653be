"""The versions of an object that were public, and who made each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from knowledge.members.names import name_of

from .models import Proposal
from .subjects import subject_for

PUBLISH = "wagtail.publish"
MOST = 200


@dataclass(frozen=True)
class Version:
    """`note`: what was changed, in its author's words."""

    pk: int
    at: datetime
    who: str
    note: str = ""
    reviewer: str = ""
    is_now: bool = False


def public_revisions(target: Any) -> Any:
    """Newest first. A draft that an editor keeps in the admin was never public and is left out."""
    proposals = Proposal.objects.of(target).filter(revision__isnull=False)
    of_proposals = Q(pk__in=proposals.values("revision")) | Q(pk__in=proposals.values("before"))
    kind = ContentType.objects.get_for_model(target, for_concrete_model=False)
    logged = ModelLogEntry.objects.filter(content_type=kind, object_id=str(target.pk))
    paged = PageLogEntry.objects.filter(page_id=target.pk, content_type=kind)
    published = Q(pk__in=logged.filter(action=PUBLISH).values("revision")) | Q(
        pk__in=paged.filter(action=PUBLISH).values("revision")
    )
    own = target.revisions.select_related("user__member").order_by("-created_at", "-pk")
    public = own.filter(of_proposals | published | Q(pk=target.live_revision_id))
    subject = subject_for(target)
    return subject.readable(public) if subject else public


def versions(target: Any) -> list[Version]:
    """With the words and the reviewer of the proposal that made it, if one did."""
    found = list(public_revisions(target)[:MOST])
    rows = Proposal.objects.filter(revision__in=found).select_related("reviewer__member")
    made = {one.revision_id: one for one in rows}
    return [_version(revision, made.get(revision.pk), target) for revision in found]


def _version(revision: Revision, made: Proposal | None, target: Any) -> Version:
    return Version(
        pk=revision.pk,
        at=revision.created_at,
        who=name_of(revision.user) if revision.user_id else "",
        note=made.note if made else "",
        reviewer=name_of(made.reviewer) if made and made.reviewer_id else "",
        is_now=revision.pk == target.live_revision_id,
    )
