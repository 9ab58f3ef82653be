"""What a text finds, and how well, as a tree that each engine writes down in its own terms."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """Any of the forms in any text of the language; the best field counts, as the table weighs."""

    language: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleWord:
    """Any of the forms in a title of the language."""

    language: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misspelt:
    """Any of the forms as typed in any text, or one typing error off where it is long enough."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """A word of a title that goes on from this one, unstemmed."""

    word: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents."""


@dataclass(frozen=True, slots=True)
class All:
    """All of the nodes; scores add up."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the nodes at least; scores add up."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Best:
    """One of the nodes at least; the best score counts, the others add TIE of theirs."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """What the node finds and none of the others does, with the score of the node."""

    node: "Node"
    others: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the node finds; each of the others that finds it too adds its score."""

    node: "Node"
    others: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What the node finds, each with this score."""

    node: "Node"
    score: float


Node: TypeAlias = (
    Word
    | TitleWord
    | Misspelt
    | Begun
    | Value
    | Everything
    | All
    | AnyOf
    | Best
    | Unless
    | Ranked
    | Scored
)
TIE = 0.1
"""How much the second-best field or name of a word adds to its best."""
