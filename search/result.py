"""What an engine answers: frozen values, text and marks but never HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, marked where it matched; escaped by whoever renders it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found.

    score: None when the order is not by relevance.
    language: of the highlights; None when no word matched (no text, or a concept only).
    highlights: text field -> spans, only of fields with a marked span, so it says where it matched;
        of the body only where title and summary have none in the reader's language, and of
        "names" only the names with a mark, one after the other, parted by "; ".
    values: (facet, value) that the question names and the document has.
    """

    id: int
    score: float | None = None
    language: str | None = None
    highlights: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cluster of the map: south-west corner in degrees, and its documents.

    A document on the line between two cells is in the northern or eastern one.
    middle: the mean of their latitudes and of their longitudes. sheet: the id of the only one.
    """

    lat: float
    lon: float
    count: int
    middle: tuple[float, float] = (0.0, 0.0)
    sheet: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One answer.

    facets: facet -> value -> documents with that value under the text and all *other* filters;
        most first, then by value; a chosen value is always there, with 0 if need be.
    histograms: field -> lowest value of a bucket -> documents under the text and all *other*
        filters, ranges and the box; empty buckets are left out.
    unknown: field of a histogram -> documents under the same that have no such number.
    corrected: the words were found only by forgiving typing errors.
    left_out: words that no document has together with the others, as typed; found without them.
    text_ignored: the text held stop words or signs only, and was left aside.
    generation: names the state of the index that answered; the same state, the same name.
    stands_in: the index of this machine answered, because the cluster could not.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    histograms: Mapping[str, Mapping[float, int]] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    grid: tuple[Cell, ...] = ()
    corrected: bool = False
    left_out: tuple[str, ...] = ()
    text_ignored: bool = False
    generation: str = ""
    stands_in: bool = False
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sheet whose title has the typed words, the last one begun."""

    id: int
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Health:
    """How a generation of an index is.

    fits: whether it was built with the present fields and analysis; if not, rebuild.
    position: how far in the change log it is applied; None when never said.
    generations: all that are kept, oldest first.
    """

    generation: str
    fits: bool
    docs: int
    segments: int
    position: int | None
    size_bytes: int
    generations: tuple[str, ...] = ()
