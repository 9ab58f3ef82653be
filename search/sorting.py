"""Keys by which both engines sort: text whose plain order is the whole order, ties and all.

A key ends with the document's id, so no two are equal and no page overlaps the next.
"""

from search.documents import Doc
from search.fields import scaled
from search.query import LANGUAGES, Query
from search.words.analysis import fold, words

_HIGHEST = 2**63
_LAST = "~"  # behind every figure, letter and key of a number


SORT_FIELDS = ("newest", "soc_desc", "complete", *(f"title_{code}" for code in LANGUAGES))


def sort_key(query: Query) -> str | None:
    """Name of the key that the answer is sorted by, ascending; None where no key can say it: by
    the engine's own score, or by the distance from a place.
    """
    if query.order in ("relevance", "nearest"):
        return None
    return f"title_{query.language}" if query.order == "title" else query.order


def sort_keys(doc: Doc) -> dict[str, str]:
    """Name -> key, for every way to sort that a document alone decides."""
    titles = {code: _title(doc, code) for code in LANGUAGES}
    folded = {title: _folded(title) for title in {*titles.values()}}  # mostly one for all
    return {
        "newest": _descending(doc, "updated"),
        "soc_desc": _descending(doc, "soc_change"),
        "complete": _descending(doc, "completeness"),
        **{f"title_{code}": _ending(folded[title], doc) for code, title in titles.items()},
    }


def _descending(doc: Doc, name: str) -> str:
    if name not in doc.numbers:
        return _ending(_LAST, doc)
    return _ending(f"{_HIGHEST - scaled(name, doc.numbers[name]):020d}", doc)


def _title(doc: Doc, language: str) -> str:
    """The title in that language; the original's where there is none, or only names are in it."""
    titles = [texts.title for texts in doc.texts.values() if texts.title]
    own = doc.texts[language].title if language in doc.texts else ""
    return own or next(iter(titles), "")


def _folded(title: str) -> str:
    return fold(" ".join(word.text for word in words(title)))[:80] or _LAST


def _ending(key: str, doc: Doc) -> str:
    return f"{key}\t{doc.id:019d}"  # a tab comes before any letter: "soil" before "soils"
