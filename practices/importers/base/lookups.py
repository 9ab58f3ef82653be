"""From codes to the rows of our vocabularies, loaded once for a run."""

from collections import defaultdict
from dataclasses import dataclass, field

from practices.models import PracticeCode, Term, Zone

from ..draft import Code

# How far a code of another vocabulary lets us say "this practice is applied". A code that means
# the same, nearly the same, or a kind of the practice does; a broader or a related one does not.
MATCHES = (PracticeCode.Match.EXACT, PracticeCode.Match.CLOSE, PracticeCode.Match.NARROW)
CONFIDENCES = tuple(PracticeCode.Confidence)


@dataclass(slots=True)
class Lookups:
    """Primary keys by code. `practices` holds, by (scheme, code), the practices it stands for."""

    terms: dict[Code, int]
    countries: dict[str, int]
    zones: dict[tuple[str, str], int]
    practices: dict[Code, list[int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Lookups":
        terms = Term.objects.values_list("vocabulary__code", "code", "pk").order_by()
        zones = Zone.objects.values_list("scheme", "code", "pk").order_by()
        by_code = {(vocabulary, code): pk for vocabulary, code, pk in terms}
        return cls(
            terms=by_code,
            countries={
                code: pk for (vocabulary, code), pk in by_code.items() if vocabulary == "country"
            },
            zones={(scheme, code): pk for scheme, code, pk in zones},
            practices=_crosswalk(),
        )


def _crosswalk() -> dict[Code, list[int]]:
    """The practices of each code: those of its best match and confidence, all if several tie.

    A code that is only broader than practices, or related to them, is known and stands for none.
    """
    ranked: dict[Code, dict[tuple[int, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in PracticeCode.objects.order_by("pk"):
        ranks = ranked[row.scheme, row.code]
        if row.match in MATCHES:
            rank = (MATCHES.index(row.match), CONFIDENCES.index(row.confidence))
            ranks[rank].append(row.practice_id)
    return {code: ranks[min(ranks)] if ranks else [] for code, ranks in ranked.items()}
