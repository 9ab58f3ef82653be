"""The practices of the two arms of a trial, over all rows of a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practices.importers.draft import PracticeDraft

from .columns import CONTRAST, Row
from .contrasts import VOCABULARY, codes_in, unknown_in
from .tables import entries
from .values import Notes

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arms:
    """ERA's codes, in our order: `treatment` in that alone, `control` in that alone.

    `always` is what every row has of `treatment`; `base` what ERA lists for both arms, `shared`
    that and what it lists for neither contrast (how both were weeded).
    """

    treatment: Codes
    always: frozenset[str]
    base: Codes
    shared: Codes
    control: Codes

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Arms":
        contrasts = [frozenset(codes_in(row.get(CONTRAST, ""))) for row in rows]
        treatment = frozenset().union(*contrasts)
        base = _union(rows, "base.list") - treatment
        in_control, in_treatment = _union(rows, "C"), _union(rows, "T")
        return cls(
            treatment=_ordered(treatment),
            always=frozenset.intersection(*contrasts),
            base=_ordered(base),
            shared=_ordered((base | (in_control & in_treatment)) - treatment),
            control=_ordered(in_control - in_treatment - treatment - base),
        )

    def drafts(self) -> list[PracticeDraft]:
        """Main what the treatment alone has, context what both arms have."""
        main = [PracticeDraft(VOCABULARY, code) for code in self.treatment]
        return main + [PracticeDraft(VOCABULARY, code, "context") for code in self.base]


def name_unknown_codes(rows: Iterable[Row], notes: Notes) -> None:
    written = {(name, row.get(name, "")) for row in rows for name in (CONTRAST, "base.list")}
    for name, joined in sorted(written):
        for code in unknown_in(joined):
            notes.add(name, f"{code[:20]!r} is no practice of ERA; left out")


def _union(rows: Sequence[Row], name: str) -> frozenset[str]:
    return frozenset().union(*(codes_in(row.get(name, "")) for row in rows))


def _ordered(codes: frozenset[str]) -> Codes:
    terms = entries(VOCABULARY)
    return tuple(sorted(codes, key=lambda code: terms[code].order))
