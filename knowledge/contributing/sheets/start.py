"""What the first screen asks: what it is, on which land, on what it rests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import Practice, PracticeSheet, SheetPractice, SheetTerm, Term
from practices.tree import PracticeTree

from ..fields import line, prose
from ..sections import Section
from .words import words, write_words

LAND_USES = "tech_landuse_2018"
WORDS = ("title", "summary")


def practice_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All practices under their groups; a baseline is what others are compared with."""
    tree = PracticeTree(Practice.objects.filter(is_baseline=False))
    return [
        (root.label, [(one.code, one.label) for one in tree.with_all_below(root) if one != root])
        for root in tree.roots
    ]


def land_use_choices() -> list[tuple[str, str]]:
    return [(term.code, term.label) for term in Term.objects.filter(vocabulary__code=LAND_USES)]


class Start(Section):
    id = "start"
    heading = _("What it is")
    title = line(
        _("Name of the sheet"),
        hint=_("What it is, then where. Under 80 characters reads best."),
        required=True,
    )
    summary = prose(
        _("In one sentence: what do you do, and what for?"),
        hint=_("As you would tell a neighbour. About 240 characters."),
        rows=3,
        required=True,
    )
    practices = forms.MultipleChoiceField(
        label=_("Practices it applies"),
        help_text=_("One or more. Open a group to see its practices."),
        choices=practice_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one practice.")},
    )
    land_use = forms.MultipleChoiceField(
        label=_("On which land?"),
        choices=land_use_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of land.")},
    )
    basis = forms.ChoiceField(
        label=_("What does it rest on?"),
        choices=[
            (PracticeSheet.Basis.FIELD, _("Experience in the field")),
            (PracticeSheet.Basis.SCIENTIFIC, _("A measured trial")),
            (PracticeSheet.Basis.BOTH, _("Both")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
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
