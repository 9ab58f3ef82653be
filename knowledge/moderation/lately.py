"""Where a moderator goes on after a decision: at the next row, with the undo above it.

The address of the page says what was decided, and where in the list it stood.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest

from .models import Decision
from .posts import kind_of
from .rights import MODERATE

DECIDED, AT = "decided", "at"


@dataclass(frozen=True)
class Decided:
    """`kind`, `pk`: of the post. `at`: how many rows stood above it."""

    decision: Decision
    kind: str
    pk: int
    title: str
    at: int


def after(back: str, decision: Decision, at: str) -> str:
    """back: the page, on which `decided_in` then finds the decision."""
    parts, name = urlsplit(back), f"{kind_of(decision.post).kind}-{decision.object_id}"
    said = {DECIDED: str(decision.pk), AT: at if at.isdecimal() else "0"}
    query = urlencode([*_others(parts.query), *said.items()])
    return urlunsplit(parts._replace(query=query, fragment=f"decided-{name}"))


def without(address: str) -> str:
    """The page, saying nothing of a decision."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=urlencode(_others(parts.query)), fragment=""))


def _others(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    return [(name, value) for name, value in pairs if name not in (DECIDED, AT)]


def decided_in(request: HttpRequest) -> Decided | None:
    """Only the reader's own, while it stands and can be undone."""
    number, at = request.GET.get(DECIDED, ""), request.GET.get(AT, "")
    if not number.isdecimal() or len(number) > 18 or not request.user.has_perm(MODERATE):
        return None
    found = Decision.objects.filter(pk=int(number), by=request.user.pk).first()
    if found is None or found.post is None or not found.can_be_undone:
        return None
    kind = kind_of(found.post)
    place = int(at) if at.isdecimal() and len(at) < 5 else 0
    return Decided(found, kind.kind, found.object_id, kind.about(found.post), place)
