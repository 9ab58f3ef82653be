"""Numbers and places as people write them, and as an address does.

An address has a dot and no groups: `1500`, `-2.5`, `13.25,-5.97`. People group digits and write
the decimal sign of their language, and both must be read.
"""

import re

from search.query import Point

SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
"""Between groups of three digits, in any language."""
GROUP = {"en": ",", "es": "."}
NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
MOST_DIGITS = 20
POINT_DIGITS = 2
"""Decimals of a degree, 1.1 km: nearer than that nobody need say where they are."""
PARTS = re.compile(r"\s*;\s*|\s*,\s+|\s+")


def read_number(text: str, language: str) -> float | None:
    """None where the text is no number. Of two ways to read it, that of the language counts."""
    plain = SPACES.sub("", text.strip().replace("\u2212", "-"))
    if len(plain) > MOST_DIGITS:
        return None
    if group := GROUP.get(language):
        plain = _ungrouped(plain, group)
    plain = plain.replace(",", ".")
    return float(plain) if NUMBER.fullmatch(plain) else None


def _ungrouped(text: str, group: str) -> str:
    """Without the sign between groups of three; a number that begins with 0 has none."""
    sign = re.escape(group)
    is_grouped = re.match(rf"-?[1-9]\d{{0,2}}({sign}\d{{3}})+(?![\d{sign}])", text, re.ASCII)
    return text.replace(group, "") if is_grouped else text


def written(number: float) -> str:
    """As an address has it; at most six decimals."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def read_point(text: str) -> Point | None:
    """Latitude and longitude in degrees; None where the text names no place on the Earth.

    "13.25,-5.97", "13,25; −5,97", "13.25 -5.97"
    """
    parts = PARTS.split(text.strip())
    if len(parts) == 1:
        parts = text.split(",")
    numbers = [read_number(part, "") for part in parts]
    if len(numbers) != 2:
        return None
    lat, lon = numbers
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return round(lat, POINT_DIGITS) + 0.0, round(lon, POINT_DIGITS) + 0.0


def written_point(point: Point) -> str:
    return ",".join(map(written, point))
