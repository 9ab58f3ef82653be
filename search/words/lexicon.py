"""What the values of each facet are called, in three languages, and how they stand in trees.

Read from the vocabularies, the practices, the zones and the sources. Each process keeps a copy
until `WordsState` says that a word was edited or loaded.
"""

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Practice, PracticeSheet, PracticeSynonym, Source, Term, Zone
from practices.models.labels import LABEL_LANGUAGES
from practices.vocabularies import ASPECTS
from search.fields import UNKNOWN
from search.models import WordsState

LOCAL = "local"
"""The source of a sheet that was written here."""

ASPECT_FACETS = ("land_use", "degradation", "purpose", "rainfall", "slope", "crop", "agroclimate")
"""Facets whose values are the sheet's answers to the question of that name."""

TERM_LISTS = {
    **{facet: ASPECTS[facet].vocabularies for facet in ASPECT_FACETS},
    "country": ("country",),
    "region": ("region",),
}
SCHEMES = {"climate": "koppen", "soil": "wrb", "soil_modelled": "wrb"}
CARBON = {"measured": _("measured"), "rated": _("judged by people")}
FIELD = {
    "does": _("somebody does it"),
    "tried": _("somebody tried it"),
    "stopped": _("somebody stopped"),
    "verified": _("field verified"),
}
LOCATED = {
    "point": _("a point on the map"),
    "area": _("a wide area"),
    "country": _("the country only"),
}


class Label(str):
    """A word for a reader; `is_fallback` where it is English for want of their language."""

    is_fallback = False

    def __repr__(self) -> str:
        return f"Label({str(self)!r}, {self.is_fallback})"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One value. `words`: language -> label, English always; `group`: its list or scheme."""

    value: str
    words: Mapping[str, str]
    parent: "Entry | None" = None
    order: int = 0
    group: str = ""

    def label(self, language: str) -> Label:
        label = Label(self.words.get(language) or self.words["en"])
        label.is_fallback = language not in self.words
        return label

    def lineage(self) -> Iterator["Entry"]:
        """The entry, then its parent, and so on to the root."""
        entry: Entry | None = self
        while entry:
            yield entry
            entry = entry.parent


Entries = Mapping[str, Entry]
Synonym = tuple[str, str, str]
"""Language, text and kind."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """facets: facet -> value -> entry. Terms, practices and zones by primary key; synonyms by the
    code of their practice. baselines: practices that others are compared with.
    """

    facets: Mapping[str, Entries]
    terms: Mapping[int, Entry]
    practices: Mapping[int, Entry]
    zones: Mapping[int, Entry]
    synonyms: Mapping[str, list[Synonym]]
    baselines: frozenset[str] = frozenset()

    def label(self, facet: str, value: str, language: str) -> Label:
        """The label of a value; the value itself where no list has it."""
        entry = self.facets[facet].get(value)
        if entry is None and value == UNKNOWN:
            return unknown_label(language)
        return entry.label(language) if entry else Label(value)


def unknown_label(language: str) -> Label:
    with translation.override(language):
        return Label(_("not known"))


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a process keeps, with the stamp that was there before it was read."""

    words: Lexicon
    stamp: int | None


_copy: _Copy | None = None


def current() -> Lexicon:
    """The words as they are in the database; one query, and a few more after an edit."""
    global _copy
    stamp = WordsState.objects.values_list("stamp", flat=True).first()
    if _copy is None or _copy.stamp != stamp:
        _copy = _Copy(load(), stamp)
    return _copy.words


def note_edit() -> None:
    """Tell every process that a word was edited; call it inside the transaction of the edit."""
    WordsState.objects.update_or_create(pk=1, defaults={"stamp": secrets.randbits(62)})


def load() -> Lexicon:
    terms = _trees(Term.objects.all(), code="code", group="vocabulary__code")
    practices = _trees(Practice.objects.all(), code="code", group="code")
    zones = _trees(Zone.objects.all(), code="code", group="scheme")
    facets = {
        **{facet: _in_lists(terms, lists) for facet, lists in TERM_LISTS.items()},
        **{facet: _in_lists(zones, (scheme,)) for facet, scheme in SCHEMES.items()},
        "practice": {entry.value: entry for entry in practices.values()},
        "basis": _choices(dict(PracticeSheet.Basis.choices)),
        "carbon": _choices(CARBON),
        "field": _choices(FIELD),
        "located": _choices(LOCATED),
        "source": _sources(),
        "language": _languages(),
    }
    baselines = Practice.objects.filter(is_baseline=True).values_list("code", flat=True)
    return Lexicon(facets, terms, practices, zones, _synonyms(), frozenset(baselines))


def _trees(rows: QuerySet[Any], *, code: str, group: str) -> dict[int, Entry]:
    """Primary key -> entry, parents linked. One that is its own ancestor becomes a root."""
    labels = [f"label_{language}" for language in LABEL_LANGUAGES]
    found = {
        row[0]: row[1:] for row in rows.values_list("pk", "parent", code, group, "order", *labels)
    }
    made: dict[int, Entry] = {}

    def make(pk: int, below: frozenset[int]) -> Entry:
        if pk not in made:
            parent, value, list_name, order, *words = found[pk]
            is_root = parent is None or parent in below or parent == pk
            above = None if is_root else make(parent, below | {pk})
            by_language = {k: v for k, v in zip(LABEL_LANGUAGES, words, strict=True) if v}
            made[pk] = Entry(value, by_language, above, order, list_name)
        return made[pk]

    for pk in found:
        make(pk, frozenset())
    return made


def _in_lists(entries: Mapping[int, Entry], lists: Collection[str]) -> Entries:
    return {entry.value: entry for entry in entries.values() if entry.group in lists}


def _choices(labels: Mapping[str, str | Promise]) -> Entries:
    return {
        value: Entry(value, _in_each_language(label), order=order)
        for order, (value, label) in enumerate(labels.items())
    }


def _in_each_language(label: str | Promise) -> dict[str, str]:
    words = {}
    for language in LABEL_LANGUAGES:
        with translation.override(language):
            words[language] = str(label)
    return words


def _sources() -> Entries:
    local = Entry(LOCAL, _in_each_language(_("written here")))
    names = dict(Source.objects.values_list("code", "name"))
    external = {
        code: Entry(code, dict.fromkeys(LABEL_LANGUAGES, name)) for code, name in names.items()
    }
    return {**external, LOCAL: local}


@cache
def _languages() -> Entries:
    """Every language that CLDR names; sheets may be in any."""
    names = {language: Locale(language).languages for language in LABEL_LANGUAGES}
    codes = {str(code): str(code).replace("_", "-") for code in names["en"]}
    return {
        value: Entry(value, {k: names[k][code] for k in names if code in names[k]})
        for code, value in codes.items()
    }


def _synonyms() -> dict[str, list[Synonym]]:
    """Related words are left out: they do not mean the practice."""
    rows = PracticeSynonym.objects.exclude(kind=PracticeSynonym.Kind.RELATED)
    words: dict[str, list[Synonym]] = {}
    for practice, *synonym in rows.values_list("practice__code", "language", "text", "kind"):
        words.setdefault(practice, []).append((synonym[0], synonym[1], synonym[2]))
    return words
