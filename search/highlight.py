"""Where the words of a question stand in a text: the same for both engines, and no HTML.

Plain Python on the stored text: an engine's own fragments differ between engines, count in bytes,
and miss a word that was found in its other form. Most words of a text are passed over by one
regular expression, which knows how the words that are looked for begin.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, takewhile

from search.analysis import NEGATION, OTHER, WORD, Analyzer, words
from search.beginnings import words_beginning_as
from search.documents import Texts
from search.plan import Plan, Unit, is_forgiven
from search.result import Span
from search.typos import is_one_slip

FRAGMENT = 240
"""Characters of a body that are shown."""
BEFORE = 60
"""Characters of them before the first match; also how far behind a negation may stand."""

Highlights = Mapping[str, tuple[Span, ...]]
Range = tuple[int, int]
"""From one character to before another."""


class Highlighter:
    """Marks what a plan looks for; one serves all hits of an answer."""

    def __init__(self, plan: Plan, analyzers: Mapping[str, Analyzer], *, forgiving: bool) -> None:
        self._analyzers = analyzers
        self._sought = {code: _forms(plan.get(code, ())) for code in analyzers}
        self._forgiven = {form for form in self._sought[OTHER] if is_forgiven(form) and forgiving}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def texts(self, texts: Mapping[str, Texts], language: str) -> tuple[str | None, Highlights]:
        """The first language with a match, the reader's before the others, and its highlights."""
        for code in sorted(texts, key=lambda code: code != language):
            text = texts[code]
            whole = {name: self.whole(getattr(text, name), code) for name in ("title", "summary")}
            marked = {**whole, "body": self.fragment(text.body, code)}
            if any(marked.values()):
                return code, {name: spans for name, spans in marked.items() if spans}
        return None, {}

    def whole(self, text: str, code: str) -> tuple[Span, ...]:
        """All of the text with its matches marked; empty if there is none."""
        ranges = list(self._ranges(text, code))
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

    def _ranges(self, text: str, code: str) -> Iterator[Range]:
        """Where it matches, one place after the other and none twice."""
        codes = self._codes(code)
        if code not in self._patterns:
            self._patterns[code] = self._pattern(codes)
        for found in self._patterns[code].finditer(text):
            places = (self._range(text, found, own) for own in codes)
            if place := next(filter(None, places), None):
                yield place

    def _codes(self, code: str) -> tuple[str, ...]:
        """The analyzers of a text: its own finds all that OTHER would, where it looks at all."""
        if self._sought.get(code) and not self._forgiven:
            return (code,)
        return (code, OTHER) if code in self._analyzers else (OTHER,)

    def _pattern(self, codes: Iterable[str]) -> re.Pattern[str]:
        """Finds whole words that may match; any word where errors are forgiven."""
        sought = {form.removeprefix(NEGATION) for code in codes for form in self._sought[code]}
        return WORD if self._forgiven else words_beginning_as(sought)

    def _range(self, text: str, found: re.Match[str], code: str) -> Range | None:
        """Of the word, of the negation up to the word, or none if it is not what is sought."""
        forms = self._analyzers[code].forms(found.group())
        if self._is_sought(forms, code):
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


def _forms(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(form for unit in units for token in unit.tokens for form in token.forms)


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
