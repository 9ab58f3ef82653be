"""The analyzer of each language, with the Snowball stemmers that tantivy brings along."""

from collections.abc import Mapping

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from search.words.analysis import LANGUAGES, Analyzer, Stem


def stemmer(algorithm: str | None) -> Stem:
    """A function from a lower-case word to its stem; the word itself without an algorithm."""
    if algorithm is None:
        return str
    analyzer = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer(algorithm)).build()
    return lambda word: analyzer.analyze(word)[0] or word


ANALYZERS: Mapping[str, Analyzer] = {
    code: Analyzer(language, stemmer(language.stemmer)) for code, language in LANGUAGES.items()
}
