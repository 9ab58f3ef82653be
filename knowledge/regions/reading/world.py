"""All regions of the world, with what there is in each."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from practices.models import Site
from practices.zones.within import all_places, places_around
from search.engine import EngineError
from search.words.analysis import fold

from ..models import Mandate
from .finding import counts
from .places import Region
from .questions import unanswered

logger = logging.getLogger(__name__)


@dataclass
class Row:
    """A region with those that lie in it. people: who look after it, or after a part of it.
    sheets: None while the search cannot answer."""

    region: Region
    sheets: int | None
    people: int
    questions: int
    parts: list["Row"] = field(default_factory=list)

    @property
    def has_any(self) -> bool:
        return bool(self.sheets or self.people or self.questions)


def world() -> list[Row]:
    """Continents, their regions, and the countries of those, by name, in a few queries.
    Antarctica, where nobody farms, has no regions and is left out."""
    sheets, people, questions = _sheets(), _people(), _questions()
    made = {
        place.code: Row(
            region=Region(place),
            sheets=None if sheets is None else sheets.get(place.code, 0),
            people=people[place.code],
            questions=questions[place.code],
        )
        for place in all_places()
    }
    for row in made.values():
        above = row.region.place.parent_code
        if above:
            made[above].parts.append(row)
    for row in made.values():
        row.parts.sort(key=lambda part: fold(part.region.name))
    roots = (row for row in made.values() if not row.region.place.parent_code)
    return [row for row in roots if any(part.parts for part in row.parts)]


def _sheets() -> Mapping[str, int] | None:
    try:
        by_region, by_country = counts()
    except EngineError:
        logger.exception("The list of regions cannot count the sheets.")
        return None
    return {**by_region, **by_country}


def _people() -> Counter[str]:
    """A person counts once in a region, whatever roles they have in it."""
    held = Mandate.objects.held().order_by().values_list("place", "user").distinct()
    pairs = {(key, user) for place, user in held for key in places_around(place)}
    return Counter(key for key, _user in pairs)


def _questions() -> Counter[str]:
    """A question counts once in a region, however many places its sheet has there."""
    asked = unanswered().order_by().values("object_id")
    numbers = dict(asked.annotate(n=Count("pk")).values_list("object_id", "n"))
    sites = Site.objects.filter(sheet__in=asked, country__isnull=False)
    pairs = {
        (key, sheet)
        for sheet, code in sites.order_by().values_list("sheet", "country__code").distinct()
        for key in places_around(code)
    }
    found: Counter[str] = Counter()
    for key, sheet in pairs:
        found[key] += numbers[sheet]
    return found
