"""What the search counts for a region: sheets, practices, climates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from practices.models.labels import reader_language
from practices.models.sheets import sheet_url
from practices.reading.cards import titles
from practices.reading.practice import search_url
from practices.reading.words import Phrase
from practices.zones.climates import climates_of
from practices.zones.koppen import koppen_classes
from search import engines
from search.answering import Answer, answer
from search.query import Query

from .places import Region

LEAST_OF_LAND = 0.01
"""A climate with less of the land is not asked for; nor is ice, where nobody farms."""
ICE = "EF"
NEWEST = 5


@dataclass(frozen=True)
class Found:
    """The sheets from a region. `newest`: numbers of the latest."""

    region: Region
    total: int
    measured: int
    practices: Mapping[str, int]
    climates: Mapping[str, int]
    newest: list[int]
    answer: Answer


@dataclass(frozen=True)
class Climate:
    """One of the region. percent: of its land, by the map."""

    code: str
    label: str
    percent: int
    sheets: int
    url: str


@dataclass(frozen=True)
class Sheet:
    title: Phrase
    url: str


def find(region: Region) -> Found:
    """Raises EngineError."""
    asked = {**{name: [value] for name, value in region.filter.items()}, "sort": ["newest"]}
    found = answer(asked, language=reader_language())
    facets = found.result.facets
    return Found(
        region=region,
        total=found.result.total,
        measured=facets["carbon"].get("measured", 0),
        practices=facets["practice"],
        climates=facets["climate"],
        newest=[hit.id for hit in found.result.hits[:NEWEST]],
        answer=found,
    )


def newest(found: Found) -> list[Sheet]:
    named = titles(found.newest) if found.newest else {}
    return [Sheet(named[pk], sheet_url(pk, str(named[pk]))) for pk in found.newest if named[pk]]


def climates(found: Found) -> list[Climate]:
    """Of the land of the region, the largest first; also those that no sheet from there is in."""
    names = {one.code: one.name(reader_language()) for one in koppen_classes()}
    shares = climates_of(found.region.countries)
    return [
        Climate(
            code=code,
            label=f"{code} · {names[code]}",
            percent=round(share * 100),
            sheets=found.climates.get(code, 0),
            url=search_url(**found.region.filter, climate=code),
        )
        for code, share in shares.items()
        if share >= LEAST_OF_LAND and code != ICE
    ]


def practices_in(codes: Collection[str]) -> Mapping[str, int]:
    """How many sheets of the world in these climates apply each practice. May raise EngineError."""
    if not codes:
        return {}
    question = Query(filters={"climate": frozenset(codes)}, facets=("practice",), limit=0)
    return engines.current().search(question).facets["practice"]


def counts() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Sheets of each region, and of each country. Raises EngineError."""
    engine = engines.current()
    engines.refresh(engine)
    facets = engine.search(Query(facets=("region", "country"), limit=0)).facets
    return facets["region"], facets["country"]
