"""What a reported soil texture is called in three languages.

`data/textures.csv`: the texture classes of the USDA Soil Survey Manual (chapter 3) as sources
write them, each with its general term there: sands and loamy sands are sandy soils, sandy clays,
silty clays and clays are clay soils, the rest are loamy.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

TEXTURES = Path(__file__).parent / "data" / "textures.csv"

_FINE = re.compile(r"\bfine\s+")  # of sand: still sand
_SPELT = {"sand loam": "sandy loam", "silty loam": "silt loam", "clayey": "clay"}


def textures(reported: str, language: str) -> Iterator[str]:
    """Names of the textures in "Sandy Loam/Sand, clay"; none of words that are no texture."""
    for part in re.split(r"[,/;]", reported.lower()):
        texture = " ".join(_FINE.sub("", part).split())
        if names := _names().get(_SPELT.get(texture, texture)):
            yield names[language]


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    with TEXTURES.open(encoding="utf-8", newline="") as file:
        return {row["texture"]: row for row in csv.DictReader(file)}
