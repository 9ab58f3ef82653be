"""Units as they are meant, and what kind of figure stands in them. No figure is converted."""

import re
from functools import lru_cache
from typing import NamedTuple

from .values import text

# ERA's way of writing -> the usual one. "mg/ha" are megagrams: 3 to 7 in a topsoil of carbon.
_WRITTEN = {
    "mg/ha": "Mg/ha",
    "g/100g": "g/100 g",
    "g c/kg": "g C/kg",
    "number": "n",
    "hrs": "h",
    "rmb/ha": "CNY/ha",
}
_NO_UNIT = frozenset(("0", "Unspecified"))
_RATIOS = frozenset(("Proportion", "LER"))
_PER_YEAR = re.compile(r"/\s*(yr|year|a)\b")
_DEPTHS = re.compile(r"\s*\((\d+(?:\.\d+)?)\s*cm\s*-\s*(\d+(?:\.\d+)?)\s*cm\)")


class Unit(NamedTuple):
    """`layer` is a depth in cm that ERA wrote into the unit; `was` what stood there, if mended."""

    name: str
    is_ratio: bool
    is_rate: bool
    layer: tuple[float, float] | None
    was: str


@lru_cache(maxsize=2048)
def unit_of(written: str) -> Unit:
    given = text(written)
    layer = _DEPTHS.search(given)
    name = _DEPTHS.sub("", given)
    name = "" if name in _NO_UNIT else _WRITTEN.get(name, name)
    return Unit(
        name=name[:60],
        is_ratio=name in _RATIOS,
        is_rate=bool(_PER_YEAR.search(name)),
        layer=(float(layer[1]), float(layer[2])) if layer else None,
        was=given if name != given else "",
    )
