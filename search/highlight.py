"""Where the words of a question stand in a text: the same for both engines, and no HTML.

Plain Python on the stored text: an engine's own fragments differ between engines, count in bytes,
and miss a word that was found in its other form.
"""

from collections.abc import Iterable, Iterator, Mapping

from search.analysis import NEGATION, OTHER, Analyzer, Forms, Token, words
from search.documents import Texts
from search.plan import Plan, Unit, is_forgiven
from search.result import Span
from search.typos import is_one_slip

FRAGMENT = 36
"""Words of a body that are shown, and at most so many times ten letters."""
BEFORE = 8
"""Words of them before the first match."""

Highlights = Mapping[str, tuple[Span, ...]]


class Highlighter:
    """Marks what a plan looks for; one serves all hits of an answer."""

    def __init__(self, plan: Plan, analyzers: Mapping[str, Analyzer], *, forgiving: bool) -> None:
        self._analyzers = analyzers
        self._sought = {code: _forms(plan.get(code, ())) for code in analyzers}
        self._loose = {
            code: frozenset(form.removeprefix(NEGATION) for form in forms)
            for code, forms in self._sought.items()
        }
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
        return self._spans(text, code) if self._candidates(text.split(), code) else ()

    def fragment(self, text: str, code: str) -> tuple[Span, ...]:
        """A piece of the text around its first match; empty if there is none."""
        runs = text.split()
        candidates = self._candidates(runs, code)
        end = 0
        for place, run in enumerate(runs) if candidates else ():
            if place >= end and run in candidates:
                start, end = max(0, place - BEFORE), max(0, place - BEFORE) + FRAGMENT
                piece = " ".join(runs[start:end])[: FRAGMENT * 10]
                if spans := self._spans(piece, code):
                    return _elided(spans, before=start > 0, after=end < len(runs))
        return ()

    def _candidates(self, runs: Iterable[str], code: str) -> set[str]:
        """What stands between spaces and matches, or would behind a negation.

        Most of a text is looked at here only, so a word that did not match is never tried again.
        """
        misses = self._misses.setdefault(code, set())
        unknown = set(runs) - misses
        found = set().union(*(self._matching(unknown, own) for own in self._codes(code)))
        misses |= unknown - found
        return found

    def _codes(self, code: str) -> Iterable[str]:
        """The analyzers of a text: its own finds all that OTHER would, where it looks at all."""
        if self._sought.get(code) and not self._forgiven:
            return (code,)
        return (code, OTHER) if code in self._analyzers else (OTHER,)

    def _matching(self, runs: Iterable[str], code: str) -> set[str]:
        forms_of, differ = self._analyzers[code].run, self._loose[code].isdisjoint
        found = {run for run in runs for forms in forms_of(run) if not differ(forms)}
        if code == OTHER and self._forgiven:
            found |= {run for run in runs for forms in forms_of(run) if self._is_near(forms)}
        return found

    def _is_near(self, forms: Forms) -> bool:
        """Whether a word that stands for itself, or a negated one, was meant by a misspelt word."""
        typed = (*forms, *(NEGATION + form for form in forms))
        return any(is_one_slip(form, sought) for sought in self._forgiven for form in typed)

    def _matches(self, token: Token, code: str) -> bool:
        """A negated word matches as such, and by itself."""
        forms = token.forms
        if token.stop - token.start > 1:
            forms += tuple(form.removeprefix(NEGATION) for form in forms)
        if not self._sought[code].isdisjoint(forms):
            return True
        near = self._forgiven if code == OTHER else ()
        return any(is_one_slip(form, sought) for sought in near for form in forms)

    def _spans(self, text: str, code: str) -> tuple[Span, ...]:
        places = [
            (token.start, token.stop)
            for own in self._codes(code)
            for token in self._analyzers[own].tokens(text)
            if self._matches(token, own)
        ]
        found = words(text) if places else []
        ranges = {(found[start].start, found[stop - 1].end) for start, stop in places}
        return tuple(_cut(text, sorted(ranges))) if ranges else ()


def _forms(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(form for unit in units for token in unit.tokens for form in token.forms)


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
