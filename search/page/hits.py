"""The sheets of an answer as cards, with what the words matched marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from practices.models.labels import language_label, reader_language
from practices.reading.cards import Parts, SheetCard
from search.distance import distance_m
from search.page.remembered import plain_cards
from search.page.understanding import kind
from search.query import Point
from search.result import Hit, Span
from search.words.lexicon import Lexicon

SUMMARY = 240
"""Characters of a summary that a card shows; a long one is cut around its first mark."""
BEFORE = 80
NEAREST_KM = 2
"""A place in an address is rounded to about a kilometre."""
MOST_NAMES = 3
"""Names by which a card says it was found."""


def cards(hits: Sequence[Hit], words: Lexicon, near: Point | None = None) -> list[SheetCard]:
    """In the order of the hits, in the reader's language, in a fixed number of queries.

    words: what the values are called by which a sheet was found. near: where to measure from.

    A sheet that was withdrawn since the index was read is left out.
    """
    kept = plain_cards((hit.id for hit in hits), words)
    found = [_card(kept[hit.id], hit, words) for hit in hits if hit.id in kept]
    return [replace(card, distance=away(near, card.point)) for card in found] if near else found


def away(near: Point, point: Point | None) -> str:
    """How far, no more exactly than the reader's place is known; empty for an unknown place."""
    if point is None:
        return ""
    km = distance_m(near, point) / 1000
    if km < NEAREST_KM:
        return _("here, or within %(km)s km") % {"km": NEAREST_KM}
    return _("about %(km)s km away") % {"km": number_format(round(km, -1 if km >= 100 else 0), 0)}


def _card(card: SheetCard, hit: Hit, words: Lexicon) -> SheetCard:
    title, summary = (_matching(hit, name, _plain(card, name)) for name in ("title", "summary"))
    body = hit.highlights.get("body", ())
    if summary or title or not body:
        shown, language = summary or card.summary, card.summary_language
    else:
        shown, language = _parts(body), hit.language or card.summary_language
    return replace(
        card,
        title_parts=title,
        summary=shortened(shown),
        summary_language=language,
        matched_in=" · ".join(_where(hit, bool(title or summary), words)),
    )


def _plain(card: SheetCard, name: str) -> str:
    return card.title if name == "title" else "".join(text for text, _marked in card.summary)


def _matching(hit: Hit, name: str, shown: str) -> Parts:
    """The marks of a field, if they are in the text that the card shows."""
    parts = _parts(hit.highlights.get(name, ()))
    return parts if "".join(text for text, _marked in parts).strip() == shown.strip() else []


def _parts(spans: Iterable[Span]) -> Parts:
    return [(span.text, span.marked) for span in spans]


def _where(hit: Hit, is_shown: bool, words: Lexicon) -> Iterator[str]:
    """Where the words stand, and by which names the sheet was found.

    is_shown: whether the card shows the title and summary that have the marks.
    """
    if places := _places(hit, is_shown):
        yield _("found in: %(where)s") % {"where": places}
    if names := _names(hit, words):
        yield _("found by: %(names)s") % {"names": ", ".join(names)}


def _places(hit: Hit, is_shown: bool) -> str:
    """The fields; of a title that the card does not show also the language."""
    fields = {"title": _("title"), "summary": _("summary")}
    found = ", ".join(label for name, label in fields.items() if name in hit.highlights)
    if not found:
        return _("full text") if "body" in hit.highlights else ""
    if is_shown or hit.language is None:
        return found
    language = language_label(hit.language)
    return _("%(fields)s in %(language)s") % {"fields": found, "language": language}


def _names(hit: Hit, words: Lexicon) -> list[str]:
    """The values that the question names; else the names in which its words stand."""
    language = reader_language()
    values = [
        _("%(name)s (%(kind)s)") % {"name": words.label(*one, language), "kind": kind(one[0])}
        for one in hit.values
    ]
    text = "".join(span.text for span in hit.highlights.get("names", ()))
    return (values or [name for name in text.split("; ") if name])[:MOST_NAMES]


def shortened(parts: Parts, length: int = SUMMARY) -> Parts:
    """About so many characters around the first mark, cut between words."""
    text = "".join(piece for piece, _marked in parts)
    if len(text) <= length + BEFORE:
        return parts
    start, end = _window(text, _first_mark(parts), length)
    kept = [("… ", False)] if start else []
    done = 0
    for piece, is_marked in parts:
        inside = piece[max(start - done, 0) : max(end - done, 0)]
        kept += [(inside, is_marked)] if inside else []
        done += len(piece)
    return [*kept, (" …", False)] if end < len(text) else kept


def _first_mark(parts: Parts) -> int:
    done = 0
    for piece, is_marked in parts:
        if is_marked:
            return done
        done += len(piece)
    return 0


def _window(text: str, mark: int, length: int) -> tuple[int, int]:
    start = mark - BEFORE
    if start > 0:
        start = text.find(" ", start, mark) + 1 or start
    start = max(start, 0)
    end = start + length
    if end < len(text) and (space := text.rfind(" ", start, end)) > mark:
        end = space
    return start, end
