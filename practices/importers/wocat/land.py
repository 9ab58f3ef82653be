"""Land use now and before: kinds of land, crops, animals, trees and products."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from practices.vocabularies import (
    ASPECTS,
    CROP_LISTS,
    FOREST_TYPES,
    LAND_USE,
    LAND_USE_DETAILS,
)

from ..draft import Code
from .answers import Row, is_words
from .codes import crop_of
from .values import Values

ANIMALS = "tech_lu_grazingland_animals"
EVERY_LIST = (*LAND_USE, *LAND_USE_DETAILS[2:])
# Which lists an answer below an object of the new API may come from.
BRANCHES = {
    "value": ("tech_landuse_2018",),
    "cropland": (
        "tech_lu_cropland_sub",
        *CROP_LISTS,
        "tech_lu_cropland_cropping_system",
        "tech_growing_seasons",
    ),
    "grazingland": (
        "tech_lu_grazingland_extensive",
        "tech_lu_grazingland_intensive",
        ANIMALS,
        "tech_lu_grazingland_products",
    ),
    "forest": (
        "tech_lu_forest_type",
        "tech_lu_forest_natural",
        "tech_lu_forest_plantation",
        *FOREST_TYPES,
        "tech_lu_forest_tree_type",
        "tech_lu_forest_deciduous",
        "tech_lu_forest_products",
    ),
    "settlements": ("tech_lu_settlements_sub",),
    "waterways": ("tech_lu_waterways_sub",),
    "mixed_2015": ("tech_lu_mixed_select", *LAND_USE),
}
ASPECT_OF = dict.fromkeys(LAND_USE, "land_use") | {
    name: aspect
    for aspect in (
        "crop_reported",
        "cropping_system",
        "growing_seasons",
        "livestock",
        "forest_type",
        "tree_species",
        "tree_foliage",
        "products",
    )
    for name in ASPECTS[aspect].vocabularies
}
MIXED = ("mixed (crops", "mixte (cultures", "mixto (cultivos", "tech_lu_mixed")
MANAGED = ("crop_livestock_management", "crop_rotation", "intercropping")


class Place(NamedTuple):
    """Where answers go: `aspect` takes the terms of every list, "" lets each go to its own."""

    aspect: str
    comments: str


NOW = Place("", "land_use_comments")
BEFORE = Place("land_use_initial", "land_use_change_comments")


def take_land(
    values: Values, entries: Iterable[tuple[str, Any]], *, is_before: bool = False
) -> None:
    """(address, answer) pairs of either API into aspects and comments."""
    place = BEFORE if is_before else NOW
    for address, value in entries:
        name = address.rpartition(".")[2].removeprefix("tech_")
        if name in MANAGED or isinstance(value, bool):
            _managed(values, name, value, address, place)
        elif is_words(value) or name.endswith(("specify", "other", "comments", "remarks")):
            values.add_words(place.comments, [value], address)
        else:
            _coded(values, address, value, place)


def _managed(values: Values, name: str, value: Any, address: str, place: Place) -> None:
    """Yes to "is intercropping practised?" is a term; no is none."""
    if not values.flag(value, address):
        return
    if name not in MANAGED:
        values.say(address, "is a question that we do not know; its answer is left out")
        return
    _add(values, place.aspect or "land_management", ("land_management", name))


def _coded(values: Values, address: str, value: Any, place: Place) -> None:
    lists = _lists(address)
    if _is_mixed(value):
        if place is NOW:
            values.draft.facts["has_mixed_land_use"] = True
        return
    code = values.code(lists, value, address)
    if code is None:
        return
    _add_with_crop(values, code, place)


def _add_with_crop(values: Values, code: Code, place: Place) -> None:
    """A crop or an animal of WOCAT's is also one of our own list."""
    _add(values, place.aspect or ASPECT_OF[code[0]], code)
    if crop := crop_of(code[1]):
        _add(values, place.aspect or "crop", crop)


def _is_mixed(value: Any) -> bool:
    """The edition of 2015 had "Mixed (crops/ grazing/ trees)" as a land use of its own."""
    labels = value if isinstance(value, list) else [value]
    return any(str(label).casefold().startswith(MIXED) for label in labels)


def _lists(address: str) -> tuple[str, ...]:
    """The lists of an address: that of the keyword, or those of the branch, or all.

    Lists that share a word with its name come first: "perennial_crops".
    """
    *path, name = address.split(".")
    if name == "tech_landuse":
        return BRANCHES["value"]
    if name.endswith("pop_species"):
        return (ANIMALS,)
    if name in ASPECT_OF:
        return (name,)
    branch = next((part for part in (*path[1:], name) if part in BRANCHES), "")
    words = [word for word in name.split("_") if len(word) > 4]
    lists = BRANCHES.get(branch, EVERY_LIST)
    return tuple(sorted(lists, key=lambda one: not any(word in one for word in words)))


def _add(values: Values, aspect: str, code: Code) -> None:
    terms = values.draft.terms.setdefault(aspect, [])
    if code in terms:
        return
    if terms and not ASPECTS[aspect].is_multiple:
        values.say(aspect, f"has two answers, and can have one; {code[1]} is left out")
        return
    terms.append(code)


def take_herds(
    values: Values,
    rows: list[Row],
    where: str,
    *,
    species: str,
    count: str,
    is_before: bool = False,
) -> None:
    """Numbers of animals, which have no row of their own, as lines of "goats: 20"."""
    for row in rows:
        code = values.code((ANIMALS,), row.get(species), where)
        number = values.amount(row.get(count), f"{where}.{count}")
        if code:
            _add_with_crop(values, code, BEFORE if is_before else NOW)
        if number is not None:
            line = f"{values.text(row.get(species), where)}: {number:g}"
            column = BEFORE.comments if is_before else "livestock_density"
            values.add_words(column, [line], where, "\n")
