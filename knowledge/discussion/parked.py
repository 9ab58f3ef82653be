"""What a visitor wrote before signing in: kept in the session, on the server.

A session belongs to one browser, so nobody else can claim the words; signing in keeps it.
"""

from dataclasses import asdict, dataclass

from django.http import HttpRequest

SESSION = "comments"
MOST_KEPT = 5


@dataclass(frozen=True)
class Parked:
    """kind, pk: what is talked about. parent: the number of a comment, 0 for none."""

    kind: str
    pk: int
    text: str
    language: str
    is_question: bool = False
    parent: int = 0


def park(request: HttpRequest, words: Parked) -> None:
    """The last few; the same twice is once."""
    others = [one for one in parked(request) if one != words]
    request.session[SESSION] = [asdict(one) for one in [*others, words][-MOST_KEPT:]]


def parked(request: HttpRequest) -> list[Parked]:
    return [Parked(**one) for one in request.session.get(SESSION, [])]


def let_go(request: HttpRequest, words: Parked) -> None:
    left = [asdict(one) for one in parked(request) if one != words]
    request.session[SESSION] = left
