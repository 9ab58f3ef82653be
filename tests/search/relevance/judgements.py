"""Reads the judged queries, and finds the sheets that they judge."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.search.relevance.facts import Corpus, JudgementError

FOLDER = Path(__file__).parent
SETS = {"first": FOLDER, "second": FOLDER / "second"}
LANGUAGES = ("en", "fr", "es")
KINDS = (
    *("practice", "crop", "place", "problem", "zone"),
    *("opposite", "typo", "part", "title", "other-language"),
)
GRADES = {"hoped": 3, "good": 2, "useful": 1}
WORDS = ("text", "kind", "why")
KEYS = {*WORDS, *GRADES, "never"}

Judgement = str | Mapping[str, Any]
"""One sheet as `source:number`, or the facts of several."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query as it is written in the file."""

    text: str
    kind: str
    why: str
    graded: tuple[tuple[int, Judgement], ...]
    never: tuple[Judgement, ...]
    file: Path

    @property
    def place(self) -> str:
        return f'{self.file.name}, query "{self.text}"'


@dataclass(frozen=True)
class Judged:
    """grades: primary key of a sheet -> 1 to 3; never: keys that may not be in the first three."""

    query: JudgedQuery
    grades: Mapping[int, int]
    never: frozenset[int]


def load(language: str, folder: Path = FOLDER) -> list[JudgedQuery]:
    """The queries of a language, in the order of the file.

    Raises JudgementError that names the file, the query and what to mend.
    """
    file = folder / f"{language}.toml"
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("query", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise JudgementError(f"{file.name}: {error}") from error
    queries = [_query(entry, file) for entry in entries]
    _refuse_twice(queries)
    return queries


def judged(query: JudgedQuery, corpus: Corpus) -> Judged:
    """The sheets that the judgements of a query stand for; raises JudgementError."""
    try:
        never = frozenset(pk for one in query.never for pk in corpus.sheets(one))
        grades: dict[int, int] = {}
        for grade, judgement in query.graded:
            for pk in corpus.sheets(judgement) - never:
                grades[pk] = max(grade, grades.get(pk, 0))
    except JudgementError as error:
        raise JudgementError(f"{query.place}: {error}") from None
    if max(grades.values(), default=0) < GRADES["good"]:
        raise JudgementError(f"{query.place}: no sheet is good; drop the query or judge again.")
    return Judged(query, grades, never)


def _query(entry: Mapping[str, Any], file: Path) -> JudgedQuery:
    place = f'{file.name}, query "{entry.get("text", "?")}"'
    for key in WORDS:
        if not str(entry.get(key, "")).strip():
            raise JudgementError(f"{place}: `{key}` is missing.")
    if unknown := entry.keys() - KEYS:
        raise JudgementError(f"{place}: unknown {sorted(unknown)}; known are {sorted(KEYS)}.")
    if entry["kind"] not in KINDS:
        raise JudgementError(f'{place}: unknown kind "{entry["kind"]}"; known are {KINDS}.')
    return JudgedQuery(
        *(entry[key] for key in WORDS),
        graded=tuple(_graded(entry)),
        never=tuple(entry.get("never", ())),
        file=file,
    )


def _graded(entry: Mapping[str, Any]) -> Iterator[tuple[int, Judgement]]:
    for name, grade in GRADES.items():
        for judgement in entry.get(name, ()):
            yield grade, judgement


def _refuse_twice(queries: list[JudgedQuery]) -> None:
    seen: set[str] = set()
    for query in queries:
        if query.text.casefold() in seen:
            raise JudgementError(f"{query.place} is there twice; keep one.")
        seen.add(query.text.casefold())
