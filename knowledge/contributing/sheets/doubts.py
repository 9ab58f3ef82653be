"""What of a sheet may stand somewhere already, for its author and its reviewer. Nothing is refused.

- A new sheet may be one that is public (duplicates.py), or rest on a publication that public sheets
  rest on: the same trial is then described, and counted, twice.
- A publication may stand twice among the references. A DOI names it, however it is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import PracticeSheet

from ..answers import Answers
from .duplicates import duplicates_of
from .measuring import Measurements
from .publications import doi_in
from .references import References

MOST = 3
"""Sheets that one doubt names; a review article stands behind dozens."""


@dataclass(frozen=True)
class Doubt:
    """A sentence, and the public sheets that it is about. more: how many others there are."""

    text: str
    sheets: list[PracticeSheet] = field(default_factory=list)
    more: str = ""


def doubts_of(obj: PracticeSheet | None, answers: Answers, *, is_new: bool) -> list[Doubt]:
    """obj: the sheet with the answers, in memory or saved; None where they cannot be written."""
    if not is_new:
        return list(_twice(answers))
    same = _same_sheets(obj) if obj else ()
    return [*same, *_same_studies(obj, answers), *_twice(answers)]


def _same_sheets(obj: PracticeSheet) -> Iterator[Doubt]:
    pairs = duplicates_of(obj)
    found = _public(pk for pk, _reason in pairs)
    for pk, reason in pairs[:MOST]:
        if pk in found:
            yield Doubt(_("It may be there already. %(why)s") % {"why": _(reason)}, [found[pk]])


def _same_studies(obj: PracticeSheet | None, answers: Answers) -> Iterator[Doubt]:
    for doi in dict.fromkeys(_dois(answers)):
        of_study = Q(evidence__reference__doi__iexact=doi) | Q(
            reference_links__reference__doi__iexact=doi
        )
        others = PracticeSheet.objects.published().filter(of_study).exclude(pk=obj and obj.pk)
        numbers = list(others.order_by("pk").values_list("pk", flat=True).distinct())
        if numbers:
            text = _("The publication %(doi)s stands behind public sheets already.") % {"doi": doi}
            sheets = list(_public(numbers[:MOST]).values())
            yield Doubt(text, sheets, _others(len(numbers) - MOST))


def _others(number: int) -> str:
    if number < 1:
        return ""
    return ngettext("and %(number)s other", "and %(number)s others", number) % {"number": number}


def _twice(answers: Answers) -> Iterator[Doubt]:
    for doi, count in Counter(_dois(answers, sections=(References.id,))).items():
        if count > 1:
            yield Doubt(_("The publication %(doi)s is named more than once.") % {"doi": doi})


def _dois(
    answers: Answers, sections: Iterable[str] = (References.id, Measurements.id)
) -> list[str]:
    """In small letters, as often as they stand there."""
    beginnings = tuple(f"{one}-" for one in sections)
    lines = (
        text
        for name, text in sorted(answers.items())
        if name.startswith(beginnings) and name.endswith("-source")
    )
    return [doi.lower() for line in lines if (doi := doi_in(line))]


def _public(numbers: Iterable[int]) -> dict[int, PracticeSheet]:
    found = PracticeSheet.objects.published().filter(pk__in=list(numbers))
    return {one.pk: one for one in found.prefetch_related("texts").order_by("pk")}
