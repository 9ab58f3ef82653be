"""How fast ERA's comparisons are read and mapped, without the database.

    python -m benchmarks.import_era [FILE_OR_FOLDER]

The bundled soil-carbon comparisons unless another place is named. One core.
"""

import resource
import sys
import time
from pathlib import Path

from practices.importers.era import IMPORTER
from practices.importers.source import BadRecord

BUNDLE = Path(__file__).parents[1] / "practices" / "data" / "era"


def main(place: str) -> None:
    start = time.process_time()
    sheets = comparisons = 0
    for raw in IMPORTER.read(place):
        try:
            comparisons += len(IMPORTER.map(raw.shape, raw.data).evidence)
            sheets += 1
        except BadRecord:
            continue
    seconds = time.process_time() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{comparisons:,} comparisons in {sheets:,} sheets, {seconds:.1f} s of one core: "
        f"{comparisons / seconds:,.0f} comparisons/s; peak memory {peak_mb} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else str(BUNDLE))
