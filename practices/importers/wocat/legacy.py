"""A record of the old API (v2), whose answers are labels in the language it was asked in."""

import json
from typing import Any

from ..draft import ImpactDraft, SheetDraft
from . import costs, people, places
from .answers import Answers, Row, of_groups
from .codes import find_code
from .fields import fill, say_unasked
from .impacts import (
    EXPOSURE,
    IMPACT,
    add_assessment,
    add_impact,
    exposure,
    group_of,
    rating,
)
from .land import take_herds, take_land
from .media import add_film, add_image, add_reference
from .values import Values

SITE = "https://qcat.wocat.net"
LAND_NOW = tuple(f"tech_qg_{number}" for number in range(9, 19))
LAND_BEFORE = tuple(f"tech_qg_{number}" for number in range(239, 249))
HERDS = (("tech_qg_236", False), ("tech_qg_242", True))
COST_CELLS = ("specify", "unit", "quantity", "costs", "total_costs_pi", "percentage_costs")
CELLS = {
    "establishment": costs.Cells(*(f"tech_input_est_{cell}" for cell in COST_CELLS)),
    "maintenance": costs.Cells(*(f"tech_input_maint_{cell}" for cell in COST_CELLS)),
}
# Question group -> phase, group of costs.
COST_GROUPS = {
    "tech_qg_36": ("establishment", "labour"),
    "tech_qg_37": ("establishment", "equipment"),
    "tech_qg_38": ("establishment", "plant_material"),
    "tech_qg_218": ("establishment", "fertilizers_biocides"),
    "tech_qg_39": ("establishment", "construction_material"),
    "tech_qg_40": ("establishment", "other"),
    "tech_qg_45": ("maintenance", "labour"),
    "tech_qg_46": ("maintenance", "equipment"),
    "tech_qg_47": ("maintenance", "plant_material"),
    "tech_qg_219": ("maintenance", "fertilizers_biocides"),
    "tech_qg_48": ("maintenance", "construction_material"),
    "tech_qg_49": ("maintenance", "other"),
}
# Where a total stands; an estimate stands in where it was not broken down.
TOTALS = {
    "establishment_cost": (
        "tech_qg_222.tech_input_est_total_costs",
        "tech_qg_42.tech_input_est_total_estimation",
    ),
    "establishment_cost_usd": ("tech_qg_232.tech_input_est_total_costs_usd",),
    "maintenance_cost_yr": (
        "tech_qg_223.tech_input_maint_total_costs",
        "tech_qg_50.tech_input_maint_total_estimation",
    ),
    "maintenance_cost_usd_yr": ("tech_qg_233.tech_input_maint_total_costs_usd",),
}
OTHER_IMPACTS = {
    "tech_qg_186": "socioeconomic_other",
    "tech_qg_187": "sociocultural",
    "tech_qg_189": "ecological_other",
    "tech_qg_190": "offsite",
}
ASSESSMENTS = (
    ("qg_strengths_landusers", "strengths_landuser", "strength", "land_user"),
    ("qg_strengths_compiler", "strengths_compiler", "strength", "compiler"),
    ("qg_weaknesses_landusers", "weaknesses_landuser", "weakness", "land_user"),
    ("qg_weaknesses_compiler", "weaknesses_compiler", "weakness", "compiler"),
)


def map_v2(draft: SheetDraft, groups: dict[str, Any]) -> None:
    """Fills the draft, whose original language is known, with all that the record says."""
    values, answers = Values(draft, draft.original_language), of_groups(groups)
    is_2015 = "tech_qg_9.tech_landuse" in answers.values
    draft.version = "edition 2015" if is_2015 else "edition 2018"
    fill(values, answers, "v2")
    _land(values, answers)
    _place(values, answers)
    _costs(values, answers)
    _impacts(values, answers)
    _exposures(values, answers)
    _assessments(values, answers)
    _media(values, answers)
    _people(values, answers)
    say_unasked(values, answers, "v2")


def _land(values: Values, answers: Answers) -> None:
    for group, is_before in HERDS:
        species, count = "tech_lu_grazingland_pop_species", "tech_lu_grazingland_pop_count"
        rows = answers.rows(group)
        take_herds(values, rows, group, species=species, count=count, is_before=is_before)
    for is_before, groups in ((False, LAND_NOW), (True, LAND_BEFORE)):
        for group in groups:
            take_land(values, answers.under(group), is_before=is_before)


def _place(values: Values, answers: Answers) -> None:
    columns = values.draft.texts.get(values.language, {})
    country = places.country_code(values, answers.one("qg_location.country"), "country")
    where = "qg_location_map.location_map"
    geometry = _geometry(values, answers.one(where), where)
    places.add_sites(values, geometry, country, columns.get("place", ""), where)


def _geometry(values: Values, value: Any, where: str) -> Any:
    """GeoJSON, which the old API gives as a text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        values.say(where, "is no GeoJSON; left out")
        return None


def _costs(values: Values, answers: Answers) -> None:
    for group, phase, name in (
        ("tech_qg_165", "establishment", "est"),
        ("tech_qg_43", "maintenance", "maint"),
    ):
        cells = (f"tech_{name}_activity", f"tech_{name}_timing", f"tech_{name}_type")
        costs.add_activities(values, answers.rows(group), phase, cells, group)
    for group, (phase, kind) in COST_GROUPS.items():
        costs.add_costs(values, answers.rows(group), phase, kind, CELLS[phase], group)
    costs.add_totals(values, _totals(answers))
    base = answers.one("tech_qg_217.tech_cost_calculation_base")
    area = answers.one("tech_qg_163.tech_perarea_size")
    unit = answers.one("tech_qg_162.tech_input_perunit_unit")
    costs.add_base(values, (base, area, unit), "tech_qg_217")
    dollars = answers.one("tech_qg_164.tech_input_dollar")
    other = answers.one("tech_qg_164.tech_input_national_currency")
    rate = answers.one("tech_qg_164.tech_input_exchange_rate")
    costs.add_currency(values, (dollars, other, rate), "tech_qg_164")


def _totals(answers: Answers) -> dict[str, tuple[Any, str]]:
    """Of each total the first place that states it."""
    found = {}
    for column, addresses in TOTALS.items():
        stated = [(answers.one(address), address) for address in addresses]
        found[column] = next((pair for pair in stated if pair[0] is not None), stated[0])
    return found


def _impacts(values: Values, answers: Answers) -> None:
    """One question group an indicator; those for other ones have several rows."""
    for group in list(answers.groups):
        if group in OTHER_IMPACTS:
            for row in answers.rows(group):
                _other_impact(values, row, group)
        elif keyword := _indicator(answers.groups[group]):
            for row in answers.rows(group):
                _impact(values, row, keyword, group)


def _indicator(rows: list[Row]) -> str:
    """The keyword that is an indicator of the list, or nothing."""
    names = (name for row in rows for name in row if name.startswith("tech_impacts_"))
    return next((name for name in names if find_code(IMPACT, name) == (*IMPACT, name)), "")


def _impact(values: Values, row: Row, keyword: str, where: str) -> None:
    code = (*IMPACT, keyword)
    draft = ImpactDraft(group_of(code), code)
    draft.value = rating(values, row.get(keyword), f"{where}.{keyword}")
    _add(values, draft, row, where)


def _other_impact(values: Values, row: Row, where: str) -> None:
    draft = ImpactDraft(OTHER_IMPACTS[where])
    cell = "tech_impacts_other_"
    draft.other_indicator = values.words(row.get(f"{cell}specify"), where)
    draft.left_label = values.words(row.get(f"{cell}labelleft"), where)
    draft.right_label = values.words(row.get(f"{cell}labelright"), where)
    draft.value = rating(values, row.get(f"{cell}measure"), f"{where}.{cell}measure")
    _add(values, draft, row, where)


def _add(values: Values, draft: ImpactDraft, row: Row, where: str) -> None:
    draft.comment = values.words(row.get("tech_impacts_specify"), where)
    draft.before = values.words(row.get("tech_impacts_quant_before"), where)
    draft.after = values.words(row.get("tech_impacts_quant_after"), where)
    add_impact(values, draft)


def _exposures(values: Values, answers: Answers) -> None:
    names = {"season": "season", "trend": "incrdecr", "cope": "sensitivity"}
    for group in list(answers.groups):
        if find_code(EXPOSURE, group) != (*EXPOSURE, group):
            continue
        for row in answers.rows(group):
            cells = {ours: row.get(f"tech_exposure_{theirs}") for ours, theirs in names.items()}
            draft = exposure(values, (*EXPOSURE, group), cells, group)
            draft.other_exposure = values.words(row.get("tech_exposure_other_specify"), group)
            if draft.coping or draft.trend or draft.other_exposure:
                values.draft.exposures.append(draft)


def _assessments(values: Values, answers: Answers) -> None:
    for group, keyword, kind, view in ASSESSMENTS:
        for row in answers.rows(group):
            text = values.words(row.get(keyword), f"{group}.{keyword}")
            overcome = values.words(row.get("weaknesses_overcome"), group)
            add_assessment(values, kind, view, text, overcome)


def _media(values: Values, answers: Answers) -> None:
    for group in ("qg_image", "qg_photos"):
        for row in answers.rows(group):
            cells = {name: row.get(f"image_{name}") for name in ("caption", "comments", "date")}
            cells |= {"author": row.get("image_photographer"), "place": row.get("image_location")}
            add_image(values, (SITE, row.get("image")), cells, group)
    for row in answers.rows("tech_qg_185"):
        cells = {name: row.get(f"tech_drawing_{name}") for name in ("author", "date")}
        add_image(values, (SITE, row.get("tech_drawing")), cells, "tech_qg_185", "drawing")
        values.add_words("specifications", [row.get("tech_specifications")], "tech_qg_185")
    for row in answers.rows("qg_references"):
        note = row.get("references_source")
        add_reference(values, row.get("references_title"), None, "qg_references", note=note)
    for row in answers.rows("qg_links"):
        add_reference(values, row.get("links_title"), row.get("links_url"), "qg_links")
    for row in answers.rows("qg_videos"):
        add_film(values, row.get("video_vimeo_id"), row.get("video_description"), "qg_videos")


def _people(values: Values, answers: Answers) -> None:
    where = "tech_qg_184"
    for row in answers.rows(where):
        cells = (row.get("person_firstname"), row.get("person_lastname"))
        names = (values.text(cell, where) for cell in cells)
        name = " ".join(" ".join(names).split()) or values.text(row.get("user_id"), where)
        institution = values.text(row.get("person_institution_name"), where)
        kind = row.get("user_resourceperson_type")
        kind = kind[0] if isinstance(kind, list) and kind else kind
        people.add_resource_person(values, kind, name, institution, where)
    for group in ("qg_funding_institution", "qg_funding_project"):
        funders = answers.all(f"{group}.{group.removeprefix('qg_')}_display")
        people.add_funders(values, funders, group)
