"""The right answers, slowly: a plain loop over the documents.

It shares with the engines how text becomes tokens and which words fill a question, and nothing
else.
"""

from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from math import atan2, cos, radians, sin, sqrt

from pytest import approx

from search.documents import Delete, Doc
from search.query import Query
from search.words.analysis import OTHER, fold, words
from search.words.fillers import FILLERS
from search.words.stemming import ANALYZERS

FEW = 5
"""Below so many documents, titles may go on from the last word."""
SCALES = {
    "rainfall_mm": 1,
    "altitude_m": 1,
    "slope_percent": 10,
    "year": 1,
    "cost_usd_ha": 1,
    "duration_years": 100,
    "soc_change": 100,
    "completeness": 1,
    "updated": 1,
    "lat": 10**6,
    "lon": 10**6,
}


class Reference:
    """Answers as dictionaries, with the names of `search.result.Result`."""

    def __init__(self, docs):
        self.docs = {doc.id: doc for doc in docs}
        self.words = {number: tokens_of(doc) for number, doc in self.docs.items()}

    def apply(self, operations):
        for operation in operations:
            if isinstance(operation, Delete):
                self.docs.pop(operation.id, None)
                self.words.pop(operation.id, None)
            else:
                self.docs[operation.doc.id] = operation.doc
                self.words[operation.doc.id] = tokens_of(operation.doc)

    def search(self, query: Query) -> dict:
        texted, corrected = self.by_text(query)
        found = [(doc, failed(doc, query)) for doc in texted]
        matching = [doc for doc, failures in found if not failures]
        return {
            "total": len(matching),
            "ids": [doc.id for doc in in_order(matching, query)],
            "facets": {name: count(found, query, name) for name in query.facets},
            "histograms": {one.field: histogram(found, one) for one in query.histograms},
            "unknown": {one.field: unknown(found, one.field) for one in query.histograms},
            "grid": grid(matching, query),
            "corrected": corrected,
            "text_ignored": bool(words(query.text)) and says_nothing(query.text),
        }

    def opposites_are_last(self, ids, query):
        """Whether no document with the opposite of what is asked for stands before another."""
        asked = [concept for concept in query.concepts if concept.behind]
        places = [sum(does_without(self.docs[pk], one) for one in asked) for pk in ids]
        return places == sorted(places)

    def by_text(self, query):
        if says_nothing(query.text):
            return list(self.docs.values()), False
        tokens = {code: analyzer.tokens(query.text) for code, analyzer in ANALYZERS.items()}
        units = list(dict.fromkeys(unit_of(token, query) for token in tokens[OTHER]))
        units = [unit for unit in units if not is_filler(unit, query)] or units
        found = self.with_all(units, tokens, query)
        if found and query.fuzzy and len(found) < FEW:
            found = self.with_all(units, tokens, query, begun=units[-1:])
        if found or not query.fuzzy:
            return found, False
        unknown = {unit for unit in units if not self.with_all([unit], tokens, query)}
        if going_on := self.with_all(units, tokens, query, begun=unknown):
            return going_on, False
        if near := self.with_all(units, tokens, query, unknown or set(units)):
            return near, True
        return self.without_some(units, tokens, query, unknown)

    def without_some(self, units, tokens, query, unknown):
        """Units that tell most, as long as documents have them together."""
        told = {unit: telling(unit, query, self.with_all([unit], tokens, query)) for unit in units}
        kept, found = [], []
        for unit in sorted(units, key=told.get, reverse=True):
            if more := self.with_all([*kept, unit], tokens, query, unknown):
                kept, found = [*kept, unit], more
        return found, bool(unknown.intersection(kept))

    def with_all(self, units, tokens, query, forgiven=(), begun=()):
        return [
            doc
            for doc in self.docs.values()
            if all(
                self.has(doc, unit, tokens, query, unit in forgiven)
                or ((unit in begun or unit in forgiven) and begins(doc, unit, query))
                for unit in units
            )
        ]

    def has(self, doc, unit, tokens, query, is_forgiven):
        """Whether some language has a form of each word, or the value that the words name."""
        if any(
            (concept.start, concept.stop) == unit and concept.value in doc.values(concept.facet)
            for concept in query.concepts
        ):
            return True
        held = self.words[doc.id]
        for code, found in tokens.items():
            inside = [token for token in found if unit[0] <= token.start and token.stop <= unit[1]]
            cut = any(t.start < unit[1] and unit[0] < t.stop for t in found if t not in inside)
            own = held.get(code, set())
            if inside and not cut and not any(own.isdisjoint(one.forms) for one in inside):
                return True
            if is_forgiven and code == OTHER and all(nearly(own, token) for token in inside):
                return True
        return False


def does_without(doc, concept):
    values = doc.values(concept.facet)
    return concept.value not in values and not values.isdisjoint(concept.behind)


def nearly(held, token):
    return any(is_near(form, word) for form in token.forms for word in held)


def begins(doc, unit, query):
    """Whether a word of a title goes on from one that names nothing."""
    typed = [word.text for word in words(query.text)][slice(*unit)]
    if (
        len(typed) > 1
        or len(typed[0]) < 4
        or any((c.start, c.stop) == unit for c in query.concepts)
    ):
        return False
    titles = chain.from_iterable(words(texts.title) for texts in doc.texts.values())
    return any(fold(word.text).startswith(fold(typed[0])) for word in titles)


def unit_of(token, query):
    """The words of the concept that takes in the token without cutting another; else its own."""
    others = ANALYZERS[OTHER].tokens(query.text)
    for concept in query.concepts:
        if is_inside(token, concept) and not any(is_cut(one, concept) for one in others):
            return concept.start, concept.stop
    return token.start, token.stop


def is_filler(unit, query):
    """Whether it is a word that a question is put in, and no value's name."""
    typed = [fold(word.text) for word in words(query.text)][slice(*unit)]
    named = any((concept.start, concept.stop) == unit for concept in query.concepts)
    return len(typed) == 1 and typed[0] in FILLERS and not named


def telling(unit, query, found):
    """By the facet that the words name, then by how few documents have them."""
    grades = {"practice": 3, "crop": 2, "soil": 0}
    named = [grades[c.facet] for c in query.concepts if (c.start, c.stop) == unit]
    return max(named, default=1), -len(found)


def tokens_of(doc: Doc) -> dict[str, set[str]]:
    """Language -> the forms that the document has in it, OTHER -> those of all its texts."""
    found: dict[str, set[str]] = {}
    for code, texts in doc.texts.items():
        for own in {code, OTHER} & ANALYZERS.keys():
            for text in (texts.title, texts.summary, texts.body, texts.names):
                bag = ANALYZERS[own].bag(text)
                found.setdefault(own, set()).update(bag.bound, bag.loose)
    return found


def says_nothing(text):
    return not ANALYZERS[OTHER].tokens(text)


def is_inside(token, concept):
    return concept.start <= token.start and token.stop <= concept.stop


def is_cut(token, concept):
    meets = token.start < concept.stop and concept.start < token.stop
    return meets and not is_inside(token, concept)


@cache
def is_near(left, right):
    """Equal, or from four letters on one edit or swap apart; by the whole table of distances."""
    if len(left) < 4 or abs(len(left) - len(right)) > 1:
        return left == right
    table = {(i, 0): i for i in range(len(left) + 1)} | {(0, j): j for j in range(len(right) + 1)}
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            cost = left[i - 1] != right[j - 1]
            best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[len(left), len(right)] <= 1


def failed(doc, query):
    """The facets, numbers and places by which the filters leave the document out."""
    facets = {name for name, chosen in query.filters.items() if not doc.values(name) & chosen}
    ranges = {
        name
        for name, bounds in query.ranges.items()
        if not in_range(scaled(doc, name), name, bounds)
        and not (name in query.unknown_too and name not in doc.numbers)
    }
    return facets | ranges | (set() if in_box(doc.place, query.box) else {"place"})


def scaled(doc, name):
    return None if name not in doc.numbers else round(doc.numbers[name] * SCALES[name])


def in_range(value, name, bounds):
    low, high = (None if bound is None else round(bound * SCALES[name]) for bound in bounds)
    return value is not None and (low is None or low <= value) and (high is None or value <= high)


def in_box(place, box):
    if box is None or place is None:
        return box is None
    if not box.south <= place.lat <= box.north:
        return False
    if box.west <= box.east:
        return box.west <= place.lon <= box.east
    return place.lon >= box.west or place.lon <= box.east


def count(found, query, facet):
    values = (doc.values(facet) for doc, failures in found if failures <= {facet})
    return dict.fromkeys(query.filters.get(facet, ()), 0) | Counter(chain.from_iterable(values))


def histogram(found, asked):
    name, width = asked.field, round(asked.width * SCALES[asked.field])
    values = [scaled(doc, name) for doc, failures in found if failures <= {name}]
    return Counter(value // width * width / SCALES[name] for value in values if value is not None)


def unknown(found, name):
    return sum(failures <= {name} and name not in doc.numbers for doc, failures in found)


def grid(matching, query):
    if not query.grid:
        return {}
    step = round(query.grid * 10**6)
    found = defaultdict(list)
    for doc in matching:
        if doc.place:
            place = [round(degrees * 10**6) for degrees in (doc.place.lat, doc.place.lon)]
            found[tuple(units // step * step / 10**6 for units in place)].append((doc.id, *place))
    return {corner: cluster(members) for corner, members in found.items()}


def cluster(members):
    """How many, where they are on the mean, and which one if it is one."""
    ids, lats, lons = zip(*members, strict=True)
    middle = tuple(approx(sum(units) / len(units) / 10**6, abs=2e-6) for units in (lats, lons))
    return len(ids), middle, ids[0] if len(ids) == 1 else None


def in_order(docs, query):
    """Whole order of every sort; by relevance of ids, which is right without text."""
    if query.sort == "title":
        return sorted(docs, key=lambda doc: (title(doc, query.language), doc.id))
    if query.sort == "nearest" and query.near:
        return sorted(docs, key=lambda doc: (angle(doc.place, query.near), doc.id))
    if query.sort in ("relevance", "nearest"):
        return sorted(docs, key=lambda doc: doc.id)
    name = {"newest": "updated", "soc_desc": "soc_change", "complete": "completeness"}[query.sort]
    return sorted(
        docs, key=lambda doc: (name not in doc.numbers, -(scaled(doc, name) or 0), doc.id)
    )


def angle(place, near):
    """At the middle of the Earth, by the vectors of both; more than any without a place."""
    if place is None:
        return 9.0
    lat, lon = (round(degrees * 10**6) / 10**6 for degrees in (place.lat, place.lon))
    one, two = vector(lat, lon), vector(*near)
    (a, b, c), (d, e, f) = one, two
    across = sqrt((b * f - c * e) ** 2 + (c * d - a * f) ** 2 + (a * e - b * d) ** 2)
    return atan2(across, a * d + b * e + c * f)


def vector(lat, lon):
    lat, lon = radians(lat), radians(lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def title(doc, language):
    titles = [doc.texts[language].title] if language in doc.texts else []
    titles += [texts.title for texts in doc.texts.values()]
    return " ".join(fold(word.text) for word in words(next(filter(None, titles))))
