"""Cards of sheets that a process keeps: the same sheets are found again and again.

What a card shows changes with its sheet, which the change log tells, or with a word of a
vocabulary, which the lexicon tells: the one takes the cards of the sheet out of the memory, the
other all. A sheet that was withdrawn is in the change log too.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from django.conf import settings

from practices.models import PracticeSheet
from practices.models.labels import reader_language
from practices.reading.cards import SheetCard, sheet_cards
from search.delivery import changelog
from search.words.lexicon import Lexicon

KEPT = 2_000
"""Cards, of some two kilobytes each."""


_lock = Lock()
_state: tuple[Any, ...] = ()
_known = 0  # the last number of the change log that the memory has heard of
_cards: OrderedDict[tuple[str, int], SheetCard] = OrderedDict()


def plain_cards(ids: Iterable[int], words: Lexicon) -> Mapping[int, SheetCard]:
    """The published ones of these sheets, in the reader's language; all at once, what is new.

    words: as they are at this request.
    """
    language = reader_language()
    wanted = list(ids)
    with _lock:
        _forget_changed(words)
        found = {pk: _cards[language, pk] for pk in wanted if (language, pk) in _cards}
        before = _state, _known
    new = [pk for pk in wanted if pk not in found]
    made = sheet_cards(PracticeSheet.objects.published().filter(pk__in=new)) if new else {}
    with _lock:
        if before == (_state, _known):
            _keep({(language, pk): one for pk, one in (found | made).items()})
    return found | made


def _forget_changed(words: Lexicon) -> None:
    global _state, _known
    state, last = (settings.SEARCH_INDEX_DIR, words), changelog.last_number()
    changed = changelog.after(_known, KEPT) if _state == state and _known < last else ()
    if _state != state or last < _known or len(changed) == KEPT:
        _cards.clear()
    gone = {sheet for _number, sheet in changed}
    for key in [key for key in _cards if key[1] in gone]:
        del _cards[key]
    _state, _known = state, last


def _keep(cards: Mapping[tuple[str, int], SheetCard]) -> None:
    """The latest asked for last; the one asked for longest ago is the first to go."""
    for key, one in cards.items():
        _cards[key] = one
        _cards.move_to_end(key)
    while len(_cards) > KEPT:
        _cards.popitem(last=False)
