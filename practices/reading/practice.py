"""The practice page: what it is, what it is called, and all sheets that apply it."""

from collections import Counter
from functools import cached_property

from django.db.models import QuerySet

from practices.evidence import CarbonEffect, carbon_effect
from practices.models import Practice, PracticeCode, PracticeSheet, PracticeSynonym, Zone

MAX_SHEETS = 12


class PracticeView:
    """One practice for one reader; it speaks for itself and for all below it in the tree."""

    def __init__(self, practice: Practice) -> None:
        self.practice = practice

    @cached_property
    def crumbs(self) -> list[Practice]:
        """From the group down to the parent."""
        above, node = [], self.practice.parent
        while node:
            above.insert(0, node)
            node = node.parent
        return above

    @cached_property
    def codes_below(self) -> list[str]:
        """The codes of the practice and of its descendants; the tree is three levels deep."""
        below = [self.practice.code]
        level = [self.practice]
        while level:
            level = list(Practice.objects.filter(parent__in=level))
            below += [node.code for node in level]
        return below

    @cached_property
    def synonyms(self) -> dict[str, list[PracticeSynonym]]:
        """By kind, then language: a broader or narrower word is not the same word."""
        kinds: dict[str, list[PracticeSynonym]] = {}
        for synonym in self.practice.synonyms.all():
            kinds.setdefault(str(synonym.get_kind_display()), []).append(synonym)
        return kinds

    @cached_property
    def codes(self) -> list[PracticeCode]:
        return list(self.practice.codes.all())

    @cached_property
    def _all_sheets(self) -> QuerySet[PracticeSheet]:
        return (
            PracticeSheet.objects.published()
            .filter(
                practice_links__practice__code__in=self.codes_below,
                practice_links__role="main",
            )
            .distinct()
        )

    @cached_property
    def sheet_count(self) -> int:
        return self._all_sheets.count()

    @cached_property
    def sheets(self) -> list[tuple[PracticeSheet, CarbonEffect]]:
        """The first sheets, each with its effect."""
        found = self._all_sheets.with_reading_data()[:MAX_SHEETS]
        return [(sheet, carbon_effect(sheet)) for sheet in found]

    @cached_property
    def climates(self) -> list[tuple[Zone, int]]:
        """Climates of its sheets, most frequent first."""
        return self._zones(Zone.Scheme.KOPPEN)

    @cached_property
    def soils(self) -> list[tuple[Zone, int]]:
        return self._zones(Zone.Scheme.WRB, basis="reported")

    def _zones(self, scheme: str, **conditions: str) -> list[tuple[Zone, int]]:
        pairs = Zone.objects.filter(
            scheme=scheme,
            site_zones__site__sheet__in=self._all_sheets.values("pk"),
            **{f"site_zones__{name}": value for name, value in conditions.items()},
        ).values_list("pk", "site_zones__site__sheet")
        counts = Counter(zone for zone, _sheet in set(pairs))
        zones = Zone.objects.in_bulk(counts)
        return [(zones[pk], count) for pk, count in counts.most_common()]
