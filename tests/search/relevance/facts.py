"""The sheets that have certain facts, read from the database and not from any index."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Q

from practices.models import Practice, PracticeSheet, SiteZone, SourceRecord, Term, Zone


class JudgementError(ValueError):
    """Says in which file, in which query, what is wrong and what to do."""


class Corpus:
    """The published sheets of the database at this moment."""

    def sheets(self, judgement: str | Mapping[str, Any]) -> frozenset[int]:
        """Primary keys of the sheets that a judgement names; raises JudgementError for none."""
        if isinstance(judgement, str):
            return frozenset({self._sheet(judgement)})
        found = [self._with_fact(name, value) for name, value in judgement.items()]
        if not found or not (common := frozenset.intersection(*found)):
            raise JudgementError(f"no sheet has {dict(judgement)}; loosen it or drop it.")
        return common

    def identity(self, sheet: int) -> str:
        """`source:number`, the reverse of what a judgement names."""
        return self._identities[sheet]

    def _sheet(self, identity: str) -> int:
        if identity not in self._sheets:
            raise JudgementError(f'no sheet is "{identity}"; write source:number, as wocat:1724.')
        return self._sheets[identity]

    @cached_property
    def _sheets(self) -> dict[str, int]:
        return {identity: pk for pk, identity in self._identities.items()}

    @cached_property
    def _identities(self) -> dict[int, str]:
        rows = SourceRecord.objects.filter(sheet__live=True)
        keys = rows.values_list("sheet", "source__code", "external_id")
        return {pk: f"{source}:{number}" for pk, source, number in keys}

    def _with_fact(self, name: str, value: str | list[str]) -> frozenset[int]:
        if name not in FACTS:
            raise JudgementError(f'unknown fact "{name}"; known are {sorted(FACTS)}.')
        values = [value] if isinstance(value, str) else value
        condition = FACTS[name](values)
        sheets = PracticeSheet.objects.published().filter(condition)
        return frozenset(sheets.values_list("pk", flat=True))


def _below(rows: Iterable[tuple[int, int | None, str]], codes: list[str]) -> set[int]:
    """Keys of the codes and of all below them. rows: key, key of the parent, code."""
    rows = list(rows)
    if unknown := set(codes) - {code for _, _, code in rows}:
        raise JudgementError(f"unknown code {sorted(unknown)}; look it up in practices/data.")
    found = {pk for pk, _, code in rows if code in codes}
    while more := {pk for pk, parent, _ in rows if parent in found} - found:
        found |= more
    return found


def _practice(codes: list[str]) -> Q:
    keys = _below(Practice.objects.values_list("pk", "parent", "code"), codes)
    return Q(practice_links__practice__in=keys, practice_links__role="main")


def _without(codes: list[str]) -> Q:
    """A subquery: a sheet with two practices must not come in through the other one."""
    return ~Q(pk__in=PracticeSheet.objects.filter(_practice(codes)).values("pk"))


def _crop(codes: list[str]) -> Q:
    keys = _below(_terms("crop"), codes)
    return Q(term_links__aspect="crop", term_links__term__in=keys)


def _country(codes: list[str]) -> Q:
    return Q(sites__country__in=_below(_terms("country"), codes))


def _terms(vocabulary: str) -> Iterable[tuple[int, int | None, str]]:
    terms = Term.objects.filter(vocabulary__code=vocabulary)
    return terms.values_list("pk", "parent", "code")


def _climate(codes: list[str]) -> Q:
    zones = Zone.objects.filter(scheme=Zone.Scheme.KOPPEN)
    return Q(sites__zones__zone__in=_below(zones.values_list("pk", "parent", "code"), codes))


def _soil(codes: list[str]) -> Q:
    zones = Zone.objects.filter(scheme=Zone.Scheme.WRB)
    keys = _below(zones.values_list("pk", "parent", "code"), codes)
    return Q(sites__zones__zone__in=keys, sites__zones__basis=SiteZone.Basis.REPORTED)


def _words(field: str, words: list[str]) -> Q:
    return Q(**{f"{field}__iregex": "|".join(map(re.escape, words))})


def _clause(field: str, before: str, words: list[str]) -> Q:
    """Words of one clause that the importer of ERA writes in English."""
    pattern = f"{before}[^.;]*({'|'.join(map(re.escape, words))})"
    return Q(**{"texts__language": "en", f"texts__{field}__iregex": pattern})


FACTS = {
    "practice": _practice,
    "without": _without,
    "crop": _crop,
    "country": _country,
    "climate": _climate,
    "soil": _soil,
    "soil_name": lambda words: _words("sites__soil_reported_as", words),
    "texture": lambda words: _words("sites__soil_texture", words),
    "title": lambda words: _words("texts__title", words),
    "alike": lambda words: _clause("description", "in treatment and control alike: ", words),
    "against": lambda words: _clause("summary", "control: ", words),
}
"""What a judgement may ask of a sheet; of several values, one must hold."""
