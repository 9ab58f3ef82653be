"""The practice page and the tree: what it is, what it is called, the sheets that apply it."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.models import (
    Practice,
    PracticeSheet,
    PracticeSynonym,
    SheetPractice,
)
from practices.models.labels import LABEL_LANGUAGES, language_label, reader_language
from practices.models.sheets import SheetQuerySet
from practices.tree import PracticeTree

from .cards import PracticeCard, SheetCard, practice_card, sheet_cards
from .crosswalk import CodeRow, code_rows
from .pictures import Picture, PicturesElsewhere, pictures, pictures_elsewhere
from .practice_results import Fallen, OutcomeRow, fallen, outcome_rows
from .sheet import Crumb

MAX_SHEETS = 5
MAX_COMPANIONS = 6


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
        names = {
            code: Names(code, language_label(code), self._other_titles(code), [])
            for code in LABEL_LANGUAGES
        }
        for synonym in self.practice.synonyms.all():
            if synonym.kind == PracticeSynonym.Kind.EXACT:
                names[synonym.language].words.append(synonym.text)
            else:
                word = f"{synonym.text} ({synonym.get_kind_display()})"
                names[synonym.language].others.append(word)
        return [name for name in names.values() if name.words or name.others]

    def _other_titles(self, language: str) -> list[str]:
        """What the title is in a language that is not the reader's."""
        title = getattr(self.practice, f"label_{language}")
        return [title] if title and title != self.title else []

    @property
    def own_names(self) -> list[str]:
        """What else it is called in the reader's language."""
        return [word for names in self.synonyms if self._is_own(names) for word in names.words]

    @property
    def further_names(self) -> list[Names]:
        """All others, so that no name stands on the page twice."""
        rest = (replace(n, words=[]) if self._is_own(n) else n for n in self.synonyms)
        return [names for names in rest if names.words or names.others]

    def _is_own(self, names: Names) -> bool:
        return names.language_code == reader_language()

    @cached_property
    def elsewhere(self) -> list[CodeRow]:
        return code_rows(self.practice.codes.all())

    @cached_property
    def sheets_total(self) -> int:
        return len(self._sheet_ids[self.practice.pk])

    @property
    def sheet_ids(self) -> set[int]:
        """Of it and of all its kinds."""
        return self._sheet_ids[self.practice.pk]

    @property
    def sheets_url(self) -> str:
        return search_url(practice=self.practice.code)

    @cached_property
    def _below(self) -> list[Practice]:
        return list(self.tree.with_all_below(self.practice))

    @cached_property
    def _sheets(self) -> SheetQuerySet:
        return PracticeSheet.objects.published().applying(self._below)

    @cached_property
    def hits(self) -> list[SheetCard]:
        return list(sheet_cards(self._sheets[:MAX_SHEETS]).values())

    @cached_property
    def outcomes(self) -> list[OutcomeRow]:
        return outcome_rows(self._sheets, [practice.pk for practice in self._below])

    @cached_property
    def fallen(self) -> Fallen:
        return fallen(self._sheets)

    @cached_property
    def pictures(self) -> list[Picture]:
        return pictures(self._sheets)

    @cached_property
    def pictures_elsewhere(self) -> list[PicturesElsewhere]:
        return pictures_elsewhere(self._sheets)

    @cached_property
    def companions(self) -> list[Practice]:
        """What the same sheets apply too, the most frequent first."""
        return self._found_with(SheetPractice.Role.MAIN)

    @cached_property
    def surroundings(self) -> list[Practice]:
        """What was done on the land of these sheets, with the practice and without it."""
        return self._found_with(SheetPractice.Role.CONTEXT)

    def _found_with(self, role: str) -> list[Practice]:
        links = SheetPractice.objects.filter(role=role, sheet__in=self._sheets.values("pk"))
        others = links.exclude(practice__in=self._below).order_by().values("practice")
        often = others.annotate(times=Count("pk")).order_by("-times", "practice")
        return [self.tree.nodes[row["practice"]] for row in often[:MAX_COMPANIONS]]


def practice_cards() -> list[PracticeCard]:
    """The whole tree, each node with the number of its sheets, all its kinds included."""
    tree = PracticeTree()
    sheets = tree.sheets()

    def card(practice: Practice) -> PracticeCard:
        children = [card(child) for child in tree.children(practice)]
        return practice_card(practice, tree, len(sheets[practice.pk]), children)

    return [card(root) for root in tree.roots]
