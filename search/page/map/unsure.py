"""Sheets that are no points on the map: of some a wide area is known, of some only the country.

An area filters by points alone, so these are asked for without it. Each of them leads to a list
that has just the sheets it stands for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.models import Site
from practices.models.sheets import sheet_url
from practices.reading.cards import titles
from practices.reading.locator.extent import country_extent
from practices.zones.sphere import KM_PER_DEGREE
from search import engines
from search.answering import Answer
from search.fields import UNKNOWN
from search.page.addresses import Addresses
from search.page.facets import label
from search.query import Query

LOCATED = ("point", "area", "country", UNKNOWN)
"""How surely a place is known, the surest first."""
MOST_AREAS = 200
"""Circles of single sheets; more would hide the map."""


@dataclass(frozen=True)
class Unsure:
    """A circle in degrees that some sheets lie in, nobody knows where."""

    latitude: float
    longitude: float
    radius_deg: float
    count: int
    label: str
    url: str


def located(answer: Answer) -> dict[str, int]:
    """How many sheets of the list, whatever the area, are how surely placed. May EngineError."""
    result = answer.result
    if answer.query.box:
        result = engines.current().search(_counting(replace(answer.query, box=None), "located"))
    found = result.facets["located"]
    chosen = answer.query.filters.get("located") or LOCATED
    return {value: found.get(value, 0) if value in chosen else 0 for value in LOCATED}


def _counting(query: Query, *facets: str, limit: int = 0) -> Query:
    """The question with these counts alone, and so many sheets."""
    plain = replace(query, histograms=(), grid=None, highlight=False)
    return replace(plain, facets=facets, offset=0, limit=limit)


def only(query: Query, surely: str) -> Query:
    """Without an area, the sheets that are placed so surely."""
    filters = {**query.filters, "located": frozenset({surely})}
    return replace(query, box=None, filters=filters)


def countries(answer: Answer, addresses: Addresses, language: str) -> list[Unsure]:
    """A circle as large as each country that some sheets are told to lie in, no more."""
    query = only(answer.query, "country")
    counts = engines.current().search(_counting(query, "country")).facets["country"]
    chosen = answer.query.filters.get("country", counts.keys())
    return [
        one
        for code, count in counts.items()
        if code in chosen and count and (one := _country(code, count, answer, addresses, language))
    ]


def _country(
    code: str, count: int, answer: Answer, addresses: Addresses, language: str
) -> Unsure | None:
    extent = country_extent(code)
    if extent is None:
        return None
    query = only(answer.query, "country")
    url = addresses.of(replace(query, filters={**query.filters, "country": frozenset({code})}))
    words = ngettext(
        "%(country)s: %(count)s sheet, only the country is known",
        "%(country)s: %(count)s sheets, only the country is known",
        count,
    ) % {"country": label(answer, "country", code, language), "count": count}
    return Unsure(extent.latitude, extent.longitude, extent.radius, count, words, url)


def areas(answer: Answer) -> list[Unsure]:
    """A circle as wide as the position of each sheet is unsure; it leads to the sheet."""
    query = _counting(only(answer.query, "area"), limit=MOST_AREAS)
    found = engines.current().search(query)
    return list(_areas([hit.id for hit in found.hits]))


def _areas(ids: list[int]) -> Iterator[Unsure]:
    named = titles(ids)
    columns = ("sheet", "latitude", "longitude", "uncertainty_m")
    sites = Site.objects.filter(sheet__in=ids, latitude__isnull=False, longitude__isnull=False)
    for pk, latitude, longitude, uncertainty_m in sites.values_list(*columns):
        km = (uncertainty_m or 0) / 1000
        words = _("%(title)s, somewhere within %(km)s km") % {"title": named[pk], "km": round(km)}
        url = sheet_url(pk, named[pk])
        yield Unsure(latitude, longitude, km / KM_PER_DEGREE, 1, words, url)
