"""How the text of a question is understood, and the tree of what it then finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.query import UNCODED
from search.tree import (
    All,
    AnyOf,
    Begun,
    Best,
    Everything,
    Misspelt,
    Node,
    Ranked,
    Scored,
    TitleWord,
    Unless,
    Value,
    Word,
)
from search.words.analysis import OTHER
from search.words.plan import Plan, Unit, Way

VALUE_SCORE = 8.0
"""Of a document that has the value which the words name; about a word in a title."""
NAME_SCORE = 9.0
"""Of a document in whose title another name of the words stands: its authors' own word for it."""
BEGUN_SCORE = 2.0
"""Of a document with a title in which a word goes on from the typed one."""
READER_SCORE = 0.5
"""Of a document in the reader's language: decides between documents that are equally good."""
MEASURED_SCORE = 0.25
"""Of a document with a measured effect on soil carbon; the mildest of all."""
TITLE_SCORE = 8.0
"""Of a document that has all of several words in its titles."""
BEFORE_SCORE = 1000.0
"""Of a document that applies no opposite of what is asked for; more than words can be worth."""


@dataclass(frozen=True, slots=True)
class Wording:
    """plan: of the words that count. begun: those of them that a title may go on with. forgiven:
    those that may hold a typing error. left_out: the words that do not count, as typed.
    """

    plan: Plan
    begun: tuple[Unit, ...] = ()
    forgiven: tuple[Unit, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether whole words and values decide alone which documents it finds."""
        return not (self.begun or self.forgiven)

    def only(self, units: Iterable[Unit]) -> "Wording":
        """With nothing but these units of its plan, opposites aside."""
        kept = set(units)
        plan = Plan(tuple(unit for unit in self.plan.units if unit in kept))
        return replace(self, plan=plan)


def tree(wording: Wording) -> Node:
    """Documents that have all units and no opposite; all documents where the text says nothing."""
    plan = wording.plan
    if not plan:
        return Everything()
    units = (
        _unit(unit, begun=unit in wording.begun, forgiven=unit in wording.forgiven)
        for unit in plan.units
    )
    found = All(tuple(dict.fromkeys(units)))  # a word said twice is said once
    return Unless(found, _values(plan.opposites)) if plan.opposites else found


def ranked(wording: Wording, language: str) -> Node:
    """The same documents; of those that are equally good, the reader's own first. Those that
    apply the opposite of what is asked for stand behind all others.
    """
    own = Scored(Value("language", language), READER_SCORE)
    measured = Scored(Value("carbon", "measured"), MEASURED_SCORE)
    before = (
        Scored(AnyOf((Value(*value), Unless(Everything(), _values(opposites)))), BEFORE_SCORE)
        for value, opposites in wording.plan.behind
    )
    return Ranked(tree(wording), (own, measured, *_entitled(wording.plan), *before))


def _unit(unit: Unit, *, begun: bool, forgiven: bool) -> Node:
    """Documents that have the unit; those by its words and its value before those by one."""
    words: list[Node] = [
        All(tuple(Word(code, one.forms) for one in way)) for code, way in unit.ways
    ]
    if unit.names:
        words.append(Scored(AnyOf(tuple(map(_in_title, unit.names))), NAME_SCORE))
    if begun and unit.begun:
        words.append(Scored(Begun(unit.begun), BEGUN_SCORE))
    if forgiven:
        typed = (way for code, way in unit.ways if code == OTHER)
        words += [All(tuple(Misspelt(token.forms) for token in way)) for way in typed]
    values = [Scored(Value(*value), VALUE_SCORE * weight) for value, weight in unit.values]
    best = Best(tuple(words))
    return AnyOf((best, Best(tuple(values)))) if values else best


def _entitled(plan: Plan) -> Iterator[Node]:
    """Documents with a title of all words but those that name a place, a soil, a slope."""
    units = [unit for unit in plan.units if all(facet in UNCODED for (facet, _), _ in unit.values)]
    if len(units) > 1:
        found = (AnyOf(tuple(map(_in_title, (*unit.ways, *unit.names)))) for unit in units)
        yield Scored(All(tuple(found)), TITLE_SCORE)


def _in_title(way: Way) -> Node:
    """All words of the name in a title; other texts mention too much."""
    code, tokens = way
    return All(tuple(TitleWord(code, token.forms) for token in tokens))


def _values(values: Iterable[tuple[str, str]]) -> tuple[Value, ...]:
    return tuple(Value(*one) for one in values)
