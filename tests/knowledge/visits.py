"""An address of each kind of page on the bundled records, for what must hold on all of them."""

import json
import re
import urllib.request

PAGES = {
    "home": "/en/",
    "search": "/fr/search/?q=paillage&climate=A",
    "search with nothing found": "/es/search/?q=labranza&country=JPN",
    "search beyond its end": "/en/search/?page=400",
    "search with what it ignores": "/en/search/?colour=red&country=XXX",
    "map of the world": "/fr/search/?view=map",
    "map of an area": "/es/search/?view=map&box=-20,0,20,25&q=mulch",
    "map of an empty area": "/en/search/?view=map&box=170,-50,-140,20",
    "map with an area that is none": "/fr/search/?view=map&box=5",
    "practices": "/es/practices/",
    "about": "/fr/about/",
    "method": "/es/method/",
    "sources": "/en/sources/",
    "nothing here": "/fr/nothing/here/",
    "regions": "/fr/regions/",
    "region": "/es/regions/011/",
    "country without a sheet": "/en/regions/NOR/",
    "wiki": "/fr/wiki/",
    "recent changes": "/es/wiki/changes/",
    "wanted pages": "/fr/wiki/wanted/",
    "orphan pages": "/en/wiki/orphans/",
    "categories": "/es/wiki/categories/",
    "a page that nobody wrote": "/fr/contribute/new/wiki/?page-title=Abeilles",
    "privacy": "/es/privacy/",
    "friends": "/fr/friends/",
    "saving a search": "/es/following/search/?q=zai",
}
# What finds a sheet of the kind first.
SHEETS = {
    "rich sheet": "q=contour+trench+bund",
    "sheet of a study": "source=era&q=Jeldu",
    "sheet from right to left": "language=ar",
    "thin sheet": "source=wocat&q=ronier",
}


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read().decode()


def addresses(site: str) -> dict[str, str]:
    """Kind -> path."""
    found = {kind: json.loads(read(f"{site}/api/v1/search?{q}")) for kind, q in SHEETS.items()}
    sheets = {kind: answer["hits"][0]["url"].removeprefix(site) for kind, answer in found.items()}
    practices = read(f"{site}/en/practices/")
    practice = re.search(r'href="(/en/practices/\d+-no-till[^"]*)"', practices).group(1)
    return PAGES | sheets | {"practice": practice} | said_of(sheets) | wiki_addresses(site)


def said_of(sheets: dict[str, str]) -> dict[str, str]:
    """What people say of a sheet, and where they say it."""
    number = re.search(r"/sheets/(\d+)-", sheets["rich sheet"])[1]
    return {
        "discussion": f"/fr/discussion/sheet/{number}/",
        "reports from the field": f"/es/friends/sheets/{number}/",
        "report form": f"/fr/friends/sheets/{number}/report/",
        "following a sheet": f"/fr/following/sheet/{number}/",
    }


def wiki_addresses(site: str) -> dict[str, str]:
    """A page of the wiki, and what stands around it."""
    page = re.search(r'href="(/fr/wiki/(\d+)-[^"]+)"', read(f"{site}/fr/wiki/"))
    changes = read(f"{site}/en/wiki/changes/")
    number = re.search(rf"/en/wiki/{page[2]}/compare/\?to=(\d+)", changes)[1]
    return {
        "wiki page": page[1],
        "wiki page in another frame": page[1].replace("/fr/", "/es/"),
        "history": f"/es/wiki/{page[2]}/history/",
        "comparison": f"/fr/wiki/{page[2]}/compare/",
        "version": f"/en/wiki/{page[2]}/versions/{number}/",
        "what links here": f"/en/wiki/{page[2]}/links/",
    }
