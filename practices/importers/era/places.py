"""Where a trial was: position, country, climate and soil as the paper gives them."""

from collections.abc import Sequence
from functools import lru_cache

from practices.importers.draft import SiteDraft
from practices.zones.countries import country_by_code, country_by_name
from practices.zones.position import PositionError, repair_position

from .columns import Row
from .soils import zones_of
from .values import Notes, number, parts, positive, short, site_number, text

_POSITION = ("Latitude", "Longitude", "Buffer")
# Facts of a place that hang together.
_TOGETHER = (
    ("ISO.3166.1.alpha.3",),
    ("Elevation",),
    ("MAT",),
    ("MAP",),
    ("Soil.Type", "Soil.Classification"),
    ("Soil.Texture",),
    ("SOC", "SOC.Unit", "SOC.Depth"),
    ("Soil.pH",),
)
# The unit of soil carbon as parts of a kilogram; anything else in that column is no content.
_G_PER_KG = {"g/kg": 1.0, "mg/g": 1.0, "%": 10.0, "g/100g": 10.0, "mg/kg": 0.001}
# In g/kg; pure organic matter has 58 % carbon.
_SOC_RANGE = (0.1, 580.0)


def place_key(row: Row) -> tuple[str, ...]:
    """What tells one place from another; a station may have fields kilometres apart."""
    return tuple(row.get(name, "") for name in ("Site.ID", "Country", *_POSITION))


def sites_of(rows: Sequence[Row], notes: Notes) -> list[SiteDraft]:
    """The place of some rows; of one over several countries, the whole, then each country.

    The whole has the position (its middle) and no country, the others a country and no position.
    """
    row = _agreed(rows, notes)
    codes = countries_of(row, notes)
    whole = _site(row, codes[0] if len(codes) == 1 else None, notes)
    if len(codes) < 2:
        return [whole]
    said = row.get("Country") or row.get("ISO.3166.1.alpha.3", "")
    notes.add("Country", f"{said[:80]!r} are several; each has a site of its own")
    return [whole, *(SiteDraft(country=code) for code in codes)]


def _agreed(rows: Sequence[Row], notes: Notes) -> Row:
    """One row for the place. What rows say differently is taken from the first that says it."""
    agreed = dict(rows[0])
    for names in _TOGETHER:
        said = dict.fromkeys(tuple(row.get(name, "") for name in names) for row in rows)
        given = [values for values in said if values[0]]
        if len(given) > 1:
            notes.add(names[0], f"rows of one place differ: {_some(given)}; the first is taken")
        if given:
            agreed.update(zip(names, given[0], strict=True))
    return agreed


def _some(given: Sequence[tuple[str, ...]]) -> str:
    return short(" or ".join(" ".join(values).strip() for values in given), 80)


def countries_of(row: Row, notes: Notes) -> list[str]:
    """ISO alpha-3 codes, each once. Where name and code disagree, the name is right."""
    names, codes = parts(row.get("Country", "")), parts(row.get("ISO.3166.1.alpha.3", ""))
    found = [code for name in names if (code := _code(name, notes))]
    if len(names) == len(codes) == 1 and found and found[0] != codes[0]:
        notes.add("ISO.3166.1.alpha.3", f"{codes[0]!r} is not {names[0]}; the name is taken")
    return list(dict.fromkeys(found or [code for code in codes if country_by_code(code)]))


def _code(name: str, notes: Notes) -> str | None:
    code = _country(name)
    if code is None:
        notes.add("Country", f"{name[:60]!r} is no country; left out")
    return code


@lru_cache(maxsize=512)
def _country(name: str) -> str | None:
    found = country_by_name(name)
    return found.code if found else None


def _site(row: Row, country: str | None, notes: Notes) -> SiteDraft:
    latitude, longitude, converted = position_of(row, notes)
    uncertainty = positive(number(row.get("Buffer", ""), "Buffer", notes), "Buffer", notes)
    carbon, depth = baseline_of(row, notes)
    return SiteDraft(
        name=short("; ".join(parts(row.get("Site.ID", ""))), 255),
        country=country,
        latitude=latitude,
        longitude=longitude,
        uncertainty_m=uncertainty,
        position_note=_position_note(row, converted),
        altitude_m=_given("Elevation", row, notes),
        rainfall_mm_yr=_given("MAP", row, notes),
        temperature_c=_given("MAT", row, notes),
        soil_reported_as=short(", ".join(_soil_words(row)), 255),
        soil_texture=short(", ".join(_names("Soil.Texture", row)), 120),
        soil_ph=_ph(row, notes),
        soc_baseline_g_kg=carbon,
        soc_baseline_depth_cm=depth,
        zones=zones_of(text(row.get("Soil.Type", "")), text(row.get("Soil.Classification", ""))),
    )


def position_of(row: Row, notes: Notes) -> tuple[float | None, float | None, bool]:
    """Latitude, longitude in degrees, and whether they came as Web-Mercator metres."""
    latitude = number(row.get("Latitude", ""), "Latitude", notes)
    longitude = number(row.get("Longitude", ""), "Longitude", notes)
    if latitude is None or longitude is None:
        notes.add("Latitude", "there is no position")
        return None, None, False
    try:
        found = repair_position(latitude, longitude)
    except PositionError as error:
        field = "Longitude" if error.keys[0] == "longitude_range" else "Latitude"
        notes.add(field, f"{error} The position is left out.")
        return None, None, False
    if found.was_mercator:
        degrees = f"{found.latitude:.4f}, {found.longitude:.4f}"
        notes.add("Latitude", f"Web-Mercator metres, converted to {degrees} degrees")
    return found.latitude, found.longitude, found.was_mercator


def _position_note(row: Row, converted: bool) -> str:
    said = []
    if ".." in row.get("Site.ID", ""):
        said.append("The middle of several places.")
    if converted:
        said.append("Converted from Web-Mercator metres.")
    return " ".join(said)


def _given(field: str, row: Row, notes: Notes) -> float | None:
    return positive(site_number(row.get(field, ""), field, notes), field, notes)


def _ph(row: Row, notes: Notes) -> float | None:
    value = _given("Soil.pH", row, notes)
    if value is None or value <= 14:
        return value
    notes.add("Soil.pH", f"{value:g} cannot be; left out")
    return None


def _names(field: str, row: Row) -> tuple[str, ...]:
    """Names of several soils, which ERA joins by one dot, or by two of several sites."""
    return parts(row.get(field, "").replace(".", ".."))


def _soil_words(row: Row) -> list[str]:
    """The names as reported, with the system they are of: "lixisol, plinthisol (FAO)"."""
    names = _names("Soil.Type", row)
    system = text(row.get("Soil.Classification", ""))
    return [f"{', '.join(names)} ({system})"] if names and system else list(names)


def baseline_of(row: Row, notes: Notes) -> tuple[float | None, float | None]:
    """Organic carbon of the site before the trial in g/kg, and its depth in cm.

    ERA has contents, stocks and, by a slip of its forms, names of plots in the unit's column.
    """
    value, unit = _given("SOC", row, notes), text(row.get("SOC.Unit", ""))
    if value is None:
        return None, None
    factor = _G_PER_KG.get(unit.replace(" ", ""))
    if factor is None:
        notes.add("SOC.Unit", f"{unit[:40]!r} is no content of carbon; {value:g} is left out")
        return None, None
    low, high = _SOC_RANGE
    content = round(value * factor, 6)
    if not low <= content <= high:
        notes.add("SOC", f"{value:g} {unit} cannot be; left out")
        return None, None
    return content, _given("SOC.Depth", row, notes)
