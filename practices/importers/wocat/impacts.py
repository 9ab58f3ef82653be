"""What changed, and how the practice copes with the climate."""

import re
from typing import Any

from ..draft import AssessmentDraft, Code, ExposureDraft, ImpactDraft, Words
from .answers import Row, is_empty, is_words
from .codes import find_code, parent_of
from .values import Values

IMPACT, EXPOSURE = ("impact",), ("climate_exposure",)
SCALE = re.compile(r"[-+]?[0-3]")
# Names that an API has or may have for the cells of a row that no list foresaw.
SPECIFIED = ("specify", "other_specify", "name", "title", "label", "indicator", "other")
LEFT = ("label_left", "labelleft", "left_label", "left")
RIGHT = ("label_right", "labelright", "right_label", "right")


def rating(values: Values, value: Any, where: str) -> int | None:
    """-3 to 3; None for anything else, which is said."""
    if value in (None, "") or is_empty(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip().removeprefix("tech_decrincr_")
    if text != str(value).strip() and text in "1234567":
        return int(text) - 4
    if not isinstance(value, bool) and SCALE.fullmatch(text):
        return int(text)
    values.say(where, f"{str(value)[:60]!r} is no rating from -3 to 3; left out")
    return None


def group_of(indicator: Code) -> str:
    return parent_of(*indicator)


def first_of(row: Row, names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if not is_empty(row.get(name))), None)


def add_impact(values: Values, draft: ImpactDraft) -> None:
    """Only an impact that says something: a rating, or words."""
    if draft != ImpactDraft(draft.group, draft.indicator):
        values.draft.impacts.append(draft)


def add_impacts(values: Values, block: dict[str, Any], group: str, where: str) -> None:
    """A block of the new API: indicator -> {value, comment, quantity_before, quantity_after}."""
    for name, answer in block.items():
        for row in answer if isinstance(answer, list) else [answer]:
            if is_empty(row):
                continue
            path = f"{where}.{name}"
            if isinstance(row, dict) and not is_words(row):
                _add_row(values, name, row, group, path)
            else:
                _add_row(values, name, {"value": row}, group, path)


def _add_row(values: Values, name: str, row: Row, group: str, where: str) -> None:
    indicator = find_code(IMPACT, name)
    draft = ImpactDraft(group_of(indicator) if indicator else group, indicator)
    if indicator is None:
        draft.other_indicator = _other(values, name, row, where)
        draft.left_label = values.words(first_of(row, LEFT), where)
        draft.right_label = values.words(first_of(row, RIGHT), where)
    draft.value = rating(values, first_of(row, ("value", "measure")), where)
    draft.comment = values.words(first_of(row, ("comment", "comments")), where)
    draft.before = values.words(row.get("quantity_before"), where)
    draft.after = values.words(row.get("quantity_after"), where)
    if indicator is None and not draft.other_indicator and draft != ImpactDraft(group):
        draft.other_indicator = {values.language: name.replace("_", " ")}
    add_impact(values, draft)


def _other(values: Values, name: str, row: Row, where: str) -> Words:
    """What an impact outside the list is called; a new name of the API's is one too."""
    words = values.words(first_of(row, SPECIFIED), where)
    if not words and name != "other":
        values.say(where, "is no indicator that we know; kept under its name")
        words = {"en": name.replace("_", " ")}
    return words


def add_exposures(values: Values, block: dict[str, Any], other: str, where: str) -> None:
    """A block of the new API: exposure -> how it copes, with season and trend where it changes.

    `other` is the code for what the list does not have.
    """
    for name, answer in block.items():
        for row in answer if isinstance(answer, list) else [answer]:
            if is_empty(row):
                continue
            cells = row if isinstance(row, dict) and not is_words(row) else {"cope": row}
            code = find_code(EXPOSURE, name)
            is_other = code is None or name.startswith("other")
            draft = exposure(values, code or (EXPOSURE[0], other), cells, f"{where}.{name}")
            if is_other:
                draft.other_exposure = _other(values, "other", cells, f"{where}.{name}") or (
                    {} if name.startswith("other") else {"en": name.replace("_", " ")}
                )
            values.draft.exposures.append(draft)


def exposure(values: Values, code: Code, cells: Row, where: str) -> ExposureDraft:
    return ExposureDraft(
        exposure=code,
        season=values.code(("tech_exposure_season",), cells.get("season"), where),
        trend=values.code(("tech_exposure_incrdecr",), cells.get("trend"), where),
        coping=values.code(
            ("tech_exposure_sensitivity",), first_of(cells, ("cope", "coping", "value")), where
        ),
    )


def add_assessment(values: Values, kind: str, view: str, text: Words, overcome: Words) -> None:
    """A strength or a weakness; how to overcome something unsaid is a weakness of its own."""
    if text or overcome:
        draft = AssessmentDraft(kind, view, text or overcome, overcome if text else {})
        values.draft.assessments.append(draft)
