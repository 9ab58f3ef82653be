"""Where the words of a question stand in a text: the same for both engines, and no HTML.

Plain Python on the stored text: an engine's own fragments differ between engines, count in bytes,
and miss a word that was found in its other form. Most words of a text are passed over by one
regular expression, which knows how the words that are looked for begin.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, takewhile

from search.documents import Texts
from search.result import Span
from search.words.analysis import NEGATION, OTHER, WORD, Analyzer, fold, words
from search.words.beginnings import words_beginning_as
from search.words.plan import Plan, Unit, is_forgiven
from search.words.typos import is_one_slip

FRAGMENT = 240
"""Characters of a body that are shown."""
BEFORE = 60
"""Characters of them before the first match; also how far behind a negation may stand."""

Highlights = Mapping[str, tuple[Span, ...]]
Range = tuple[int, int]
"""From one character to before another."""


class Highlighter:
    """Marks what a plan looks for; one serves all hits of an answer."""

    def __init__(
        self,
        plan: Plan,
        analyzers: Mapping[str, Analyzer],
        *,
        begun: Iterable[Unit] = (),
        forgiven: Iterable[Unit] = (),
    ) -> None:
        self._analyzers = analyzers
        self._sought = {code: frozenset(_forms(plan.units, code)) for code in analyzers}
        self._names = {code: _names(plan.units, code) for code in analyzers}
        self._begun = tuple(unit.begun for unit in begun if unit.begun)
        self._forgiven = {form for form in _forms(forgiven, OTHER) if is_forgiven(form)}
        self._patterns: dict[tuple[str, frozenset[str]], re.Pattern[str]] = {}

    def texts(self, texts: Mapping[str, Texts], language: str) -> tuple[str | None, Highlights]:
        """The first language with a match, the reader's before the others, and its highlights;
        of the body only where the reader sees none before it, the names of the document's values
        only where no text matches.
        """
        codes = sorted(texts, key=lambda code: code != language)
        for marks in (partial(self._prose, language), self._named):
            for code in codes:
                if found := {name: spans for name, spans in marks(texts[code], code) if spans}:
                    return code, found
        return None, {}

    def _prose(
        self, language: str, text: Texts, code: str
    ) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """A body is long to look through: not below a title that the reader can read."""
        title = self.whole(text.title, code, is_title=True)
        summary = self.whole(text.summary, code)
        yield from (("title", title), ("summary", summary))
        if code != language or not (title or summary):
            yield "body", self.fragment(text.body, code)

    def _named(self, text: Texts, code: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
        marked = filter(None, (self.whole(name, code) for name in text.names.splitlines()))
        parted = chain.from_iterable((Span("; "), *spans) for spans in marked)
        yield "names", tuple(parted)[1:]

    def whole(self, text: str, code: str, *, is_title: bool = False) -> tuple[Span, ...]:
        """All of the text with its matches marked; empty if there is none."""
        also = self._also(text, code) if is_title else frozenset()
        begun = self._begun if is_title else ()
        ranges = list(self._ranges(text, code, also, begun)) if text else []
        return tuple(_cut(text, ranges)) if ranges else ()

    def fragment(self, text: str, code: str) -> tuple[Span, ...]:
        """A piece of the text around its first match; empty if there is none."""
        ranges = self._ranges(text, code)
        if not (first := next(ranges, None)):
            return ()
        start, end = _window(text, first)
        shown = chain([first], takewhile(lambda one: one[1] <= end, ranges))
        spans = _cut(text[start:end], [(one - start, other - start) for one, other in shown])
        return _elided(tuple(spans), before=start > 0, after=end < len(text))

    def _also(self, text: str, code: str) -> frozenset[str]:
        """The forms of those other names that the title has all words of."""
        if not text or not self._names.get(code):
            return frozenset()
        held = frozenset(self._analyzers[code].bag(text).bound)
        whole = (name for name in self._names[code] if not any(map(held.isdisjoint, name)))
        return frozenset(chain.from_iterable(chain.from_iterable(whole)))

    def _ranges(
        self,
        text: str,
        code: str,
        also: frozenset[str] = frozenset(),
        begun: Sequence[str] = (),
    ) -> Iterator[Range]:
        """Where it matches, one place after the other and none twice."""
        codes = self._codes(code)
        for found in self._pattern(code, codes, also, begun).finditer(text):
            places = (self._range(text, found, own, also) for own in codes)
            if place := next(filter(None, places), None):
                yield place
            elif begun and fold(found.group()).startswith(tuple(begun)):
                yield found.span()

    def _codes(self, code: str) -> tuple[str, ...]:
        """The analyzers of a text: its own finds all that OTHER would, where it looks at all."""
        if self._sought.get(code) and not self._forgiven:
            return (code,)
        return (code, OTHER) if code in self._analyzers else (OTHER,)

    def _pattern(
        self, code: str, codes: Iterable[str], also: Iterable[str], begun: Iterable[str]
    ) -> re.Pattern[str]:
        """Finds whole words that may match; any word where errors are forgiven."""
        if self._forgiven:
            return WORD
        key = code, frozenset((*also, *begun))
        if key not in self._patterns:
            sought = chain(also, begun, *(self._sought[code] for code in codes))
            self._patterns[key] = words_beginning_as({one.removeprefix(NEGATION) for one in sought})
        return self._patterns[key]

    def _range(
        self, text: str, found: re.Match[str], code: str, also: frozenset[str]
    ) -> Range | None:
        """Of the word, of the negation up to the word, or none if it is not what is sought."""
        forms = self._analyzers[code].forms(found.group())
        if self._is_sought(forms, code) or not also.isdisjoint(forms):
            return found.span()
        if self._is_sought([NEGATION + form for form in forms], code):
            return self._negated(text, found, code)
        return None

    def _negated(self, text: str, found: re.Match[str], code: str) -> Range | None:
        start = max(0, found.start() - BEFORE)
        before = text[start : found.end()]
        token = self._analyzers[code].tokens(before)[-1]
        if not self._is_sought(token.forms, code):
            return None
        return start + words(before)[token.start].start, found.end()

    def _is_sought(self, forms: Iterable[str], code: str) -> bool:
        if not self._sought[code].isdisjoint(forms):
            return True
        near = self._forgiven if code == OTHER else ()
        return any(is_one_slip(form, sought) for sought in near for form in forms)


def _forms(units: Iterable[Unit], code: str) -> Iterator[str]:
    for unit in units:
        for language, tokens in unit.ways:
            if language == code:
                yield from chain.from_iterable(token.forms for token in tokens)


def _names(units: Iterable[Unit], code: str) -> list[list[tuple[str, ...]]]:
    """The other names in a language, each as the forms of its words."""
    names = chain.from_iterable(unit.names for unit in units)
    return [[token.forms for token in tokens] for language, tokens in names if language == code]


def _window(text: str, first: Range) -> Range:
    """About FRAGMENT characters around the first match that cut no word, if they can."""
    start = max(0, first[0] - BEFORE)
    if start:
        start = max(start, text.find(" ", start, first[0]) + 1)
    end = max(start + FRAGMENT, first[1])
    if end < len(text):
        end = max(text.rfind(" ", first[1], end), first[1]) if " " in text[first[1] : end] else end
    return start, min(end, len(text))


def _cut(text: str, ranges: Iterable[Range]) -> Iterator[Span]:
    """The text in pieces, those of the ranges marked."""
    done = 0
    for start, end in ranges:
        if done < start:
            yield Span(text[done:start])
        yield Span(text[start:end], marked=True)
        done = end
    if done < len(text):
        yield Span(text[done:])


def _elided(spans: tuple[Span, ...], *, before: bool, after: bool) -> tuple[Span, ...]:
    first = (Span("… "),) if before else ()
    last = (Span(" …"),) if after else ()
    return (*first, *spans, *last)
