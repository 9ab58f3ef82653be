"""No dead end: what of a question finds nothing, and the ways out, each with its true count.

The rules, in this order; a way out is an address, and its count is what that address finds.

1. One thing less: without the words, or without a filter. What else that filter could hold comes
   with it: the same climate on another soil, the same words in another language, the sheets that
   do not tell a number beside those within its bounds.
2. One step wider: a chosen value of a tree gives way to what it is a kind of (BSh to BS).
3. One word less, where there are several.
4. The words as they are mostly spelt, where they alone find nothing.
5. Where none of these finds a sheet: one thing alone.

A thing less that still finds nothing stays in the list with its 0: it says that this is not enough.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext as _

from search.address import BOX
from search.answering import Answer
from search.answering import answer as ask
from search.fields import FACETS
from search.page.addresses import Addresses
from search.page.area_words import AREA, area_words
from search.page.facets import LABELS, label, short
from search.page.ranges import LABELS as NUMBERS
from search.page.ranges import range_words
from search.query import Query
from search.words.spelling import MAX_WORDS, known_words, respelt

MAX_OTHERS = 4
"""Values named beside the loosening of their filter."""
WORDS = "q"
"""Stands for the words among the names of the filters."""


@dataclass(frozen=True)
class Other:
    """Another value of a filter, with what it finds under all the rest."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class WayOut:
    """Another question near by, and how many sheets it finds."""

    label: str
    url: str
    count: int
    detail: str = ""
    others: list[Other] = field(default_factory=list)


class Loosening:
    """The ways out of one answer, mostly one that found nothing, in the reader's language."""

    def __init__(self, answer: Answer, addresses: Addresses, language: str) -> None:
        self.answer, self.addresses, self.language = answer, addresses, language
        self.query = answer.query
        words = [WORDS] if self.query.text else []
        area = [BOX] if self.query.box else []
        self.parts = [*words, *self.query.filters, *self.query.ranges, *area]

    def culprits(self) -> str:
        """The fewest things that no sheet has together, in words.

        Things are left out one by one as long as the rest finds nothing; what stays is needed.
        """
        kept = self.parts
        for part in self.parts:
            rest = [other for other in kept if other != part]
            if rest and not self._count(self._of(rest)):
                kept = rest
        return " + ".join(filter(None, (self._words(part) for part in kept)))

    def ways(self) -> list[WayOut]:
        """Most sheets first."""
        less = [] if self.parts == [WORDS] else [self._without(part) for part in self.parts]
        found = [*less, *self._some([*self._wider(), *self._a_word_less(), *self._spelt()])]
        if len(self.parts) > 1 and not any(way.count for way in found):
            found += self._some(self._alone(part) for part in self.parts)
        return sorted(found, key=lambda way: -way.count)

    def _some(self, ways: Iterable[WayOut]) -> list[WayOut]:
        return [way for way in ways if way.count]

    def _of(self, parts: Sequence[str]) -> Query:
        """The question of these parts alone."""
        filters = {name: own for name, own in self.query.filters.items() if name in parts}
        ranges = {name: own for name, own in self.query.ranges.items() if name in parts}
        unknown_too = self.query.unknown_too.intersection(ranges)
        box = self.query.box if BOX in parts else None
        kept = replace(self.query, filters=filters, ranges=ranges, unknown_too=unknown_too, box=box)
        return kept if WORDS in parts else replace(kept, text="", concepts=())

    def _count(self, query: Query) -> int:
        return self.answer.totals([query])[0]

    def _words(self, part: str) -> str:
        """One part as the reader would say it."""
        if part == WORDS:
            return _("“%(words)s”") % {"words": self.query.text}
        title = short(part) if part in LABELS else _title(part)
        return _("%(label)s: %(value)s") % {"label": title, "value": self._value(part)}

    def _value(self, part: str) -> str:
        if part == BOX and self.query.box:
            return area_words(self.query.box)
        if part in self.query.ranges:
            return range_words(self.query, part)
        return ", ".join(self._label(part, value) for value in sorted(self.query.filters[part]))

    def _label(self, facet: str, value: str) -> str:
        return label(self.answer, facet, value, self.language)

    def _way(self, title: str, query: Query, others: Sequence[Other] = ()) -> WayOut:
        detail = " · ".join(
            [
                *([query.text] if query.text else []),
                *(
                    self._label(name, value)
                    for name in LABELS
                    for value in sorted(query.filters.get(name, ()))
                ),
                *(range_words(query, name) for name in query.ranges),
                *([area_words(query.box)] if query.box else []),
            ]
        )
        url = self.addresses.of(query)
        return WayOut(title, url, self._count(query), detail, list(others))

    def _without(self, part: str) -> WayOut:
        query = self._of([other for other in self.parts if other != part])
        if part == WORDS:
            return self._way(_("Without the words “%(words)s”") % {"words": self.query.text}, query)
        title = _("Without the filter “%(filter)s”") % {"filter": _title(part)}
        if part == BOX:
            return self._way(title, query)
        others = self._or_unknown(part) if part in self.query.ranges else self._others(part)
        return self._way(title, query, others)

    def _or_unknown(self, name: str) -> list[Other]:
        """The sheets that do not tell the number, as the others of its range."""
        count = self.answer.result.unknown[name]
        if not count or name in self.query.unknown_too:
            return []
        query = replace(self.query, unknown_too=self.query.unknown_too | {name})
        return [Other(_("also where it is not known"), self.addresses.of(query), count)]

    def _others(self, facet: str) -> list[Other]:
        """The counts of a filter stand under all the others: they need no question of their own."""
        counts, only = self.answer.result.facets[facet], self.addresses.only(facet)
        entries = self.answer.words.facets[facet]
        found = sorted(((-count, value) for value, count in counts.items() if count))
        above = {
            one.value
            for _count, value in found
            if value in entries
            for one in entries[value].lineage()
            if one.value != value
        }
        return [
            Other(self._label(facet, value), only(value), -count)
            for count, value in found
            if value not in above
        ][:MAX_OTHERS]

    def _wider(self) -> Iterable[WayOut]:
        for name, chosen in self.query.filters.items():
            entries = self.answer.words.facets[name]
            for value in sorted(chosen):
                parent = entries[value].parent if value in entries else None
                if FACETS[name].hierarchical and parent and parent.value in entries:
                    values = chosen - {value} | {parent.value}
                    query = replace(self.query, filters={**self.query.filters, name: values})
                    title = _("%(wider)s instead of %(narrower)s") % {
                        "wider": self._label(name, parent.value),
                        "narrower": self._label(name, value),
                    }
                    yield self._way(title, query)

    def _a_word_less(self) -> Iterable[WayOut]:
        asked = self.query.text.split()
        if not 1 < len(asked) <= MAX_WORDS:
            return
        for place, word in enumerate(asked):
            rest = " ".join(asked[:place] + asked[place + 1 :])
            yield self._in_words(_("Without the word “%(word)s”") % {"word": word}, rest)

    def _in_words(self, title: str, text: str) -> WayOut:
        """Other words may name other things: the whole address is asked."""
        url = self.addresses.of(replace(self.query, text=text))
        found = ask(parse_qs(urlsplit(url).query), language=self.addresses.language)
        return WayOut(title, url, found.result.total)

    def did_you_mean(self) -> WayOut | None:
        """As `spelt`, where words found sheets only by forgiving them or leaving some out."""
        found = self.answer.result
        return self.spelt() if found.total and (found.corrected or found.left_out) else None

    def spelt(self) -> WayOut | None:
        """The words as they are mostly spelt, if they are spelt otherwise and find something."""
        text = respelt(self.query.text, known_words(self.answer.words))
        if text == self.query.text:
            return None
        way = self._in_words(_("Did you mean “%(words)s”?") % {"words": text}, text)
        return way if way.count else None

    def _spelt(self) -> Iterable[WayOut]:
        if self.query.text and not self._count(self._of([WORDS])) and (way := self.spelt()):
            yield way

    def _alone(self, part: str) -> WayOut:
        title = _("Only %(thing)s") % {"thing": self._words(part)}
        return self._way(title, self._of([part]))


def _title(part: str) -> str:
    return str(AREA if part == BOX else LABELS.get(part) or NUMBERS[part])
