"""A record of the new database API."""

from typing import Any

from ..draft import SheetDraft
from . import costs, people, places
from .answers import Answers, of_record
from .fields import fill, say_unasked
from .impacts import add_assessment, add_exposures, add_impacts
from .land import take_herds, take_land
from .media import add_film, add_image, add_reference
from .values import Values

SITE = "https://wocat.net"
PHASES = (("establishment", "establishment"), ("maintenance", "maintenance"))
COST_GROUPS = (
    "labour",
    "equipment",
    "plant_material",
    "fertilizers_biocides",
    "construction_material",
    "other",
)
COST_CELLS = costs.Cells(
    "specify_text", "units", "quantity", "cost_per_unit", "total_costs", "percentage_costs"
)
# Block of the API -> group of impacts.
IMPACTS = {
    "impacts_socio_economic_production": "socioeconomic_production",
    "impacts_socio_economic_water": "socioeconomic_water",
    "impacts_socio_economic_income": "socioeconomic_income",
    "impacts_socio_economic_other": "socioeconomic_other",
    "impacts_socio_cultural": "sociocultural",
    "impacts_ecological_water": "ecological_water",
    "impacts_ecological_soil": "ecological_soil",
    "impacts_ecological_biodiversity": "ecological_biodiversity",
    "impacts_ecological_climate": "ecological_climate",
    "impacts_ecological_other": "ecological_other",
    "impacts_offsite": "offsite",
}
# Block of the API -> code for an exposure that the list does not have.
EXPOSURES = {
    "gradual_climate_change": "tech_qg_172",
    "meteorological_disaster_coping": "tech_qg_212",
    "climatological_disaster_coping": "tech_qg_212",
    "hydrological_disaster_coping": "tech_qg_212",
    "biological_disaster_coping": "tech_qg_212",
    "other_disaster_coping": "tech_qg_212",
    "other_climate_consequences_coping": "tech_qg_216",
}
# Land uses with an object of their own.
LAND_USES = (
    "cropland",
    "grazingland",
    "forest",
    "settlements",
    "waterways",
    "mines",
    "unproductive",
    "other",
)
ASSESSMENTS = (
    ("strengths_landuser", "strength", "land_user"),
    ("strengths_compiler", "strength", "compiler"),
    ("weaknesses_landuser", "weakness", "land_user"),
    ("weaknesses_compiler", "weakness", "compiler"),
)


def map_api(draft: SheetDraft, record: dict[str, Any]) -> None:
    """Fills the draft, whose original language is known, with all that the record says."""
    values, answers = Values(draft, draft.original_language), of_record(record)
    draft.version = f"edition {record['edition']}" if record.get("edition") else ""
    draft.changed_at_source = values.moment(record.get("updated_at"), "updated_at")
    fill(values, answers, "api")
    _land(values, answers)
    _place(values, answers)
    _costs(values, answers)
    _changes(values, answers)
    _assessments(values, answers)
    _media(values, answers)
    _people(values, answers)
    say_unasked(values, answers, "api")


def _land(values: Values, answers: Answers) -> None:
    for name, is_before in (("landuse", False), ("landuse_change", True)):
        herds = [address for address in answers.groups if address.startswith(f"{name}.")]
        for address in herds:
            take_herds(values, answers.rows(address), address, species="species", count="count")
        take_land(values, _ticked(values, answers, name), is_before=is_before)


def _ticked(values: Values, answers: Answers, name: str) -> list[tuple[str, Any]]:
    """The answers on land use, but for those on a land use that is not ticked.

    The form keeps them when a tick is taken back: a dune field "was" then a plantation too.
    """
    ticked = {str(value).lower() for value in answers.values.get(f"{name}.value", ())}
    kept, stale = [], set()
    for address, answer in answers.under(name):
        branch = address.split(".")[1]
        if branch in LAND_USES and ticked and branch not in ticked:
            stale.add(branch)
        else:
            kept.append((address, answer))
    for branch in sorted(stale):
        values.say(f"{name}.{branch}", "is answered but not ticked as a land use; left out")
    return kept


def _place(values: Values, answers: Answers) -> None:
    columns = values.draft.texts.get(values.language, {})
    country = places.country_code(values, answers.one("country"), "country")
    geometry = answers.tree("location_geometry")
    places.add_sites(values, geometry, country, columns.get("place", ""), "location_geometry")


def _costs(values: Values, answers: Answers) -> None:
    for name, phase in PHASES:
        where = f"{name}_activities"
        rows = answers.rows(where)
        costs.add_activities(values, rows, phase, ("activity", "timing", "activity_type"), where)
        for group in COST_GROUPS:
            where = f"{name}_cost_breakdown.{group}"
            costs.add_costs(values, answers.rows(where), phase, group, COST_CELLS, where)
    base, currency = "cost_calculation", "cost_calculation_currency"
    costs.add_totals(values, _totals(answers))
    cells = ("calculation_base", "size_and_area_unit", "unit")
    costs.add_base(values, _three(answers, base, cells), base)
    cells = ("currency_base", "currency_other", "exchange_rate")
    costs.add_currency(values, _three(answers, currency, cells), currency)


def _three(answers: Answers, name: str, cells: tuple[str, str, str]) -> tuple[Any, Any, Any]:
    first, second, third = (answers.one(f"{name}.{cell}") for cell in cells)
    return first, second, third


def _totals(answers: Answers) -> dict[str, tuple[Any, str]]:
    addresses = {
        "establishment_cost": "establishment_total_estimation",
        "maintenance_cost_yr": "maintenance_total_estimation",
        "establishment_cost_usd": "establishment_total_usd",
        "maintenance_cost_usd_yr": "maintenance_total_usd",
    }
    return {column: (answers.one(address), address) for column, address in addresses.items()}


def _changes(values: Values, answers: Answers) -> None:
    for name, group in IMPACTS.items():
        add_impacts(values, answers.tree(name), group, name)
    for name, other in EXPOSURES.items():
        add_exposures(values, _block(answers, name), other, name)


def _block(answers: Answers, name: str) -> dict[str, Any]:
    """A block of exposures; one that is a list holds what its own list does not have."""
    rows = answers.record.get(name)
    return answers.tree(name) or ({"other": rows} if isinstance(rows, list) else {})


def _assessments(values: Values, answers: Answers) -> None:
    for name, kind, view in ASSESSMENTS:
        for text in answers.all(name):
            add_assessment(values, kind, view, values.words(text, name), {})
        for row in answers.rows(name):
            cell = next((row[key] for key in (kind, "text", "specify") if row.get(key)), None)
            words, overcome = values.words(cell, name), values.words(row.get("overcome"), name)
            add_assessment(values, kind, view, words, overcome)


def _media(values: Values, answers: Answers) -> None:
    record = answers.record
    pictures = [record.get("header_image"), *_dicts(record.get("images"))]
    for picture in _dicts(pictures):
        cells = {name: picture.get(name) for name in ("caption", "comments", "date")}
        cells |= {"author": picture.get("photographer"), "place": picture.get("location")}
        add_image(values, (SITE, picture.get("file")), cells, "images")
    for drawing in _dicts(record.get("technical_drawings")):
        _drawing(values, drawing)
    for row in answers.rows("references"):
        add_reference(values, row.get("title"), None, "references", note=row.get("source"))
    for row in answers.rows("links"):
        add_reference(values, row.get("title"), row.get("url"), "links")
    for row in answers.rows("videos"):
        number = row.get("vimeo_id") or row.get("video_vimeo_id") or row.get("url")
        add_film(values, number, row.get("description"), "videos")


def _drawing(values: Values, drawing: dict[str, Any]) -> None:
    where, file = "technical_drawings", drawing.get("file")
    path = file.get("url") if isinstance(file, dict) else file
    cells = {name: drawing.get(name) for name in ("author", "date")}
    add_image(values, (SITE, path), cells, where, "drawing")
    values.add_words("specifications", [drawing.get("specifications")], f"{where}.specifications")


def _people(values: Values, answers: Answers) -> None:
    record = answers.record
    answers.asked |= {f"compiler.{name}" for name in ("id", *people.NAME_CELLS)}
    for role, names in (
        ("compiler", [record.get("compiler")]),
        ("editor", answers.rows("editors")),
        ("reviewer", answers.rows("reviewers")),
    ):
        for person in _dicts(names):
            people.add_credit(values, role, people.person_name(values, person, role))
    for person in answers.rows("key_resource_persons"):
        name = people.person_name(values, person, "key_resource_persons")
        name = name or people.person_name(values, person.get("user") or {}, "key_resource_persons")
        institution = values.text(person.get("institution_name"), "key_resource_persons")
        people.add_resource_person(
            values, person.get("type"), name, institution, "key_resource_persons.type"
        )
    for name in ("funding_institutions", "funding_projects"):
        people.add_funders(values, _listed(record.get(name)), name)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in _listed(value) if isinstance(item, dict)]
