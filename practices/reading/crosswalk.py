"""What a practice is called in other vocabularies, and how surely it is the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import PracticeCode, Term

from .facts import Label, label

TITLES: Mapping[str, Promise] = {
    "era_practice": gettext_lazy("ERA, practices"),
    "era_theme": gettext_lazy("ERA, themes"),
    "wocat_measure": gettext_lazy("WOCAT, measures"),
    "wocat_slm_group": gettext_lazy("WOCAT, groups of technologies"),
}
VOCABULARIES = {
    "era_practice": ("era_practice",),
    "wocat_slm_group": ("tech_slm_group",),
    "wocat_measure": (
        "tech_measures_agronomic_sub",
        "tech_measures_management_sub",
        "tech_measures_structural_sub",
        "tech_measures_vegetative_sub",
        "tech_agronomic_tillage",
        "tech_residue_management",
    ),
}


@dataclass(frozen=True)
class CodeRow:
    """`name`: what the other vocabulary calls it; the code itself where its list is not here."""

    scheme: str
    code: str
    name: Label
    match: str


def code_rows(codes: Iterable[PracticeCode]) -> list[CodeRow]:
    """In the order of the codes; one query for the names."""
    rows = list(codes)
    terms = Term.objects.filter(code__in={row.code for row in rows}).select_related("vocabulary")
    names = {(term.vocabulary.code, term.code): label(term) for term in terms}
    return [_row(row, names) for row in rows]


def _row(row: PracticeCode, names: Mapping[tuple[str, str], Label]) -> CodeRow:
    lists = VOCABULARIES.get(row.scheme, ())
    found = (names[name, row.code] for name in lists if (name, row.code) in names)
    match = _("%(match)s, certainty: %(confidence)s") % {
        "match": row.get_match_display(),
        "confidence": row.get_confidence_display(),
    }
    title = str(TITLES.get(row.scheme, row.scheme))
    return CodeRow(title, row.code, next(found, Label(row.code)), match)
