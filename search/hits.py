"""The sheets of an answer as cards, with what the words matched marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from practices.models.labels import language_label
from practices.reading.cards import Parts, SheetCard
from search.remembered import Kept, plain_cards
from search.result import Hit, Span

SUMMARY = 240
"""Characters of a summary that a card shows; a long one is cut around its first mark."""
BEFORE = 80


def cards(hits: Sequence[Hit]) -> list[SheetCard]:
    """In the order of the hits, in the reader's language, in a fixed number of queries.

    A sheet that was withdrawn since the index was read is left out.
    """
    kept = plain_cards(hit.id for hit in hits)
    return [_card(kept[hit.id], hit) for hit in hits if hit.id in kept]


def _card(kept: Kept, hit: Hit) -> SheetCard:
    card = kept.card
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
        matched_in="" if title or summary else _where(kept, hit),
    )


def _plain(card: SheetCard, name: str) -> str:
    return card.title if name == "title" else "".join(text for text, _marked in card.summary)


def _matching(hit: Hit, name: str, shown: str) -> Parts:
    """The marks of a field, if they are in the text that the card shows."""
    parts = _parts(hit.highlights.get(name, ()))
    return parts if "".join(text for text, _marked in parts).strip() == shown.strip() else []


def _parts(spans: Iterable[Span]) -> Parts:
    return [(span.text, span.marked) for span in spans]


def _where(kept: Kept, hit: Hit) -> str:
    """Where the words stand if the card does not show it."""
    if hit.language is None:
        return ""
    if hit.language not in kept.languages:
        return _("names of practices, places, soils and crops")
    if "title" in hit.highlights or "summary" in hit.highlights:
        return _("title or summary in %(language)s") % {"language": language_label(hit.language)}
    return _("full text")


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
