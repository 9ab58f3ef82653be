"""The versions of a page: Wagtail's revisions, each with its author and the note of the change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404
from wagtail.models import PageLogEntry, Revision

from knowledge.contributing.models import Proposal
from knowledge.contributing.versions import public_revisions

from .models import HiddenVersion, WikiPage
from .people import name_of

MAX_DIGITS = 18
FIELDS = ("title", "kind", "summary", "categories", "practice", "zone", "text")


@dataclass(frozen=True)
class Version:
    """`is_published` is the one that readers see; a `is_pending` one came after it. Of a hidden one
    nothing is told but who hid it, when and why."""

    pk: int
    author: str
    author_id: int | None
    created: datetime
    note: str
    is_published: bool
    is_pending: bool
    previous: int | None = None
    hidden: HiddenVersion | None = None
    hidden_by: str = ""


def revisions() -> QuerySet[Revision]:
    """Of all pages of the wiki, the newest first."""
    content_type = ContentType.objects.get_for_model(WikiPage)
    found = Revision.objects.filter(content_type=content_type)
    found = found.select_related("user__member", "hidden__by__member")
    return found.defer("content").order_by("-pk")


def revisions_of(page: WikiPage) -> QuerySet[Revision]:
    return revisions().filter(object_id=str(page.pk))


def versions(page: WikiPage, found: Iterable[Revision]) -> list[Version]:
    """Rows of a history, each knowing the one before it if it is in the list."""
    rows = list(found)
    notes = notes_of(row.pk for row in rows)
    before = [row.pk for row in rows[1:]]
    return [
        version_of(row, page.live_revision_id, notes, previous)
        for row, previous in zip(rows, [*before, None], strict=False)
    ]


def version_of(
    row: Revision, published: int | None, notes: Mapping[int, str], previous: int | None = None
) -> Version:
    hidden = hidden_of(row)
    return Version(
        pk=row.pk,
        author=name_of(row.user),
        author_id=row.user_id,
        created=row.created_at,
        note="" if hidden else notes.get(row.pk, ""),
        is_published=row.pk == published,
        is_pending=published is not None and row.pk > published,
        previous=previous,
        hidden=hidden,
        hidden_by=name_of(hidden.by) if hidden else "",
    )


def hidden_of(row: Revision) -> HiddenVersion | None:
    """Reads `row.hidden`, which `revisions()` brings along."""
    return getattr(row, "hidden", None)


def notes_of(revisions: Iterable[int]) -> dict[int, str]:
    """What people said of their changes, when they proposed or made them; two queries."""
    numbers = list(revisions)
    logs = PageLogEntry.objects.filter(revision__in=numbers, data__has_key="comment")
    proposals = Proposal.objects.filter(revision__in=numbers).exclude(note="")
    said = {log.revision_id: log.data["comment"] for log in logs.only("revision_id", "data")}
    return {pk: note for pk, note in said.items() if note} | dict(
        proposals.values_list("revision", "note")
    )


def revision_of(page: WikiPage, number: str | int) -> Revision:
    """Raises Http404 for what is no version of this page."""
    revision = wiki_version(str(number))
    if revision is None or revision.object_id != str(page.pk):
        raise Http404
    return revision


def wiki_version(number: str) -> Revision | None:
    """Of whichever page has it."""
    if not number.isdecimal() or len(number) > MAX_DIGITS:
        return None
    return revisions().defer(None).filter(pk=int(number)).first()


def readable_version(number: str) -> Revision | None:
    """One that anybody may read, of whichever page: it was published and is not hidden, and its
    page is published today."""
    version = wiki_version(number)
    page = WikiPage.objects.published().filter(pk=version.object_id).first() if version else None
    is_readable = page is not None and public_revisions(page).filter(pk=number).exists()
    return version if is_readable else None


def translated_version(number: str) -> Revision | None:
    """One that a page translates already: it goes on doing so when nobody may read it any more."""
    version = wiki_version(number)
    pages = WikiPage.objects.filter(translated_from=version)
    return version if version and pages.exists() else None


def words_of(page: WikiPage) -> dict[str, str]:
    """Each field as a text, for comparing."""
    return {
        "title": page.title,
        "kind": page.get_kind_display(),
        "summary": page.summary,
        "categories": ", ".join(sorted(tag.name for tag in page.categories.all())),
        "practice": str(page.practice or ""),
        "zone": str(page.zone or ""),
        "text": page.text,
    }


@dataclass(frozen=True)
class Change:
    """A field that differs between two versions."""

    label: str
    before: str
    after: str


def readable_changes(before: Revision, after: Revision) -> list[Change] | None:
    """None where one of the two is hidden."""
    if hidden_of(before) or hidden_of(after):
        return None
    return changes_between(before.as_object(), after.as_object())


def changes_between(before: WikiPage, after: WikiPage) -> list[Change]:
    old, new = words_of(before), words_of(after)
    labels = {
        name: str(WikiPage._meta.get_field(name).verbose_name) for name in old if name != "text"
    }
    labels["text"] = str(WikiPage._meta.get_field("body").verbose_name)
    return [Change(labels[name], old[name], new[name]) for name in FIELDS if old[name] != new[name]]
