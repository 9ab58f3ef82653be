"""How words are spelt that somebody may search for, and the one that a misspelt word meant.

One list for every engine, read from the database: the names of values in three languages, what
people say for them, and the words of the newest titles. It is read again when the change log has
gone on or a word of a vocabulary was edited, and only for a question that needs it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings

from practices.models import SheetText
from search.delivery import changelog
from search.words.analysis import MAX_WORD, WORD, fold, words
from search.words.lexicon import Lexicon
from search.words.names import all_names
from search.words.typos import slips

MOST_TITLES = 20_000
"""A word that only older titles have is no better guess than none."""
MAX_WORDS = 8
"""Of a question; a longer one is a text, not a search."""
ONE_SLIP, TWO_SLIPS = 4, 6
"""Letters that a word must have to be so many slips off; of short ones all are near to others."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as it is written most often, in lower case, and how often it stands in the list."""

    written: str
    count: int


Known = Mapping[str, Spelling]
"""By the folded word."""

_lock = Lock()
_state: tuple[Any, ...] = ()
_known: Known = {}


def known_words(lexicon: Lexicon) -> Known:
    """The list as it is at this moment; a process keeps its copy."""
    global _state, _known
    state = (settings.SEARCH_INDEX_DIR, changelog.last_number(), lexicon)
    with _lock:
        if _state != state:
            _state, _known = state, spellings((*_names(lexicon), *_titles()))
        return _known


def _names(lexicon: Lexicon) -> Iterable[str]:
    return (text for (_language, text), _meaning in all_names(lexicon))


def _titles() -> Iterable[str]:
    texts = SheetText.objects.filter(sheet__live=True).order_by("-sheet_id")
    return texts.values_list("title", flat=True)[:MOST_TITLES]


def spellings(texts: Iterable[str]) -> Known:
    """All words of the texts. Each is counted as it is written, and folded only once."""
    found: dict[str, Spelling] = {}
    for word, count in Counter(WORD.findall("\n".join(texts).lower())).most_common():
        folded = fold(word)
        first = found.get(folded, Spelling(word, 0))
        found[folded] = Spelling(first.written, first.count + count)
    return found


def respelt(text: str, known: Known) -> str:
    """With each word that nobody writes as the nearest that is written; others stay as they are."""
    found = words(text)
    if len(found) > MAX_WORDS:
        return text
    for word in reversed(found):
        text = text[: word.start] + _nearest(word.text, known) + text[word.end :]
    return text


def _nearest(word: str, known: Known) -> str:
    """The fewest slips away, and of these the most frequent; the word itself where none is near."""
    typed = fold(word)
    most = (len(typed) >= ONE_SLIP) + (len(typed) >= TWO_SLIPS)
    if typed in known or not most or len(typed) > MAX_WORD or not typed.isalpha():
        return word
    letters = set(typed)
    near = (
        (off, -one.count, one.written)
        for other, one in known.items()
        if abs(len(other) - len(typed)) <= most
        and len(letters.difference(other)) <= most  # tells most words apart at once
        and other.isalpha()
        and (off := slips(typed, other, most)) is not None
    )
    return min(near, default=(0, 0, word))[2]
