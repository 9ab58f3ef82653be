"""What the first screen asks: what it is, on which land, on what it rests."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import Practice, PracticeSheet, SheetPractice, SheetTerm, Term
from practices.tree import PracticeTree

from ..fields import line, prose
from ..sections import Section
from .words import words, write_words

LAND_USES = "tech_landuse_2018"
WORDS = ("title", "summary")


def practice_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All practices under their groups, a group as a whole last: sources say no more at times.

    A baseline is what others are compared with, and is none.
    """
    tree = PracticeTree(Practice.objects.filter(is_baseline=False))
    return [(root.label, _of_group(tree, root)) for root in tree.roots]


def _of_group(tree: PracticeTree, root: Practice) -> list[tuple[str, str]]:
    below = [(one.code, one.label) for one in tree.with_all_below(root) if one != root]
    return [*below, (root.code, _("%(group)s, of another kind") % {"group": root.label})]


def land_use_choices() -> list[tuple[str, str]]:
    return [(term.code, term.label) for term in Term.objects.filter(vocabulary__code=LAND_USES)]


class Start(Section):
    id = "start"
    heading = gettext_lazy("What it is")
    title = line(
        gettext_lazy("Name of the sheet"),
        hint=gettext_lazy("What it is, then where. Under 80 characters reads best."),
        required=True,
    )
    summary = prose(
        gettext_lazy("In one sentence: what do you do, and what for?"),
        hint=gettext_lazy("As you would tell a neighbour. About 240 characters."),
        rows=3,
        required=True,
    )
    practices = forms.MultipleChoiceField(
        label=gettext_lazy("Practices it applies"),
        help_text=gettext_lazy("One or more. Open a group to see its practices."),
        choices=practice_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one practice.")},
    )
    land_use = forms.MultipleChoiceField(
        label=gettext_lazy("On which land?"),
        choices=land_use_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind of land.")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("What does it rest on?"),
        choices=[
            (PracticeSheet.Basis.FIELD, gettext_lazy("Experience in the field")),
            (PracticeSheet.Basis.SCIENTIFIC, gettext_lazy("A measured trial")),
            (PracticeSheet.Basis.BOTH, gettext_lazy("Both")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the three.")},
    )

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        text = words(obj, language, WORDS)
        links = obj.practice_links.all()
        mine = [link for link in links if link.role == SheetPractice.Role.MAIN]
        return {
            "title": text["title"],
            "summary": text["summary"],
            "practices": [link.practice.code for link in mine if not link.practice.is_baseline],
            "land_use": [link.term.code for link in obj.term_links.all() if _is_ours(link)],
            "basis": obj.basis,
        }

    def write(self, obj: PracticeSheet, language: str) -> None:
        data = self.cleaned_data
        write_words(obj, language, {"title": data["title"], "summary": data["summary"]})
        obj.basis = data["basis"]
        self._write_practices(obj)
        kept = [link for link in obj.term_links.all() if not _is_ours(link)]
        terms = Term.objects.filter(vocabulary__code=LAND_USES, code__in=data["land_use"])
        obj.term_links.set([*kept, *(SheetTerm(aspect="land_use", term=term) for term in terms)])

    def _write_practices(self, obj: PracticeSheet) -> None:
        """What only surrounds the practice, and baselines, stay as they were."""
        known = {link.practice.code: link for link in obj.practice_links.all()}
        chosen = self.cleaned_data["practices"]
        kept = [
            link
            for code, link in known.items()
            if code in chosen
            or link.role == SheetPractice.Role.CONTEXT
            or link.practice.is_baseline
        ]
        for link in kept:
            if link.practice.code in chosen:
                link.role = SheetPractice.Role.MAIN
        new = Practice.objects.filter(code__in=set(chosen) - known.keys())
        obj.practice_links.set([*kept, *(SheetPractice(practice=one) for one in new)])


def _is_ours(link: SheetTerm) -> bool:
    return link.aspect == "land_use" and link.term.vocabulary.code == LAND_USES
