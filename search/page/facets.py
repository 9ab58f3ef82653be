"""The filters of an answer: each value with its count, as trees, and flat for the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.answering import Answer
from search.fields import UNKNOWN
from search.page.addresses import Addresses
from search.page.narrowing import Letters, holding
from search.words.lexicon import Entry, Label

SHOWN = 10
"""Values of a filter before "more"."""
LONG = 20
"""A filter of more values can be searched."""

LABELS: Mapping[str, Promise] = {
    "practice": _("Practice"),
    "climate": _("Climate (Köppen-Geiger)"),
    "soil": _("Soil group (WRB)"),
    "carbon": _("Soil carbon"),
    "field": _("In the field"),
    "land_use": _("Land use"),
    "crop": _("Crop or animal"),
    "country": _("Country"),
    "region": _("Region"),
    "located": _("How surely the place is known"),
    "basis": _("Based on"),
    "degradation": _("Land degradation"),
    "purpose": _("Purpose"),
    "rainfall": _("Rainfall"),
    "agroclimate": _("Agro-climatic zone (WOCAT)"),
    "slope": _("Slope"),
    "soil_modelled": _("Modelled soil group"),
    "source": _("Source"),
    "language": _("Language of the sheet"),
}
"""In the order of the page: what a reader's own land decides comes first."""

SHORT: Mapping[str, Promise] = {
    "climate": _("Climate"),
    "soil": _("Soil"),
    "agroclimate": _("Agro-climatic zone"),
}
"""Where the value stands beside it: a scheme is named once, in the column of the filters."""

HELP: Mapping[str, Promise] = {
    "climate": _("As reported, else of the place on the map."),
    "soil": _("Only where the source names it."),
    "soil_modelled": _("Of the nearest described soil: a guess, often another than the real one."),
    "located": _("A point is known to 25 km or better."),
    "field": _(
        "What Friends report. Verified: dated, placed, with a photo, and confirmed by peers."
    ),
    "carbon": _("Whether its effect was measured, judged by people, or is not known."),
}
OPEN = ("practice", "climate", "soil", "carbon", "land_use")
IN_THEIR_OWN_ORDER = ("rainfall", "slope", "agroclimate", "field")
"""Classes of a scale; the values of all others come by count."""
ALWAYS: Mapping[str, frozenset[str]] = {"carbon": frozenset({"measured", "rated", UNKNOWN})}
"""Values that are answers even where no sheet has them."""


@dataclass(slots=True)
class FacetValue:
    """One value and those below it. `only_url` leads to the sheets that `count` counts."""

    value: str
    label: Label
    count: int
    is_selected: bool
    only_url: str
    children: list["FacetValue"] = field(default_factory=list)

    @property
    def has_selected(self) -> bool:
        return self.is_selected or any(child.has_selected for child in self.children)


@dataclass(frozen=True)
class Facet:
    """`values` and `more_values` together are all; whatever is selected is in `values`.

    find: the letters that a long filter was narrowed by; then `hidden` values are not there.
    """

    name: str
    label: str
    help: str
    selected_count: int
    values: list[FacetValue]
    more_values: list[FacetValue]
    is_open: bool
    is_long: bool = False
    find: str = ""
    hidden: int = 0


NOTHING_NARROWED: Letters = {}


def facets(
    answer: Answer, addresses: Addresses, language: str, narrowed: Letters = NOTHING_NARROWED
) -> list[Facet]:
    """Those that some sheet has a value of."""
    found = (_facet(answer, name, addresses, language, narrowed.get(name, "")) for name in LABELS)
    return [facet for facet in found if facet]


def values(answer: Answer, name: str) -> list[str]:
    """What the corpus has of a facet or the reader chose, in the order of the page."""
    chosen = answer.query.filters.get(name, frozenset())
    counts, entries = answer.result.facets[name], answer.words.facets[name]

    has_order, language = name in IN_THEIR_OWN_ORDER, answer.query.language

    def place(value: str) -> tuple[bool, int, str]:
        entry = entries.get(value)
        if has_order and entry:
            return False, entry.order, value
        title = _sorted_as(entry, language) if entry else value.casefold()
        return value == UNKNOWN, -counts.get(value, 0), title

    known = answer.corpus.get(name, {}).keys() | chosen | ALWAYS.get(name, frozenset())
    return sorted(known, key=place)


def short(name: str) -> str:
    return str(SHORT.get(name) or LABELS[name])


def label(answer: Answer, name: str, value: str, language: str) -> Label:
    """A climate class is known by its code as much as by its name."""
    entry = answer.words.facets[name].get(value)
    if entry is None:
        return answer.words.label(name, value, language)
    return _label(entry, language, value if has_code(name, value) else "")


def has_code(name: str, value: str) -> bool:
    return name == "climate" and value != UNKNOWN


@lru_cache(maxsize=1 << 14)
def _label(entry: Entry, language: str, code: str = "") -> Label:
    plain = entry.label(language)
    if not code:
        return plain
    coded = Label(f"{code} · {plain}")
    coded.is_fallback = plain.is_fallback
    return coded


@lru_cache(maxsize=1 << 14)
def _sorted_as(entry: Entry, language: str) -> str:
    return entry.label(language).casefold()


def _facet(
    answer: Answer, name: str, addresses: Addresses, language: str, find: str
) -> Facet | None:
    chosen = answer.query.filters.get(name, frozenset())
    known = values(answer, name)
    if set(known) <= {UNKNOWN} and not chosen:
        return None
    shown = _narrowed(answer, name, known, language, find) if find else known
    tree = _tree(answer, name, _values(answer, name, shown, addresses, language))
    first, more = (tree, []) if find else _split(tree)
    return Facet(
        name=name,
        label=str(LABELS[name]),
        help=str(HELP.get(name, "")),
        selected_count=len(chosen),
        values=first,
        more_values=more,
        is_open=bool(chosen or find) or name in OPEN,
        is_long=len(known) > LONG,
        find=find,
        hidden=len(known) - len(shown),
    )


def _narrowed(
    answer: Answer, name: str, known: list[str], language: str, letters: str
) -> list[str]:
    """Those that hold the letters, with what they are kinds of; the chosen ones stay chosen."""
    found = holding(letters, known, lambda value: label(answer, name, value, language))
    found |= answer.query.filters.get(name, frozenset())
    entries = answer.words.facets[name]
    for value in list(found):
        found |= {one.value for one in entries[value].lineage()} if value in entries else set()
    return [value for value in known if value in found]


def _values(
    answer: Answer, name: str, shown: Iterable[str], addresses: Addresses, language: str
) -> dict[str, FacetValue]:
    chosen = answer.query.filters.get(name, frozenset())
    counts, only = answer.result.facets[name], addresses.only(name)
    return {
        value: FacetValue(
            value=value,
            label=label(answer, name, value, language),
            count=counts.get(value, 0),
            is_selected=value in chosen,
            only_url=only(value),
        )
        for value in shown
    }


def _tree(answer: Answer, name: str, made: Mapping[str, FacetValue]) -> list[FacetValue]:
    """Each value under the nearest ancestor that is there; the roots."""
    roots: list[FacetValue] = []
    entries = answer.words.facets[name]
    for value, one in made.items():
        entry = entries.get(value)
        above = entry.parent if entry else None
        while above and above.value not in made:
            above = above.parent
        (made[above.value].children if above else roots).append(one)
    return roots


def _split(roots: Iterable[FacetValue]) -> tuple[list[FacetValue], list[FacetValue]]:
    """The first ones, the selected ones and the unknown; and the others."""
    first: list[FacetValue] = []
    more: list[FacetValue] = []
    for place, one in enumerate(roots):
        is_shown = place < SHOWN or one.has_selected or one.value == UNKNOWN
        (first if is_shown else more).append(one)
    return first, more
