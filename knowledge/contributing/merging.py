"""Two people, or two tabs, changed the same thing: field by field, and never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass

from .answers import Answers, tidied


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, each to something else."""

    name: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """`answers` have theirs where both changed a field; `conflicts` say where."""

    answers: dict[str, str]
    conflicts: tuple[Conflict, ...]


def merge(base: Answers, mine: Answers, theirs: Answers) -> Merge:
    """Mine and theirs, both made from base: what only one changed is taken from that one."""
    answers, conflicts = {}, []
    for name in sorted({*base, *mine, *theirs}):
        before, own, other = (one.get(name, "") for one in (base, mine, theirs))
        answers[name] = own if other == before else other
        if own not in (before, other) and other != before:
            conflicts.append(Conflict(name, before, own, other))
    return Merge(tidied(answers), tuple(conflicts))


def settled(merge: Merge, mine_of: Iterable[str]) -> dict[str, str]:
    """The answers, with mine for the conflicts of these names."""
    chosen = set(mine_of)
    own = {one.name: one.mine for one in merge.conflicts if one.name in chosen}
    return tidied(merge.answers | own)
