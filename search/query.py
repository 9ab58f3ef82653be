"""The question, as a frozen value that no engine and no web framework owns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from search.fields import FACETS

Sort = Literal["relevance", "newest", "title", "soc_desc", "complete", "nearest"]
LANGUAGES = ("en", "fr", "es")
"""Of readers."""

Range = tuple[float | None, float | None]
"""Lowest and highest value, both included, in the unit of the field; None is open."""


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; west above east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

Phrase = tuple[str, str]
"""A language and words of it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of the question that name a facet's value: documents with the value match them too.

    facet: also WORD, for words that no list of values has; they only have other names.
    start, stop: half-open range of indexes into `analysis.words(query.text)`.
    weight: how surely the words mean the value, 1 where they are its name.
    names: other words for the same; documents that have them in a title match too.
    is_opposite: the words say "without" it: documents with the value do not match.
    unused: the practice that the words name, where no sheet applies it: `value` is its nearest
        group that some apply, or itself where none is.
    behind: values of the facet that are its opposite: documents that have one of these and not
        the value match as any others, but stand behind all others.
    """

    facet: str
    value: str
    start: int
    stop: int
    weight: float = 1.0
    names: tuple[Phrase, ...] = ()
    is_opposite: bool = False
    behind: tuple[str, ...] = ()
    unused: str = ""

    @property
    def named(self) -> tuple[str, str]:
        """The facet and the value that the words name, whether or not sheets have it."""
        return self.facet, self.unused or self.value


WORD = "word"
"""In the place of a facet: a word that is no value of any."""
UNCODED = ("practice", "crop", WORD)
"""Facets that many sheets have no values of, but words in their titles."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Count documents in buckets of a number field; width in the unit of the field."""

    field: str
    width: float


@dataclass(frozen=True, slots=True)
class Query:
    """One question.

    language: the reader's, en, fr or es: its highlights are preferred and its titles sorted by.
    filters: facet -> chosen values; values of one facet are alternatives, facets all hold.
    ranges: number field -> bounds; a document without the number is out.
    unknown_too: number fields whose range lets documents without the number pass too.
    near: what "nearest" sorts by; documents without a place come last.
    sort: relevance without text is by id. A missing number comes last.
    offset, limit: of the hits; limit 0 only counts.
    facets: those to count. histograms: at most one of a field.
    grid: cell size in degrees for the map's clusters.
    fuzzy: whether a text that finds nothing at all is understood more widely: words of titles may
        go on from its own, typing errors are forgiven, words that nothing has are left out.
    """

    text: str = ""
    language: str = "en"
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    unknown_too: frozenset[str] = frozenset()
    box: Box | None = None
    near: Point | None = None
    concepts: tuple[Concept, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = tuple(FACETS)
    histograms: tuple[Histogram, ...] = ()
    grid: float | None = None
    fuzzy: bool = True
    highlight: bool = True

    @property
    def order(self) -> Sort:
        """What the answer is sorted by: there is no nearest without a place."""
        return "relevance" if self.sort == "nearest" and self.near is None else self.sort

    @property
    def widths(self) -> Mapping[str, float]:
        """Field of a histogram -> width of its buckets."""
        return {one.field: one.width for one in self.histograms}

    def __hash__(self) -> int:
        """The same for the same question, so that an engine can remember its answer."""
        filters = tuple(sorted((name, frozenset(values)) for name, values in self.filters.items()))
        parts = (
            *(self.text, self.language, filters, frozenset(self.ranges.items())),
            *(self.unknown_too, self.box, self.near, self.concepts, self.sort),
            *(self.offset, self.limit, self.facets, self.histograms),
            *(self.grid, self.fuzzy, self.highlight),
        )
        return hash(parts)
