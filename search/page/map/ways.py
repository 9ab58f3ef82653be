"""The ways from the area of a map to others: closer, wider, to a side, to where the sheets are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from practices.reading.locator.canvas import View
from search.answering import Answer
from search.area import common
from search.page.addresses import Addresses
from search.page.map import frame
from search.query import Box

WORTH = 1.3
"""How much closer a view must be for a link to it."""


@dataclass(frozen=True)
class Move:
    """A way to another area; without an address where the map ends."""

    name: str
    label: str
    sign: str
    url: str


def fit_url(answer: Answer, addresses: Addresses, view: View) -> str:
    box = frame.around_cells(answer.result.grid, answer.query.grid or 0)
    if box is None or frame.view_of(box).scale < view.scale * WORTH:
        return ""
    part = common(box, answer.query.box)
    return addresses.of(replace(answer.query, box=part)) if part else ""


def moves(answer: Answer, addresses: Addresses, view: View) -> list[Move]:
    """All of them always, so that each keeps its place."""
    ways = [("in", _("Closer"), "+", frame.closer(view)), *_sides(view)]
    found = [
        Move(name, words, sign, addresses.of(replace(answer.query, box=to)) if to else "")
        for name, words, sign, to in ways
    ]
    outer = addresses.of(replace(answer.query, box=frame.wider(view)))
    found.insert(1, Move("out", _("Wider"), "−", outer if answer.query.box else ""))
    return found


def _sides(view: View) -> Iterator[tuple[str, str, str, Box | None]]:
    """The whole world has none."""
    for name, words, sign, east, north in (
        ("west", _("To the west"), "←", -1, 0),
        ("east", _("To the east"), "→", 1, 0),
        ("north", _("To the north"), "↑", 0, 1),
        ("south", _("To the south"), "↓", 0, -1),
    ):
        yield name, words, sign, frame.beside(view, east, north)
