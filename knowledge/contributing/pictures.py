"""Which pictures of the library may stand in a draft: no number that a page sends shows another's.

A draft holds numbers of pictures. They are looked at when they come in, so that whatever draws a
draft may draw all of them.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from .answers import Answers, whole
from .models import Proposal

NONE = "0"
"""The number of no picture: its row says that it has to be sent again."""


def own_pictures(proposal: Proposal, answers: Answers) -> dict[str, str]:
    """The answers, with NONE for a picture that the author did not send.

    One that the object has, or that stands in the draft already, may go on standing there.
    """
    names = proposal.subject.picture_names(answers)
    asked = {answers[name] for name in names} - _standing(proposal)
    foreign = asked - _sent_by(proposal.author, asked) if asked else asked
    return {**answers, **{name: NONE for name in names if answers[name] in foreign}}


def delete_drafts(author: User) -> None:
    """Those that were never sent, with the pictures that stand nowhere else."""
    mine = Proposal.objects.filter(author=author)
    drafts, sent = mine.filter(sent_at=None), mine.exclude(sent_at=None)
    alone = _all_standing(drafts) - _all_standing(sent)
    drafts.delete()
    for image in _pictures_of(author, alone):
        if not ReferenceIndex.get_references_to(image).exists():
            image.delete()


def _all_standing(proposals: Iterable[Proposal]) -> set[str]:
    return set().union(*map(_standing, proposals))


def _standing(proposal: Proposal) -> set[str]:
    texts = {"", NONE}
    for answers in (proposal.base, proposal.answers):
        texts |= {answers[name] for name in proposal.subject.picture_names(answers)}
    for name in proposal.subject.picture_names(proposal.conflicts):
        texts |= set(proposal.conflicts[name].values())
    return texts


def _sent_by(author: User | None, texts: set[str]) -> set[str]:
    if author is None:
        return set()
    return set(map(str, _pictures_of(author, texts).values_list("pk", flat=True)))


def _pictures_of(author: User, texts: set[str]) -> QuerySet[Any]:
    numbers = {number for text in texts if (number := whole(text)) is not None}
    return get_image_model().objects.filter(pk__in=numbers, uploaded_by_user=author)
