"""What the site keeps about a person: each app that keeps something says how to hand it out, and
how to let go of it.

    @kept("proposals")
    def proposals_of(user: User) -> list[dict]: ...

    @on_leaving
    def forget_drafts(user: User) -> None: ...

    declare(Held(("contributing.Proposal",), what=..., why=..., who=..., until=...))

    @each_day
    def forget_old_drafts(now: datetime) -> int: ...

`declare` is what the page "Your data" says, in a reader's words; `each_day` keeps what its `until`
promises, and says how many rows went. All stand in a module that the app imports in `ready()`. What
`kept` returns must go into JSON; `on_leaving` runs inside of the transaction that ends the account.
Texts keep their author, who has no name any more; drafts that nobody else has seen are for the app
to delete.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

Part = Callable[[User], Any]
Farewell = Callable[[User], None]
Blocking = Callable[[User, User], None]
PARTS: dict[str, Part] = {}
FAREWELLS: list[Farewell] = []
BLOCKINGS: list[Blocking] = []
Broom = Callable[[datetime], int]
BROOMS: list[Broom] = []


@dataclass(frozen=True)
class Held:
    """models: labels of the tables that this speaks of. The rest are lazy words for everybody."""

    models: tuple[str, ...]
    what: Any
    why: Any
    who: Any
    until: Any


HELD: list[Held] = []


def kept(name: str) -> Callable[[Part], Part]:
    """Under this name, what the function returns becomes part of a person's export."""

    def register(part: Part) -> Part:
        PARTS[name] = part
        return part

    return register


def on_leaving(farewell: Farewell) -> Farewell:
    """The function is called when a person deletes the account."""
    FAREWELLS.append(farewell)
    return farewell


def on_blocking(blocking: Blocking) -> Blocking:
    """The function is called, with who blocks, when a person is blocked: inside of the
    transaction, for what a blocked person must not go on to be."""
    BLOCKINGS.append(blocking)
    return blocking


def declare(*held: Held) -> None:
    """Of each table with a person in it; without this, a test fails."""
    HELD.extend(held)


def each_day(broom: Broom) -> Broom:
    """The function is called once a day (`manage.py forget`), in a transaction of its own."""
    BROOMS.append(broom)
    return broom
