"""Make the bundled data files from their sources; run once, by whoever renews a source.

    python -m practices.zones.build ZONES COUNTRIES

ZONES holds `koppen/`, `ipcc/` and `wrb/` (with `correlation/`), COUNTRIES the map, the names
and `territoryContainment.json`; the README of the data folder names each file and its origin.
Needs `tifffile` and `imagecodecs`, which nothing else here needs.
"""

import argparse
import logging
from array import array
from itertools import groupby
from pathlib import Path
from typing import Any

from .build_borders import write_borders
from .build_climates import write_climates
from .build_countries import codes_of_numbers, write_countries
from .build_profiles import write_profiles
from .build_words import write_words
from .packed import DATA, write_packed

logger = logging.getLogger(__name__)


def write_grid(source: Path, name: str, *, cells_per_degree: int, first_edge: int) -> None:
    """A raster of small classes as runs; `first_edge` is the latitude where row 0 begins."""
    import tifffile

    raster: Any = tifffile.imread(source)
    lengths, values = array("I"), array("B")
    for value, run in groupby(raster.ravel().tolist()):
        lengths.append(sum(1 for _ in run))
        values.append(value)
    rows, columns = raster.shape
    header = {
        "rows": rows,
        "columns": columns,
        "cells_per_degree": cells_per_degree,
        "first_edge": first_edge,
    }
    write_packed(DATA / name, header, {"lengths": lengths, "values": values})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zones", type=Path)
    parser.add_argument("countries", type=Path)
    options = parser.parse_args()
    koppen = options.zones / "koppen" / "koppen_geiger_0p1_1991_2020.tif"
    write_grid(koppen, "koppen.bin", cells_per_degree=10, first_edge=90)
    ipcc = options.zones / "ipcc" / "ipcc_climate_zones.tif"
    write_grid(ipcc, "ipcc.bin", cells_per_degree=2, first_edge=-90)
    write_profiles(options.zones / "wrb" / "opengeohub_wrb_profiles.csv.gz")
    write_words(options.zones / "wrb" / "correlation")
    write_borders(options.countries / "countries-50m.json", codes_of_numbers(options.countries))
    write_countries(options.countries)
    write_climates()
    for file in sorted(DATA.iterdir()):
        logger.info("%s: %d bytes", file.name, file.stat().st_size)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
