"""How long a look-up takes and what memory it costs: python benchmarks/zones.py [LOOK-UPS]."""

import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

Position = tuple[float, float]


def memory_mb() -> float:
    """Resident memory of this process, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def positions(count: int) -> tuple[list[Position], list[Position]]:
    """Positions anywhere on the sphere, and as many on land, the same at each run."""
    from practices.zones.borders import borders

    chance = random.Random(4)
    anywhere, land = [], []
    while len(land) < count:
        place = (chance.uniform(-60, 80), chance.uniform(-180, 180))
        anywhere.append(place)
        if borders().inside(*place):
            land.append(place)
    return anywhere[:count], land


def microseconds(question: Callable[..., object], places: list[Position]) -> list[float]:
    times = []
    for place in places:
        start = time.perf_counter_ns()
        question(*place)
        times.append((time.perf_counter_ns() - start) / 1000)
    return times


def report(name: str, times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:32}{len(times):>8}{statistics.median(times):>10.1f}{p95:>10.1f}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    before = memory_mb()
    from practices import zones

    imported = memory_mb()
    start = time.perf_counter()
    zones.zones_at(13.25, -5.97)
    first = (time.perf_counter() - start) * 1000
    opened = memory_mb()
    print(f"memory MB: bare {before:.1f}, imported {imported:.1f}, all data open {opened:.1f}")
    print(f"first look-up, which opens the data: {first:.0f} ms\n")
    anywhere, land = positions(count)
    print(f"{'look-up (microseconds)':32}{'n':>8}{'median':>10}{'p95':>10}")
    for question in (zones.climate, zones.ipcc_zone, zones.soil_group, zones.country):
        report(f"{question.__name__}, land", microseconds(question, land))
        report(f"{question.__name__}, anywhere", microseconds(question, anywhere))
    report("zones_at, land", microseconds(zones.zones_at, land))
    report("zones_at, anywhere", microseconds(zones.zones_at, anywhere))
    print("\nbundled files (bytes)")
    for file in sorted((Path(zones.__file__).parent / "data").iterdir()):
        print(f"{file.name:32}{file.stat().st_size:>8}")


if __name__ == "__main__":
    main()
