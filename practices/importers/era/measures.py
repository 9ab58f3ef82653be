"""One comparison of a treatment with a control, as an evidence row."""

import re

from practices.importers.draft import EvidenceDraft
from practices.log_ratio import log_ratio

from .columns import Row
from .dates import duration_of, period_of
from .products import crops_of
from .tables import Outcome, outcomes
from .units import Unit, unit_of
from .values import Notes, number, positive, short, text

# What makes a comparison the same as another of its study and site; ERA repeats 1,108 rows.
_SAME = ("Site.ID", "CID", "TID", "EUlist", "Outcode", "M.Year", "MeanC", "MeanT", "Units")
_DEEPEST_CM = 1000
_ERRORS = re.compile(r"\b(SED|SEM|SE|SD|CV)\b")


def without_repeats(rows: list[Row], notes: Notes) -> list[Row]:
    """The rows, each comparison once; one given again at another depth counts as given again."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.get(name, "") for name in _SAME)
        if first.setdefault(key, row) is row:
            continue
        same = all(first[key].get(name) == row.get(name) for name in ("Upper", "Lower"))
        where = "" if same else " at another depth"
        notes.add("Index", f"a row that repeats another{where}; left out")
    return list(first.values())


def measure_of(row: Row, notes: Notes) -> EvidenceDraft | None:
    """The evidence in a row; None, with a word, where it measures nothing we can name."""
    code = row.get("Outcode", "").strip().removesuffix(".0")
    outcome = outcomes().get(code)
    control, treatment = (number(row.get(name, ""), name, notes) for name in ("MeanC", "MeanT"))
    if outcome is None:
        notes.add("Outcode", f"{code[:20]!r} is no outcome of ERA; the row is left out")
        return None
    if control is None and treatment is None:
        notes.add("MeanC", "neither mean is given; the row is left out")
        return None
    draft = EvidenceDraft(
        external_id=text(row.get("Index", ""))[:60].removesuffix(".0"),
        outcome=("outcome", outcome.code),
        control_mean=control,
        treatment_mean=treatment,
    )
    unit = unit_of(row.get("Units", ""))
    draft.log_ratio, draft.no_ratio_reason = _compared(control, treatment, outcome, unit)
    _describe(draft, row, outcome, unit, notes)
    return draft


def _describe(draft: EvidenceDraft, row: Row, outcome: Outcome, unit: Unit, notes: Notes) -> None:
    draft.unit = unit.name
    flags = [*_unit_flags(unit, notes), *_product(draft, row)]
    draft.depth_from_cm, draft.depth_to_cm = _layer(row, unit, outcome, notes)
    period = period_of(row, notes)
    draft.start_year, draft.end_year, draft.season = period
    draft.duration_yr = duration_of(row, notes)
    draft.control_error = _error("MeanC.Error", row, notes)
    draft.treatment_error = _error("MeanT.Error", row, notes)
    draft.error_type = _error_type(row)
    draft.replicates = positive(number(row.get("Rep", ""), "Rep", notes), "Rep", notes)
    draft.control_description = text(row.get("C.Descrip", ""))
    draft.treatment_description = text(row.get("T.Descrip", ""))
    draft.location_in_source = short(text(row.get("DataLoc", "")), 120)
    draft.lower_is_better = outcome.lower_is_better or row.get("MeanFlip") == "Y"
    draft.flags = short("; ".join(flags), 255)


def _unit_flags(unit: Unit, notes: Notes) -> list[str]:
    if not unit.was:
        return []
    meaning = f"read as {unit.name!r}" if unit.name else "is no unit"
    notes.add("Units", f"{unit.was[:60]!r} {meaning}")
    return [f"unit {unit.was!r} {meaning}"]


def _product(draft: EvidenceDraft, row: Row) -> list[str]:
    """One crop is the row's; of several, the row belongs to all and the flag names them."""
    crops = crops_of(row.get("EUlist", ""))
    if len(crops) == 1:
        draft.product = crops[0]
        return []
    return [f"crops: {', '.join(code for _, code in crops)}"] if crops else []


def _layer(
    row: Row, unit: Unit, outcome: Outcome, notes: Notes
) -> tuple[float | None, float | None]:
    """Upper and lower depth in cm. A depth written into the unit is the one meant."""
    if unit.layer:
        notes.add("Upper", "the depth is the one written with the unit")
        return unit.layer
    ends = [_depth(name, row, notes) for name in ("Upper", "Lower")]
    if outcome.is_soil_carbon and None in ends:
        notes.add("Upper", "no depth is given")
    upper, lower = ends
    if upper is not None and lower is not None and upper > lower:
        notes.add("Upper", f"{upper:g} is below {lower:g}; put in order")
        return lower, upper
    return upper, lower


def _depth(field: str, row: Row, notes: Notes) -> float | None:
    value = number(row.get(field, ""), field, notes)
    if value is None or 0 <= value <= _DEEPEST_CM:
        return value
    notes.add(field, f"{value:g} cm cannot be; left out")
    return None


def _error(field: str, row: Row, notes: Notes) -> float | None:
    value = number(row.get(field, ""), field, notes)
    if value is None or value >= 0:
        return value
    notes.add(field, "an error below zero cannot be; left out")
    return None


def _error_type(row: Row) -> str:
    """One of SE, SD, SED, SEM or CV; "grouped" before it where it is one for several means."""
    written = row.get("Mean.Error.Type", "")
    found = _ERRORS.search(written)
    grouped = "grouped " if "Grouped" in written else ""
    return grouped + found[0] if found else ""


def _compared(
    control: float | None, treatment: float | None, outcome: Outcome, unit: Unit
) -> tuple[float | None, str]:
    """The log response ratio, ln(treatment / control), or one of models.Evidence.NoRatio.

    A change of soil carbon as a proportion of its first value is a ratio already; any other
    change, and carbon a year, is a rate and no level.
    """
    ratio, why_not = log_ratio(control, treatment)
    if why_not == "missing":
        return ratio, why_not
    if outcome.is_ratio or (outcome.is_soil_carbon and unit.is_ratio):
        return None, "is_ratio"
    if outcome.is_soil_carbon and (outcome.is_change or unit.is_rate):
        return None, "rate"
    return ratio, why_not
