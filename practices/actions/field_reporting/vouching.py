"""Whether a report is right, as one of the same climate sees it."""

from django.contrib.auth.models import User
from django.db import transaction

from practices.models import FieldReport, PeerAnswer
from practices.reading.field import climates, homes
from practices.signals import announce

from .said import NotAPeerError, NotPublicError
from .standing import held_now

State = FieldReport.State


@transaction.atomic
def answer_as_peer(report: FieldReport, *, peer: User, agrees: bool, why: str = "") -> PeerAnswer:
    """Whether it is right, as one of its zone sees it. Raises NotPublicError, NotAPeerError."""
    held = held_now(report)
    if held.state != State.PUBLISHED:
        raise NotPublicError
    if not is_peer(held, peer) or held.answers.filter(peer=peer).exists():
        raise NotAPeerError
    given = PeerAnswer.objects.create(report=held, peer=peer, agrees=agrees, why=why[:280])
    announce([held.sheet_id])
    return given


def is_peer(report: FieldReport, person: User) -> bool:
    """Whether the person has a published report of their own in the climate of the report."""
    climate = climates([report.pk]).get(report.pk)
    if climate is None or report.author_id == person.pk:
        return False
    return climate in homes(person.pk)
