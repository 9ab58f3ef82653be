"""Up to three practices above the sheets, with what these sheets measured of them."""

from dataclasses import dataclass, replace

from practices.evidence import UNCHANGED_PERCENT
from practices.models import Practice
from search.answering import Answer
from search.fields import UNKNOWN
from search.page.addresses import Addresses
from search.query import Query

MOST = 3
HIGHER = (UNCHANGED_PERCENT + 0.01, None)
"""Changes of soil carbon in percent: the gains (to 0.01)."""


@dataclass(frozen=True)
class PracticeInList:
    """`count` sheets of the list apply it (`list_url`); of `measured` of them, `higher` rose.

    Those measured whose change cannot be computed are in `measured`: the list has them too.
    """

    title: str
    url: str
    definition: str
    count: int
    list_url: str
    measured: int
    higher: int
    measured_url: str


def practices_in(answer: Answer, addresses: Addresses) -> list[PracticeInList]:
    """Those that the filter or the words name, then their kinds that most sheets here apply."""
    counts = answer.result.facets["practice"]
    codes = [code for code in _codes(answer) if counts.get(code)][:MOST]
    found = {one.code: one for one in Practice.objects.filter(code__in=codes)} if codes else {}
    return [_card(found[code], answer, addresses) for code in codes if code in found]


def _codes(answer: Answer) -> list[str]:
    chosen = answer.query.filters.get("practice", frozenset()) - {UNKNOWN}
    concepts = [one for one in answer.query.concepts if not one.is_opposite]
    words = [one.value for one in concepts if one.facet == "practice"]
    named = list(dict.fromkeys(sorted(chosen) or words))
    entries, counts = answer.words.facets["practice"], answer.result.facets["practice"]
    kinds = [code for code, one in entries.items() if one.parent and one.parent.value in named]
    return list(dict.fromkeys([*named, *sorted(kinds, key=lambda code: -counts.get(code, 0))]))


def _card(practice: Practice, answer: Answer, addresses: Addresses) -> PracticeInList:
    query = _only(answer.query, "practice", practice.code)
    measured = _only(replace(query, sort="soc_desc"), "carbon", "measured")
    known, higher = answer.totals([measured, replace(query, ranges={"soc_change": HIGHER})])
    return PracticeInList(
        title=practice.label,
        url=practice.get_absolute_url(),
        definition=practice.definition,
        count=answer.result.facets["practice"][practice.code],
        list_url=addresses.of(query),
        measured=known,
        higher=higher,
        measured_url=addresses.of(measured),
    )


def _only(query: Query, facet: str, value: str) -> Query:
    return replace(query, filters={**query.filters, facet: frozenset({value})})
