"""How often the search gives people what they hoped for, on the judged queries.

    python -m benchmarks.relevance

The bundled records in a new database and index, asked as the page and the API ask. What is judged
and how it is measured: tests/search/relevance/README.md. Each query that fails is named, with the
sheets that came first instead and their grades. Last, what it takes to see what the words name,
beside the cutting and stemming of the same words alone.
"""

import logging
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.search.relevance.facts import Corpus
    from tests.search.relevance.trial import Outcome


def main() -> None:
    """Makes a site in a temporary folder, then asks it the queries of each set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledge.settings.test")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/db.sqlite3"
        prepare(Path(folder))
        from tests.search.relevance.facts import Corpus
        from tests.search.relevance.judgements import LANGUAGES, SETS, load
        from tests.search.relevance.trial import outcomes

        corpus = Corpus()
        for name in SETS:
            for language in LANGUAGES:
                report(f"{name} set, {language}", outcomes(language, corpus, name), corpus)
        look_up([one.text for name in SETS for lang in LANGUAGES for one in load(lang, SETS[name])])


def prepare(folder: Path) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from practices.actions import import_bundled

    logging.disable(logging.WARNING)
    settings.SEARCH_INDEX_DIR = folder / "index"
    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)
    import_bundled()
    call_command("index", "rebuild", verbosity=0)


def report(title: str, tried: "Sequence[Outcome]", corpus: "Corpus") -> None:
    from tests.search.relevance.trial import mean_ndcg, success

    print(f"{title}: {len(tried)} queries, success at 3 {success(tried):.3f}", end=", ")
    print(f"nDCG@10 {mean_ndcg(tried):.3f}")
    for one in tried:
        if not one.succeeds:
            describe(one, corpus)


def describe(one: "Outcome", corpus: "Corpus") -> None:
    """A query that failed, and what came first."""
    from practices.models import PracticeSheet

    query = one.judged.query
    print(f'  failed: "{query.text}" ({query.kind}, nDCG {one.ndcg:.2f}) {query.why}')
    titles = PracticeSheet.objects.in_bulk(one.found[:3])
    for pk in one.found[:3]:
        grade = "never" if pk in one.judged.never else f"grade {one.judged.grades.get(pk, 0)}"
        print(f"    {grade}: {titles[pk].title} ({corpus.identity(pk)})")
    if not one.found:
        print("    nothing")


def look_up(texts: Sequence[str]) -> None:
    from search.words import lexicon
    from search.words.naming import recognised
    from search.words.stemming import ANALYZERS

    words = lexicon.current()
    named = processor(lambda text: recognised(text, words), texts)
    cut = processor(lambda text: [one.tokens(text) for one in ANALYZERS.values()], texts)
    print(f"names of values: {named:.2f} ms a question, {named / cut:.1f} times its analysis")


def processor(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Milliseconds of the processor for each text, the second time."""
    for _ in range(2):
        begun = time.process_time()
        for text in texts:
            work(text)
        took = time.process_time() - begun
    return took * 1000 / len(texts)


if __name__ == "__main__":
    main()
