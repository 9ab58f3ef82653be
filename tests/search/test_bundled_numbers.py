"""Counts of numbers on the bundled records, against a plain loop over the rows of the database."""

import json
import sqlite3
import urllib.request
from collections import defaultdict
from contextlib import closing
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.browser  # needs the real site, though no browser

OF_SITES = {"rainfall_mm": "rainfall_mm_yr", "altitude_m": "altitude_m"}
ASKED = [
    {},
    {"rainfall_mm_min": 500, "rainfall_mm_max": 1000},
    {"altitude_m_max": 300, "altitude_m_unknown": 1},
    {"rainfall_mm_min": 800, "altitude_m_min": 1000, "duration_years_max": 3},
    {"duration_years_min": 2.5, "year_min": 2000, "year_unknown": 1, "rainfall_mm_unknown": 1},
    {"year_max": 1995, "rainfall_mm_max": 900, "rainfall_mm_unknown": 1},
    {"cost_usd_ha_max": 5000, "cost_usd_ha_unknown": 1, "altitude_m_min": 2000},
]


@pytest.fixture(scope="module")
def numbers(site, site_folder):
    """Published sheet -> name -> its number, None where it is not known."""
    with closing(sqlite3.connect(site_folder / "db.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        sheets = database.execute("SELECT * FROM practices_practicesheet WHERE live").fetchall()
        rows = database.execute("SELECT * FROM practices_site ORDER BY sort_order, id").fetchall()
    places = defaultdict(list)
    for row in rows:
        places[row["sheet_id"]].append(row)
    return {sheet["id"]: numbers_of(sheet, places[sheet["id"]]) for sheet in sheets}


def numbers_of(sheet, places):
    found = {
        name: next((row[column] for row in places if row[column] is not None), None)
        for name, column in OF_SITES.items()
    }
    if sheet["rainfall_mm_yr"] is not None:
        found["rainfall_mm"] = sheet["rainfall_mm_yr"]
    documented = sheet["documented_on"]
    found["year"] = int(documented[:4]) if documented else sheet["end_year"] or sheet["start_year"]
    found["duration_years"] = sheet["trial_duration_yr"]
    found["cost_usd_ha"] = cost_of(sheet)
    return found


def cost_of(sheet):
    usd, total, area = (
        sheet[name] for name in ("establishment_cost_usd", "establishment_cost", "cost_area_ha")
    )
    if usd is None and total is not None and sheet["cost_currency"] == "USD":
        usd = total
    elif usd is None and total is not None and sheet["currency_per_usd"]:
        usd = total / sheet["currency_per_usd"]
    return None if usd is None or not area else usd / area


def passes(own, asked, name):
    """Whether a sheet is within the bounds of one number."""
    low, high = asked.get(f"{name}_min"), asked.get(f"{name}_max")
    if low is None and high is None:
        return True
    if own[name] is None:
        return f"{name}_unknown" in asked
    return (low is None or own[name] >= low) and (high is None or own[name] <= high)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_list_its_bars_and_the_unknown_are_right(site, numbers, asked):
    with urllib.request.urlopen(f"{site}/api/v1/search?{urlencode(asked)}", timeout=60) as answer:
        found = json.load(answer)
    names = next(iter(numbers.values()))
    right = [own for own in numbers.values() if all(passes(own, asked, name) for name in names)]
    assert found["total"] == len(right) > 0
    for name in names:
        others = [n for n in names if n != name]
        listed = [
            own[name] for own in numbers.values() if all(passes(own, asked, n) for n in others)
        ]
        told = found["ranges"][name]
        assert told["unknown"] == listed.count(None), name
        counts = defaultdict(int)
        for number in listed:
            if number is not None:
                counts[round(number, 2) // told["step"] * told["step"]] += 1
        assert {one["lowest"]: one["count"] for one in told["buckets"]} == counts, name
