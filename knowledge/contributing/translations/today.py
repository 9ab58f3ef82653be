"""A draft of a translation that was begun some time ago, as the sheet is today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..answers import Answers
from .names import MADE_FROM, ORDER, ORIGINAL, RIGHT, TEXT, listed
from .subject import followed


@dataclass
class Brought:
    """Base and answers of a draft. moved: the name of a paragraph then -> its name today."""

    base: dict[str, str]
    answers: dict[str, str]
    moved: dict[str, str] = field(default_factory=dict)


def brought(base: Answers, answers: Answers, today: Answers, names: Iterable[str]) -> Brought:
    """With these paragraphs as they are today; what the author wrote for one that changed since
    stands under what it became. All other paragraphs stay as they were."""
    became = followed(listed(base), base, listed(today), today)
    earlier = {after: name for name, after in became.items() if name not in listed(today)}
    found = Brought(dict(base), dict(answers))
    for name in names:
        old = name if name in listed(found.base) else earlier.get(name, name)
        _bring(found, old, name, today)
    return found


def _bring(found: Brought, old: str, name: str, today: Answers) -> None:
    mine, is_mine = found.answers.get(old, ""), found.answers.get(old) != found.base.get(old)
    order = _placed(listed(found.base), old, name, listed(today))
    for one in (found.base, found.answers):
        for note in _all_of(old):
            one.pop(note, None)
        one.update({note: today[note] for note in _all_of(name) if note in today})
        one[ORDER] = "\n".join(order)
    if is_mine:
        found.answers[name] = mine
    if old != name:
        found.answers.pop(old + RIGHT, None)
        found.moved[old] = name


def _all_of(name: str) -> tuple[str, ...]:
    """The answer and its notes."""
    return name, ORIGINAL + name, MADE_FROM + name, TEXT + name


def _placed(order: list[str], old: str, name: str, today: list[str]) -> list[str]:
    """In the place of the old one, else behind what it stands behind today."""
    if old in order:
        return [name if one == old else one for one in order]
    above = [one for one in today[: today.index(name)] if one in order]
    place = order.index(above[-1]) + 1 if above else 0
    return [*order[:place], name, *order[place:]]


def renamed(
    texts: Mapping[str, dict[str, str]], moved: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Conflicts of a draft, under the names of today."""
    return {moved.get(name, name): one for name, one in texts.items()}
