"""What can be followed: an adapter a kind, which reads its news from what there is already."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ..models import Follow


@dataclass(frozen=True)
class Followed:
    """A thing that can be read now; `url` is a path in the reader's language."""

    title: str
    url: str


@dataclass(frozen=True)
class News:
    """One thing that happened. `text` says what, `by` whose doing it was (a number), `note` is what
    the person wrote of it. All in the active language but `which`, by which a feed tells two of the
    same moment apart: an import publishes many."""

    at: datetime
    text: str
    url: str
    by: int | None = None
    note: str = ""
    which: str = ""


@dataclass(frozen=True)
class Asked:
    """Whose news are asked for, later than `since`; `follow` where somebody's own is meant. most:
    so many of the newest are enough, if it is asked for alone."""

    key: str
    since: datetime
    follow: Follow | None = None
    most: int | None = None


Told = Iterator[tuple[str, News]]
"""News with the key of what they are of."""


class Kind(ABC):
    """An adapter. Each method takes many at once, in a fixed number of queries."""

    code: ClassVar[Follow.Kind]
    is_own: ClassVar[bool] = False
    """Whether one's own doings are all that there is: a person cannot follow themselves."""

    @abstractmethod
    def followed(self, asked: Sequence[Asked]) -> Mapping[str, Followed]:
        """By key, those that everybody may read now. Keys of any form may be asked for."""

    @abstractmethod
    def news(self, asked: Sequence[Asked]) -> Told:
        """Only what everybody may read now; in no order, and also older than was asked for."""


def numbers(asked: Iterable[Asked]) -> list[int]:
    """The keys that are numbers of rows."""
    return [int(one.key) for one in asked if one.key.isdecimal() and len(one.key) < 19]


def earliest(asked: Iterable[Asked]) -> datetime:
    return min(one.since for one in asked)
