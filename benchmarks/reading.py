"""How soon a page can be read on a bad phone: real Chromium, a simulated slow 3G network.

    python -m benchmarks.reading

Pages on the bundled records, 360 px wide, an empty cache, RUNS visits. The network is
that of Chromium's own "slow 3G": 400 kbit/s each way and two seconds for each answer; the
processor four times slower. LCP: largest contentful paint, in seconds. CLS: layout shift score.
KB: what travelled for the whole page.
"""

import statistics
import tempfile
from pathlib import Path

from tests.browser import CHROMIUM, CHROMIUM_FLAGS, running_site
from tests.knowledge.visits import addresses

KINDS = ("home", "search", "practice", "rich sheet", "sheet of a study")
RUNS = 3
SLOW_3G = {
    "offline": False,
    "latency": 2_000,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
OBSERVE = """() => {
    window.shown = {lcp: 0, cls: 0};
    new PerformanceObserver(list => list.getEntries().forEach(e => shown.lcp = e.startTime))
        .observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(
        e => shown.cls += e.hadRecentInput ? 0 : e.value))
        .observe({type: "layout-shift", buffered: true});
}"""


def main() -> None:
    """Prints a line for each kind of page."""
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
        print(f"Chromium {chromium.version}, slow 3G, processor / 4, {RUNS} visits each")
        paths = addresses(site)
        for kind in KINDS:
            report(kind, [visit(chromium, site + paths[kind]) for _run in range(RUNS)])


def visit(chromium, address: str) -> tuple[float, float, float]:
    """LCP (s), CLS, and what travelled (KB)."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})()")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    travelled = []
    session.on("Network.loadingFinished", lambda done: travelled.append(done["encodedDataLength"]))
    page.goto(address, wait_until="networkidle", timeout=90_000)
    page.wait_for_function("shown.lcp > 0", timeout=90_000)  # the network may rest before the page
    shown = page.evaluate("shown")
    context.close()
    return shown["lcp"] / 1000, shown["cls"], sum(travelled) / 1000


def report(kind: str, visits: list[tuple[float, float, float]]) -> None:
    lcp, shift, size = zip(*visits, strict=True)
    print(
        f"{kind}: LCP median {statistics.median(lcp):.1f} s, worst {max(lcp):.1f} s; "
        f"CLS {max(shift):.3f}; {statistics.median(size):.0f} KB"
    )


if __name__ == "__main__":
    main()
