"""Make `soil_words.csv` from the correlation tables: a soil name, and the WRB groups it may be.

Only the group is kept of what a table says ("Eutric Cambisols" is CM). The group that a name
is most often set beside is likely, and any that is half as often; the others are possible.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from .correlation import name_key
from .packed import DATA
from .wrb import groups_in, wrb_group

# FAO's two-letter codes of 1990 are the WRB's, but for these.
_RENAMED = {"PD": "RT", "GR": "PH"}
# In the table a "composite Histosol" is beside Vertisols: a slip of the row.
_SLIPS = {("RP", "histosol composite")}
# Old names of groups in the tables that are given in words, not codes.
_OLD_NAMES = {"Greyzem": "Phaeozem"}

Pair = tuple[str, str, list[str]]  # system, name as written, codes of groups
Votes = dict[tuple[str, str], Counter[str]]


def write_words(folder: Path) -> None:
    """Write the file from the folder of tables."""
    votes: Votes = defaultdict(Counter)
    for system, name, codes in _pairs(folder):
        for key in _keys(system, name):
            votes[system, key].update(codes)
    with (DATA / "soil_words.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["system", "name", "likely", "possible"])
        for entry in sorted(votes.keys() - _SLIPS):
            table.writerow([*entry, *_by_sureness(votes[entry])])


def _keys(system: str, name: str) -> set[str]:
    """The name, and of a subgroup of US Soil Taxonomy also the great group, its last word."""
    key = name_key(name)
    keys = {key, key.rpartition(" ")[2]} if system == "USDA" else {key}
    return keys - {"", "nd", "grand total"}


def _by_sureness(count: Counter[str]) -> tuple[str, str]:
    most = max(count.values(), default=0)
    likely = sorted(code for code in count if 2 * count[code] >= most)
    possible = sorted(code for code in count if 2 * count[code] < most)
    return " ".join(likely), " ".join(possible)


def _pairs(folder: Path) -> Iterator[Pair]:
    yield from _taxonomy(folder / "TAXOUSDA_GreatGroups.csv")
    yield from _fao90_to_usda(folder / "soil_type_correlation_ISRIC_WISE.csv")
    yield from _legends(folder / "soil_types_correlation_full_data_FAO74_US_CPSS.csv")
    yield from _national(folder / "France_RP_correlation.csv", "RP", 0, [2, 3])
    yield from _national(folder / "Germany_correlation.csv", "KA", 2, [3, 4])
    yield from _national(folder / "Brasilian_correlation.csv", "SiBCS", 1, [3])
    yield from _national(folder / "Canada_correlation.csv", "CSSC", 1, [5])


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def _taxonomy(path: Path) -> Iterator[Pair]:
    """Great groups and suborders, so that they are known words; rules say what they mean."""
    for great_group, suborder, *_ in _rows(path):
        yield "USDA", great_group, []
        yield "USDA", suborder, []


def _fao90_to_usda(path: Path) -> Iterator[Pair]:
    for code, _, unit, *classes in _rows(path):
        group = _group_of_code(code)
        for name in {name for name in classes if name and name[0] != "#"}:
            yield "USDA", name.replace("(prov.)", ""), group
        yield "FAO90", unit, group


def _legends(path: Path) -> Iterator[Pair]:
    """The legends of 1974 and 1990, US Soil Taxonomy and French survey reports in a row.

    The column of the French classes is left out: it gives a class for each FAO unit, not back.
    """
    for row in _rows(path):
        if group := _group_of_code(row[0] or row[24]):
            reported = [one.code for one in groups_in(row[26])]
            yield "FAO74", row[1], group
            yield "FAO90", row[16], group
            yield "USDA", row[21], group
            yield "CPCS", row[25], reported or group


def _group_of_code(code: str) -> list[str]:
    """The group of a FAO code such as "ACf"; none of "Grand Total" or of a code of no soil."""
    group = _RENAMED.get(code[:2].upper(), code[:2].upper())
    try:
        return [wrb_group(group).code] if len(code) <= 3 else []
    except KeyError:
        return []


def _national(path: Path, system: str, name: int, columns: list[int]) -> Iterator[Pair]:
    """A table with one name per row, and the groups that its columns name."""
    for row in _rows(path):
        groups = " ".join(_OLD_NAMES.get(row[column], row[column]) for column in columns)
        found = [group.code for group in groups_in(groups)]
        if found:
            yield system, row[name], found
