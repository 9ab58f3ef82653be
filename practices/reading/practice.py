"""The practice page and the tree: what it is, what it is called, the sheets that apply it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.models import Practice, PracticeCode, PracticeSheet, PracticeSynonym, Zone
from practices.models.labels import LABEL_LANGUAGES, language_label
from practices.models.sheets import SheetQuerySet
from practices.tree import PracticeTree

from .cards import PracticeCard, SheetCard, practice_card, sheet_card, with_card_data
from .sheet import Crumb

MAX_SHEETS = 10


@dataclass(frozen=True)
class Names:
    """What it is called in one language; `others` are broader, narrower or related words."""

    language_code: str
    language: str
    words: list[str]
    others: list[str]


@dataclass(frozen=True)
class Translation:
    """This page in another language, whose address holds other words."""

    code: str
    url: str


@dataclass(frozen=True)
class CodeRow:
    scheme: str
    code: str
    match: str
    url: str = ""


@dataclass(frozen=True)
class ZoneCount:
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class ZoneGroup:
    title: str
    rows: list[ZoneCount]


def search_url(**filters: str) -> str:
    return f"{reverse('search:results')}?{urlencode(filters)}"


class PracticeView:
    """One practice for one reader; it speaks for itself and for all below it in the tree."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.tree = PracticeTree()

    @property
    def title(self) -> str:
        return self.practice.label

    @property
    def definition(self) -> str:
        return self.practice.definition

    @cached_property
    def _above(self) -> list[Practice]:
        return self.tree.above(self.practice)

    @cached_property
    def crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Practices"), reverse("practices:practice_list")),
            *(Crumb(node.label, node.get_absolute_url()) for node in self._above),
            Crumb(self.title, None),
        ]

    @cached_property
    def languages(self) -> list[Translation]:
        return [Translation(code, self._url(code)) for code in LABEL_LANGUAGES]

    def _url(self, language: str) -> str:
        with override(language):
            return self.practice.get_absolute_url()

    @property
    def plate(self) -> str:
        return practice_card(self.practice, self.tree).plate

    @cached_property
    def _sheet_ids(self) -> dict[int, set[int]]:
        return self.tree.sheets()

    @cached_property
    def children(self) -> list[PracticeCard]:
        return [
            practice_card(child, self.tree, count=len(self._sheet_ids[child.pk]))
            for child in self.tree.children(self.practice)
        ]

    @cached_property
    def synonyms(self) -> list[Names]:
        """A word that does not mean quite the same says so in brackets."""
        names = {code: Names(code, language_label(code), [], []) for code in LABEL_LANGUAGES}
        for synonym in self.practice.synonyms.all():
            if synonym.kind == PracticeSynonym.Kind.EXACT:
                names[synonym.language].words.append(synonym.text)
            else:
                word = f"{synonym.text} ({synonym.get_kind_display()})"
                names[synonym.language].others.append(word)
        return [name for name in names.values() if name.words or name.others]

    @cached_property
    def elsewhere(self) -> list[CodeRow]:
        return [_code_row(code) for code in self.practice.codes.all()]

    @cached_property
    def sheets_total(self) -> int:
        return len(self._sheet_ids[self.practice.pk])

    @property
    def sheets_url(self) -> str:
        return search_url(practice=self.practice.code)

    @cached_property
    def _sheets(self) -> SheetQuerySet:
        below = self.tree.with_all_below(self.practice)
        return PracticeSheet.objects.published().applying(below)

    @cached_property
    def hits(self) -> list[SheetCard]:
        return [sheet_card(sheet) for sheet in with_card_data(self._sheets)[:MAX_SHEETS]]

    @cached_property
    def zones(self) -> list[ZoneGroup]:
        groups = [
            ZoneGroup(_("By climate"), self._zone_counts(Zone.Scheme.KOPPEN, "climate")),
            ZoneGroup(_("By soil"), self._zone_counts(Zone.Scheme.WRB, "soil", basis="reported")),
        ]
        return [group for group in groups if group.rows]

    def _zone_counts(self, scheme: str, facet: str, **conditions: str) -> list[ZoneCount]:
        """Each count is that of the search it leads to."""
        pairs = Zone.objects.filter(
            scheme=scheme,
            site_zones__site__sheet__in=self._sheets.values("pk"),
            **{f"site_zones__{name}": value for name, value in conditions.items()},
        ).values_list("pk", "site_zones__site__sheet")
        counts = Counter(zone for zone, _sheet in set(pairs))
        zones = Zone.objects.in_bulk(counts)
        return [
            ZoneCount(
                zones[pk].label,
                count,
                search_url(practice=self.practice.code, **{facet: zones[pk].code}),
            )
            for pk, count in counts.most_common()
        ]


def _code_row(code: PracticeCode) -> CodeRow:
    match = _("%(match)s, certainty: %(confidence)s") % {
        "match": code.get_match_display(),
        "confidence": code.get_confidence_display(),
    }
    return CodeRow(code.scheme.replace("_", " ").upper(), code.code, match)


def practice_cards() -> list[PracticeCard]:
    """The whole tree, each node with the number of its sheets, all its kinds included."""
    tree = PracticeTree()
    sheets = tree.sheets()

    def card(practice: Practice) -> PracticeCard:
        children = [card(child) for child in tree.children(practice)]
        return practice_card(practice, tree, len(sheets[practice.pk]), children)

    return [card(root) for root in tree.roots]
