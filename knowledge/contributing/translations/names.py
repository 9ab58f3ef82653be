"""The names of paragraphs in answers: their field, and what the original says, in ten letters.

A name says nothing of the place: a paragraph that is inserted above leaves all others as they are.
Beside each answer stand notes (answers.NOTE) of what it is the answer to.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.paragraphs import normal
from practices.translating import Slot, all_slots

from ..answers import Answers

ORIGINAL, MADE_FROM, TEXT = "_original-", "_from-", "_text-"
"""Begin the notes on a paragraph: the original, what an outdated text was made from, that text."""
ORDER, BEFORE, SOURCE, TARGET = "_order", "_before", "_source", "_target"
"""Names of the notes on the whole: the paragraphs in order, those of the base, both languages."""
RIGHT = "-right"
"""Ends the name of a box: an outdated text still says the same."""

GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "top": (_("What it is"), ("title", "local_name", "summary")),
    "short": (
        _("In short"),
        ("description", "control_description", "purpose_comments", "group_comments"),
    ),
    "how": (
        _("How to do it"),
        ("steps", "activities", "specifications", "images"),
    ),
    "where": (
        _("Where"),
        (
            *("place", "location_comments", "rainfall_comments", "climate_comments"),
            *("growing_seasons_comments", "topography_comments", "soil_comments"),
            *("water_comments", "biodiversity_comments"),
        ),
    ),
    "people": (
        _("Land and people"),
        (
            *("land_use_comments", "land_use_change_comments", "water_supply_comments"),
            *("livestock_density", "degradation_comments", "prevention_comments"),
            *("measures_comments", "land_user_comments", "land_size_comments"),
            *("ownership_comments", "access_comments"),
        ),
    ),
    "cost": (
        _("What it costs"),
        (
            *("cost_items", "cost_factors", "cost_comments", "establishment_comments"),
            *("maintenance_comments", "cost_benefit_comments"),
        ),
    ),
    "changes": (_("What changed"), ("impacts", "impact_comments", "offsite_impact_comments")),
    "pros": (_("Benefits, drawbacks"), ("assessments",)),
    "limits": (
        _("Barriers and limits"),
        (
            *("exposures", "drawbacks", "barriers", "recommendations"),
            *("exposure_comments", "general_comments"),
        ),
    ),
    "who": (
        _("Who does it"),
        (
            *("implementation_comments", "spread_comments", "adoption_comments"),
            *("adaptation_comments",),
        ),
    ),
}
"""The sections of the sheet's page: their heading, and their fields or rows."""


def slots_of(group: str) -> list[Slot]:
    places = GROUPS[group][1]
    found = [slot for slot in all_slots() if (slot.rows or slot.field) in places]
    return sorted(found, key=lambda slot: places.index(slot.rows or slot.field))


SLOTS = {slot: group for group in GROUPS for slot in slots_of(group)}
KEYS = {"_".join(part for part in slot if part): slot for slot in SLOTS}
NAME = re.compile(rf"({'|'.join(GROUPS)})-({'|'.join(KEYS)})-[0-9a-f]{{10}}")


def name_of(slot: Slot, original: str) -> str:
    """The name of the answer for a paragraph: "short-description-1a2b3c4d5e"."""
    digest = hashlib.blake2b(normal(original).encode(), digest_size=5).hexdigest()
    return f"{SLOTS[slot]}-{'_'.join(part for part in slot if part)}-{digest}"


def slot_of(name: str) -> Slot | None:
    """None for what is no name of a paragraph."""
    found = NAME.fullmatch(name)
    slot = KEYS[found[2]] if found else None
    return slot if found and slot and SLOTS[slot] == found[1] else None


def listed(answers: Answers, note: str = ORDER) -> list[str]:
    """The names of the paragraphs, in the order of the sheet."""
    return [name for name in answers.get(note, "").split("\n") if slot_of(name)]


def known(names: Iterable[str]) -> list[str]:
    """The names of paragraphs among names of fields and notes, each once."""
    bare = (name.removeprefix(ORIGINAL).removesuffix(RIGHT) for name in names)
    return list(dict.fromkeys(name for name in bare if slot_of(name)))
