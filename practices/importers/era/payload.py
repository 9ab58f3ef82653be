"""A raw record as it is stored, and back: what all its rows share once, the rest by row.

`{"study", "paper", "common": {column: value}, "columns": [...], "rows": [[...], ...]}`, all
values texts; columns that are empty throughout are left out.
"""

from typing import Any

from practices.importers.source import BadRecord

from .bibliography import Paper, paper_of
from .columns import ARMS, KEPT, PAPER, STUDY, Row
from .tables import outcomes
from .values import plain

# The columns of a row on its way from the table to a payload; "C" and "T" hold joined codes.
COLUMNS = (*KEPT, *ARMS, *PAPER)
_STORED = (*KEPT[1:], *ARMS)
# Records with other outcomes than soil carbon come from the full table alone. The bundled cut
# never replaces what that says: it is the thinner shape of the same record.
FULL, SOIL_CARBON = "comparisons", "soil_carbon"
# Of a table that broke off: thinner than both, whatever rows it holds.
PARTIAL = "partial"


def shape_of(rows: list[list[str]]) -> str:
    """The shape of rows of `COLUMNS`: soil carbon alone, or more."""
    known = outcomes()
    place = COLUMNS.index("Outcode")
    codes = {values[place].removesuffix(".0") for values in rows}
    is_carbon = all(code in known and known[code].is_soil_carbon for code in codes)
    return SOIL_CARBON if is_carbon else FULL


def pack(rows: list[list[str]], papers: dict[str, Paper]) -> dict[str, Any]:
    """The payload of rows of `COLUMNS` that are of one study."""
    study = rows[0][COLUMNS.index(STUDY)].strip()
    by_name = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    stored = {name: by_name[name] for name in _STORED}
    varied = {name: values for name, values in stored.items() if len(set(values)) > 1}
    return {
        "study": study,
        "paper": paper_of(study, papers) or _paper_in(by_name),
        "common": {n: v[0] for n, v in stored.items() if n not in varied and v[0]},
        "columns": list(varied),
        "rows": [[values[at] for values in varied.values()] for at in range(len(rows))],
    }


def _paper_in(by_name: dict[str, tuple[str, ...]]) -> Paper:
    """What the table itself says of a paper that the bibliography lacks."""
    return {name: by_name[name][0] for name in PAPER if by_name[name][0]}


def unpack(data: Any) -> tuple[str, dict[str, Any], list[Row]]:
    """Study, paper and rows of a payload. Raises BadRecord if it is none."""
    record = data if isinstance(data, dict) else {}
    study, common = record.get("study"), record.get("common")
    rows = [row for row in _list(record.get("rows")) if isinstance(row, list)]
    if not isinstance(study, str) or not study or not isinstance(common, dict) or not rows:
        raise BadRecord("it is not a record of ERA: study, common values or rows are missing")
    shared = {str(name): plain(value) for name, value in common.items()}
    names = [str(name) for name in _list(record.get("columns"))]
    paper = record.get("paper")
    return (
        study,
        paper if isinstance(paper, dict) else {},
        [shared | dict(zip(names, _plain(row), strict=False)) for row in rows],
    )


def _plain(row: list[Any]) -> list[str]:
    return [value if isinstance(value, str) else plain(value) for value in row]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
