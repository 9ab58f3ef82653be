"""What is typed so far, and which title of a sheet a suggestion shows."""

from collections.abc import Mapping, Sequence

from search.documents import Texts
from search.words.analysis import MAX_WORD, fold, words


def typed_words(prefix: str) -> list[str]:
    """The words, folded; none where one is longer than words are."""
    typed = [fold(word.text) for word in words(prefix)]
    return typed if all(len(word) <= MAX_WORD for word in typed) else []


def best_title(texts: Mapping[str, Texts], typed: Sequence[str], language: str) -> tuple[str, str]:
    """The title with most of the typed words, the reader's among equals; and its language.

    typed: folded; a word of a title may go on from one.
    """

    def having(code: str) -> int:
        title = [fold(word.text) for word in words(texts[code].title)]
        return sum(any(word.startswith(part) for word in title) for part in typed)

    best = max(texts, key=lambda code: (having(code), code == language))
    return texts[best].title, best
