"""The analyzer of each language, with the Snowball stemmers that tantivy brings along."""

import re
from collections.abc import Mapping

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from search.words.analysis import LANGUAGES, Analyzer, Stem

_NOUN = re.compile(r"(.+ass)es?")


def stemmer(algorithm: str | None) -> Stem:
    """A function from a lower-case word to its stem; the word itself without an algorithm."""
    if algorithm is None:
        return str
    analyzer = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer(algorithm)).build()

    def snowball(word: str) -> str:
        return analyzer.analyze(word)[0] or word

    return _with_nouns(snowball) if algorithm == "french" else snowball


def _with_nouns(snowball: Stem) -> Stem:
    """Nouns like "terrasse", as Snowball stems "terrassement": it takes them for the subjunctive
    of a verb ("terrer"), and they would find every text with "terre".
    """

    def stem(word: str) -> str:
        noun = _NOUN.fullmatch(word)
        return noun[1] if noun else snowball(word)

    return stem


ANALYZERS: Mapping[str, Analyzer] = {
    code: Analyzer(language, stemmer(language.stemmer)) for code, language in LANGUAGES.items()
}
