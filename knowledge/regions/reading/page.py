"""All that the page of a region shows."""

import logging
from dataclasses import dataclass

from knowledge.friends.showing import Card, cards, public_reports
from search.engine import EngineError

from . import wanted
from .finding import Climate, Found, Sheet, climates, find, newest
from .people import Bearer, bearers
from .places import Region
from .questions import SHOWN_ELSEWHERE, Question, asked_elsewhere, asked_in, listed

logger = logging.getLogger(__name__)
REPORTS = 3


@dataclass(frozen=True)
class Counted:
    """What hangs on the search. climates: those of the land of the region."""

    found: Found
    climates: list[Climate]
    newest: list[Sheet]
    reported: list[wanted.Wanted]
    undescribed: list[wanted.Wanted]

    @property
    def without_sheet(self) -> list[tuple[Climate, str]]:
        """Each with where a sheet of it is written."""
        region = self.found.region
        lacking = (one for one in self.climates if not one.sheets)
        return [(one, wanted.write_url(region, climate=one.code)) for one in lacking]


@dataclass(frozen=True)
class RegionPage:
    """people: of the region itself. near: of what it lies in, and of what lies in it.
    counted: None while the search cannot answer."""

    region: Region
    people: list[Bearer]
    near: list[Bearer]
    questions: list[Question]
    question_count: int
    elsewhere: list[Question]
    counted: Counted | None
    wiki: list[wanted.Page]
    reports: list[Card]

    @property
    def write_url(self) -> str:
        return wanted.write_url(self.region)


def region_page(region: Region) -> RegionPage:
    people, near = bearers(region)
    counted = _counted(region)
    asked = asked_in(region.countries)
    codes = [one.code for one in counted.climates] if counted else []
    elsewhere = asked_elsewhere(region.countries, codes)
    reports = public_reports(country__code__in=region.countries).select_related("sheet")
    return RegionPage(
        region=region,
        people=people,
        near=near,
        questions=listed(asked),
        question_count=asked.count(),
        elsewhere=listed(elsewhere, most=SHOWN_ELSEWHERE) if codes else [],
        counted=counted,
        wiki=wanted.pages(region),
        reports=cards(reports.prefetch_related("sheet__texts")[:REPORTS]),
    )


def _counted(region: Region) -> Counted | None:
    try:
        found = find(region)
        there = climates(found)
        return Counted(
            found=found,
            climates=there,
            newest=newest(found),
            reported=wanted.reported(found),
            undescribed=wanted.undescribed(found, there),
        )
    except EngineError:
        logger.exception("The page of a region cannot count its sheets.")
        return None
