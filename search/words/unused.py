"""Practices that no sheet applies yet: their sheets are those of the nearest group that has any.

Looked up in all that there is, never in what filters leave. A baseline stays as it is: its group
holds what people do instead of it. So does a practice right below a root of the tree, which is a
heading: sheets on all of water are no answer about drainage.
"""

from collections.abc import Mapping
from dataclasses import replace

from search.query import Concept
from search.words.lexicon import Lexicon

GROUP = 0.3
"""Weight of the group: sheets with the words themselves come before."""


def in_use(concept: Concept, words: Lexicon, counts: Mapping[str, int]) -> Concept:
    """The concept, or one of the group. counts: practice -> all sheets that apply it."""
    if concept.facet != "practice" or concept.is_opposite or counts.get(concept.value):
        return concept
    if concept.value in words.baselines:
        return concept
    above = words.facets["practice"][concept.value].lineage()
    groups = (entry.value for entry in above if entry.parent and counts.get(entry.value))
    group = next(groups, concept.value)
    weight = min(concept.weight, GROUP)
    return replace(concept, value=group, weight=weight, unused=concept.value)
