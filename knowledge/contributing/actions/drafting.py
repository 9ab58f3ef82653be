"""Writing: a draft is kept at each step, and what two tabs wrote at once is kept twice."""

from collections.abc import Collection, Mapping
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from ..answers import Answers, tidied
from ..merging import Conflict, Merge, merge
from ..models import Kept, Proposal
from ..pictures import own_pictures
from ..subjects import subject_of

Author = User | None


class NotWrittenError(Exception):
    """The proposal is in a reviewer's hands, or decided: it takes no words now."""


@transaction.atomic
def begin(
    *,
    kind: str,
    author: Author,
    language: str,
    target: models.Model | None = None,
    key: UUID | None = None,
    answers: Answers | None = None,
) -> Proposal:
    """A new draft on the object as it is, or of a new one. The same key gives the same draft.

    Raises KeyError for a kind that is none.
    """
    subject = subject_of(kind)
    if key and (known := Proposal.objects.filter(key=key, author=author).first()):
        return known
    base = subject.answers_of(target, language) if target else {}
    proposal = Proposal(
        kind=kind, author=author, language=language, base=base, **({"key": key} if key else {})
    )
    if target:
        proposal.content_type = ContentType.objects.get_for_model(target)
        proposal.object_id = target.pk
    proposal.answers = tidied(answers or (base or subject.blank(language)))
    proposal.save()
    _remember(proposal)
    return proposal


def open_draft(
    author: Author, target: models.Model, *, kind: str, language: str
) -> Proposal | None:
    """The one that this person writes already; a translation is none of the object itself."""
    if author is None:
        return None
    mine = Proposal.objects.of(target).filter(author=author, state__in=Proposal.WRITTEN)
    return mine.filter(kind=kind, language=language).first()


@transaction.atomic
def keep(
    proposal: Proposal,
    *,
    answers: Answers,
    number: int,
    names: Collection[str] | None = None,
    page: str = "",
    bases: Answers | None = None,
) -> Merge:
    """Take the answers of a page that was made when the draft had this number.

    names: the fields that the page has; others it does not know and so did not change. bases: what
    fields of it said that it has not taken from the draft, for it wrote something else in them.
    What another page wrote since then is merged in; where both changed a field the draft keeps
    what it has, and mine stands in `conflicts` until it is settled. Sending the same answers twice
    changes nothing. A picture of somebody else is left out. Raises NotWrittenError.
    """
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_written:
        raise NotWrittenError
    answers = own_pictures(locked, answers)
    base = {**_base_of(locked, number, page), **(bases or {})}
    unseen = {} if names is None else {n: text for n, text in base.items() if n not in names}
    merged = merge(base, {**unseen, **answers}, locked.answers)
    conflicts = _with(locked.conflicts, merged, page)
    if (merged.answers, conflicts) != (locked.answers, locked.conflicts):
        locked.answers, locked.conflicts = merged.answers, conflicts
        locked.number += 1
        locked.save(update_fields=["answers", "conflicts", "number", "changed_at"])
        _remember(locked, page=page, sent={**unseen, **answers})
    _copy(locked, proposal)
    return merged


@transaction.atomic
def settle(proposal: Proposal, *, chosen: Answers) -> None:
    """The author has seen both texts of these fields and says what it is to be."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    names = locked.conflicts.keys() & chosen.keys()
    chosen = own_pictures(locked, chosen)
    locked.conflicts = {name: one for name, one in locked.conflicts.items() if name not in names}
    answers = tidied(locked.answers | {name: chosen[name] for name in names})
    kept_as(locked, answers, copy_to=proposal)


def kept_as(locked: Proposal, answers: dict[str, str], *, copy_to: Proposal) -> None:
    """The next state of a draft, which no page has written."""
    locked.answers = answers
    locked.number += 1
    locked.save(update_fields=["answers", "conflicts", "number", "changed_at"])
    _remember(locked)
    _copy(locked, copy_to)


@transaction.atomic
def claim(proposal: Proposal, *, author: User) -> Proposal:
    """What somebody wrote before signing in becomes theirs; into the draft they have, if any."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk, author=None)
    about = {"kind": locked.kind, "language": locked.language}
    own = open_draft(author, locked.target, **about) if locked.target else None
    if own is None:
        locked.author = author
        locked.save(update_fields=["author"])
        return locked
    base = _at(own, locked.number)
    merged = merge(base, locked.answers, own.answers)
    own.answers, own.conflicts = merged.answers, _with(own.conflicts, merged, str(locked.key))
    own.number += 1
    own.save()
    _remember(own)
    locked.delete()
    return own


@transaction.atomic
def park(proposal: Proposal, *, answers: Answers, names: Collection[str], number: int) -> Proposal:
    """What a signed-out page of somebody's draft sends: kept beside it, nobody's, to be claimed."""
    known = _at(proposal, number)
    whole = {**{n: text for n, text in known.items() if n not in names}, **answers}
    return _beside(proposal, whole, author=None, number=max(number, 0))


@transaction.atomic
def set_aside(proposal: Proposal, *, answers: Answers, names: Collection[str]) -> Proposal:
    """What a page sends of a draft that was sent meanwhile: a new draft of the same author."""
    unseen = {n: text for n, text in proposal.answers.items() if n not in names}
    return _beside(proposal, {**unseen, **answers}, author=proposal.author)


def _beside(proposal: Proposal, answers: Answers, author: Author, number: int = 0) -> Proposal:
    beside = Proposal.objects.create(
        kind=proposal.kind,
        author=author,
        content_type=proposal.content_type,
        object_id=proposal.object_id,
        language=proposal.language,
        base=proposal.base,
        answers=tidied(own_pictures(proposal, answers)),
        number=number,
    )
    _remember(beside)
    return beside


@transaction.atomic
def discard(proposal: Proposal) -> None:
    """Throw a draft away; one that a reviewer has seen is withdrawn instead."""
    if proposal.sent_at is None:
        proposal.delete()
        return
    proposal.state = Proposal.State.WITHDRAWN
    proposal.save(update_fields=["state", "changed_at"])


def _at(proposal: Proposal, number: int) -> dict[str, str]:
    """The answers at a number; nothing for one that never was, so that all that differs is seen."""
    kept = proposal.kept.filter(number=number).first()
    return kept.answers if kept else {}


def _with(conflicts: dict[str, dict[str, str]], merged: Merge, page: str) -> Any:
    """Also those of a merge."""
    news = {
        one.name: _beside_others(conflicts.get(one.name, {}), one, page or "form")
        for one in merged.conflicts
    }
    return {**conflicts, **news}


def _beside_others(texts: Mapping[str, str], conflict: Conflict, page: str) -> dict[str, str]:
    """A text takes the place of that which it goes on from, and of no other.

    A page that took the draft's text after a first conflict goes on from that: what it wrote before
    is in none of its fields any more, and stands here alone.
    """
    kept = {name: text for name, text in texts.items() if text != conflict.base}
    if conflict.mine in kept.values():
        return kept
    others = (f"{page}+{number}" for number in count(2))
    free = next(name for name in chain([page], others) if name not in kept)
    return {**kept, free: conflict.mine}


def _base_of(proposal: Proposal, number: int, page: str) -> dict[str, str]:
    """What a page began from: what it sent itself last, if it has not heard of that."""
    own = proposal.kept.filter(page=page, number__gt=number).first() if page else None
    return own.sent if own else _at(proposal, number)


def _remember(proposal: Proposal, page: str = "", sent: Answers | None = None) -> None:
    Kept.objects.create(
        proposal=proposal,
        number=proposal.number,
        answers=proposal.answers,
        page=page,
        sent=dict(sent or {}),
    )


def _copy(source: Proposal, to: Proposal) -> None:
    for name in ("answers", "conflicts", "number", "changed_at"):
        setattr(to, name, getattr(source, name))
