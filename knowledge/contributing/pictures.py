"""Which pictures of the library may stand in a draft: no number that a page sends shows another's.

A draft holds numbers of pictures. They are looked at when they come in, so that whatever draws a
draft may draw all of them.
"""

from django.contrib.auth.models import User
from wagtail.images import get_image_model

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
    numbers = {number for text in texts if (number := whole(text)) is not None}
    found = get_image_model().objects.filter(pk__in=numbers, uploaded_by_user=author)
    return set(map(str, found.values_list("pk", flat=True)))
