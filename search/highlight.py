"""Where the words of a question stand in a text: the same for both engines, and no HTML.

Plain Python on the stored text: an engine's own fragments differ between engines, count in bytes,
and miss a word that was found in its other form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from search.analysis import NEGATION, OTHER, WORD, Analyzer, Token, words
from search.documents import Texts
from search.plan import Plan, Unit, is_forgiven
from search.result import Span
from search.typos import is_one_slip

FRAGMENT = 240
"""Characters of a body that are shown."""
BEFORE = 60
"""Characters of them before the first match."""

Highlights = Mapping[str, tuple[Span, ...]]


class Highlighter:
    """Marks what a plan looks for; one serves all hits of an answer."""

    def __init__(self, plan: Plan, analyzers: Mapping[str, Analyzer], *, forgiving: bool) -> None:
        self._analyzers = analyzers
        self._sought = {code: _forms(plan.get(code, ())) for code in analyzers}
        self._forgiven = {form for form in self._sought[OTHER] if is_forgiven(form) and forgiving}
        self._misses: dict[str, set[str]] = {}

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
        return self._spans(text, code) if self._candidates(text, code) else ()

    def fragment(self, text: str, code: str) -> tuple[Span, ...]:
        """A piece of the text around its first match; empty if there is none."""
        if not (candidates := self._candidates(text, code)):
            return ()
        end = 0
        for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, candidates))})\b", text):
            if found.start() >= end:
                start, end = _window(text, found.start())
                if spans := self._spans(text[start:end], code):
                    return _elided(spans, before=start > 0, after=end < len(text))
        return ()

    def _candidates(self, text: str, code: str) -> set[str]:
        """The words of the text that match, or would behind a negation; cheap for most texts."""
        misses = self._misses.setdefault(code, set())
        unknown = set(WORD.findall(text)) - misses
        found = {word for word in unknown if self._may_match(word, code)}
        misses |= unknown - found
        return found

    def _may_match(self, word: str, code: str) -> bool:
        forms = ((own, form) for own in self._codes(code) for form in self._forms(own, word))
        return any(
            self._is_sought(form, own) or self._is_sought(NEGATION + form, own)
            for own, form in forms
        )

    def _forms(self, code: str, word: str) -> tuple[str, ...]:
        return self._analyzers[code].forms(word)

    def _codes(self, code: str) -> Iterable[str]:
        return (code, OTHER) if code in self._analyzers else (OTHER,)

    def _is_sought(self, form: str, code: str) -> bool:
        if form in self._sought[code]:
            return True
        return code == OTHER and any(is_one_slip(form, one) for one in self._forgiven)

    def _matches(self, token: Token, code: str) -> bool:
        """A negated word matches as such, and by itself."""
        loose = (form.removeprefix(NEGATION) for form in token.forms)
        return any(self._is_sought(form, code) for form in (*token.forms, *loose))

    def _spans(self, text: str, code: str) -> tuple[Span, ...]:
        places = [
            (token.start, token.stop)
            for own in self._codes(code)
            for token in self._analyzers[own].tokens(text)
            if self._matches(token, own)
        ]
        found = words(text)
        ranges = {(found[start].start, found[stop - 1].end) for start, stop in places}
        return tuple(_cut(text, sorted(ranges))) if ranges else ()


def _forms(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(form for unit in units for token in unit.tokens for form in token.forms)


def _window(text: str, place: int) -> tuple[int, int]:
    """A range of about FRAGMENT characters that holds the place and cuts no word if it can."""
    start = max(0, place - BEFORE)
    if start:
        start = max(start, text.find(" ", start, place) + 1)
    end = min(len(text), start + FRAGMENT)
    if end < len(text):
        end = max(text.rfind(" ", place, end), place + 1) if " " in text[place:end] else end
    return start, end


def _cut(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The text in pieces, those of the ranges marked; of ranges that overlap, what is left."""
    done = 0
    for start, end in ranges:
        if end <= done:
            continue
        if done < start:
            yield Span(text[done:start])
        yield Span(text[max(done, start) : end], marked=True)
        done = end
    if done < len(text):
        yield Span(text[done:])


def _elided(spans: tuple[Span, ...], *, before: bool, after: bool) -> tuple[Span, ...]:
    first = (Span("… "),) if before else ()
    last = (Span(" …"),) if after else ()
    return (*first, *spans, *last)
