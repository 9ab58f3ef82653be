"""What of a person's proposals is handed out with their data, and what goes with their account."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.members.keeping import Held, declare, each_day, kept, on_leaving
from practices.actions.field_reporting import forget_words, leave
from practices.models import FieldReport, PeerAnswer

from .models import Proposal
from .pictures import delete_drafts

DAYS_OF_DRAFT = 30
"""Of a draft that belongs to a browser: its session is over by then."""
DAYS_AFTER_WITHDRAWAL = 30

declare(
    Held(
        (
            *("contributing.Proposal", "contributing.Review", "contributing.Flag"),
            *("wagtailcore.Revision", "wagtailcore.Page", "wiki.WikiIndex", "wiki.WikiPage"),
            *("wiki.HiddenVersion", "practices.PracticeSheet", "wagtailimages.Image"),
            *("wagtaildocs.Document", "wagtailcore.Comment", "wagtailcore.CommentReply"),
            *("wagtail_localize.StringTranslation", "wagtail_localize.SegmentOverride"),
        ),
        what=_("What you write and give: drafts, sheets, wiki pages, translations, pictures"),
        why=_("To publish it, and to say whose it is."),
        who=_("Everybody, once it is published; before that you and reviewers."),
        until=format_lazy(
            _(
                "What is published stays, under “Former contributor” when you leave. Drafts that "
                "nobody saw go with you; one from before signing in goes after {days} days."
            ),
            days=DAYS_OF_DRAFT,
        ),
    ),
    Held(
        ("practices.FieldReport", "practices.PeerAnswer"),
        what=_("What you say of your own land: since when, where, a photo; and of your peers’"),
        why=_("So that others see who does it on land like theirs."),
        who=_("Everybody. The position, rounded to about 10 km, nobody: only its climate."),
        until=format_lazy(
            _(
                "Until you take it back: position and photo go at once, words after {days} days. "
                "When you leave the position goes; what is published stays under “Former "
                "contributor”."
            ),
            days=DAYS_AFTER_WITHDRAWAL,
        ),
    ),
    Held(
        (),
        what=_("How often your network address asked for certain things"),
        why=_("To hold back floods of spam."),
        who=_("Nobody."),
        until=_("One hour."),
    ),
)


@each_day
def forget_unsigned_drafts(now: datetime) -> int:
    old = now - timedelta(days=DAYS_OF_DRAFT)
    return Proposal.objects.filter(author=None, sent_at=None, changed_at__lt=old).delete()[0]


@each_day
def forget_withdrawn_reports(now: datetime) -> int:
    old = now - timedelta(days=DAYS_AFTER_WITHDRAWAL)
    gone = FieldReport.objects.filter(state=FieldReport.State.WITHDRAWN, changed_at__lt=old)
    return forget_words(gone)


@kept("proposals")
def proposals_of(user: User) -> list[dict[str, Any]]:
    """Newest first; what was decided about others' proposals is among the acts."""
    return [
        {
            "title": proposal.title,
            "kind": proposal.kind,
            "language": proposal.language,
            "state": proposal.state,
            "begun": proposal.created_at.isoformat(),
            "changed": proposal.changed_at.isoformat(),
            "note": proposal.note,
            "reply": proposal.reply,
            "before": proposal.base,
            "answers": proposal.answers,
        }
        for proposal in Proposal.objects.filter(author=user)
    ]


@on_leaving
def forget_drafts(user: User) -> None:
    """Those that nobody else has seen. What was sent keeps its author, who has no name any more."""
    delete_drafts(user)


@kept("field_reports")
def reports_of(user: User) -> list[dict[str, Any]]:
    """What the person said of their own land, with the place as it is kept: to 0.1 degree."""
    mine = FieldReport.objects.filter(author=user)
    columns = (
        *("sheet", "state", "doing", "since_year", "since_month", "until_year", "until_month"),
        *("why", "latitude", "longitude", "country__code", "region", "crop__code", "crop_said"),
        *("language", "removed_because"),
    )
    rows = {row.pop("pk"): row for row in mine.values("pk", *columns)}
    found = []
    for report in mine.prefetch_related("versions"):
        said = rows[report.pk]
        places = {name: said[name] and str(said[name]) for name in ("latitude", "longitude")}
        before = [
            {name: getattr(version, name) for name in ("doing", "since_year", "until_year", "why")}
            for version in report.versions.all()
        ]
        found.append({**said, **places, "first_said": report.created_at, "before": before})
    return found


@kept("peer_answers")
def answers_of(user: User) -> list[dict[str, Any]]:
    """What the person said of others' reports."""
    mine = PeerAnswer.objects.filter(peer=user)
    columns = ("report__sheet", "agrees", "why", "answered_at")
    return [dict(zip(columns, row, strict=True)) for row in mine.values_list(*columns)]


@on_leaving
def leave_the_field(user: User) -> None:
    """Published words stay, without a name and a place; all else goes."""
    leave(user)
