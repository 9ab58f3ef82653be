"""What is there already of the name that somebody gives to a new sheet: sheets and practices.

The search finds them, so that other words, other languages and slips of the pen count as they do
for a reader. Where the country is known, only sheets from there are proposed: the same practice
elsewhere is another sheet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from practices.models import Practice
from practices.reading.cards import SheetCard
from search.answering import Answer, answer
from search.engine import EngineError
from search.page.remembered import plain_cards

from ..answers import Answers
from .places import Places

LEAST = 4
"""Letters from which a name says something."""
MOST_SHEETS, MOST_PRACTICES = 3, 3
LOOKED_THROUGH = 20


@dataclass(frozen=True)
class Alike:
    """The likeliest first; both may be empty."""

    sheets: Sequence[SheetCard] = ()
    practices: Sequence[Practice] = ()

    def __bool__(self) -> bool:
        return bool(self.sheets or self.practices)


def alike_to(answers: Answers) -> Alike:
    """For a new sheet that says this so far; nothing while the search has a rest."""
    title, countries = answers.get("start-title", "").strip(), countries_of(answers)
    if len(title) < LEAST:
        return Alike()
    try:
        by_name = _asked({"q": [title], "country": countries})
        same_there = _of_practices(answers, countries)
    except EngineError:
        return Alike()
    return Alike(_sheets([by_name, *same_there]), _practices(by_name))


def countries_of(answers: Answers) -> list[str]:
    """Codes, of all places that are named."""
    keys = Places.keys(answers)
    return [code for key in keys if (code := answers.get(f"{Places.id}-{key}-country"))]


def _of_practices(answers: Answers, countries: list[str]) -> Iterator[Answer]:
    """Sheets of the same practices in the same country, whatever they are called."""
    chosen = answers.get("start-practices", "").split()
    if chosen and countries:
        yield _asked({"practice": chosen, "country": countries})


def _asked(params: dict[str, list[str]]) -> Answer:
    return answer(params, language=get_language() or "en")


def _sheets(answers: Sequence[Answer]) -> list[SheetCard]:
    found = [hit.id for one in answers for hit in one.result.hits[:LOOKED_THROUGH]]
    cards = plain_cards(found, answers[0].words)
    return [cards[pk] for pk in dict.fromkeys(found) if pk in cards][:MOST_SHEETS]


def _practices(by_name: Answer) -> list[Practice]:
    """Those that the name names."""
    concepts = [one for one in by_name.query.concepts if one.facet == "practice"]
    codes = [one.unused or one.value for one in concepts if not one.is_opposite]
    found = {one.code: one for one in Practice.objects.filter(code__in=codes)}
    return [found[code] for code in dict.fromkeys(codes) if code in found][:MOST_PRACTICES]
