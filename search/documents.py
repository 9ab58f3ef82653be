"""What an engine is given: documents, and operations on them."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from search.fields import FACETS, NUMBERS, UNKNOWN


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a document in one language, plain text.

    names: what its values are called, one a line.
    """

    title: str
    summary: str = ""
    body: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in degrees, WGS 84. Raises ValueError where none can be."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"no such place: latitude {self.lat}, longitude {self.lon}")


@dataclass(frozen=True, slots=True)
class Doc:
    """What an engine knows of one sheet; one document however many languages it exists in.

    id: primary key of the sheet, at least 0. It breaks ties of every order, lowest first.
    texts: language code -> words; the first is the original. Any language may be there.
    facets: facet -> values; a hierarchical facet lists the ancestors too. A facet that is absent
        or empty becomes UNKNOWN in the engine.
    numbers: number field -> value in the unit of the field; absent is not known.
    Raises ValueError on a facet or number that the table of fields does not have, on a second
    value where the table allows one, and on a number that is none.
    """

    id: int
    texts: Mapping[str, Texts]
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    place: Place | None = None

    def __post_init__(self) -> None:
        for name in [*self.facets.keys() - FACETS.keys(), *self.numbers.keys() - NUMBERS.keys()]:
            raise ValueError(f"document {self.id}: no field {name!r}; add it to search/fields.py")
        for name, values in self.facets.items():
            if len(values) > 1 and not FACETS[name].multi:
                raise ValueError(
                    f"document {self.id}: {name} takes one value, got {sorted(values)}"
                )
        for name, number in self.numbers.items():
            if not math.isfinite(number):
                raise ValueError(f"document {self.id}: {name} is {number}; leave it out if unknown")

    def digest(self) -> int:
        """63 bits that are the same for the same content, to compare an index with its source."""
        parts = (
            *(
                self.id,
                [(code, t.title, t.summary, t.body, t.names) for code, t in self.texts.items()],
            ),
            sorted((name, sorted(values)) for name, values in self.facets.items() if values),
            sorted((name, float(value)) for name, value in self.numbers.items()),
            self.place and (float(self.place.lat), float(self.place.lon)),
        )
        return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8]) >> 1

    def values(self, facet: str) -> frozenset[str]:
        """The values that the document counts under, never empty."""
        return frozenset(self.facets.get(facet, ())) or frozenset({UNKNOWN})


@dataclass(frozen=True, slots=True)
class Upsert:
    """Put the document in, in the place of any with its id."""

    doc: Doc


@dataclass(frozen=True, slots=True)
class Delete:
    """Take the document out; none with that id is fine."""

    id: int


Operation = Upsert | Delete
