"""What a trial is called: its practices, its crops and its place, in three languages."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from practices.importers.draft import Words
from practices.zones.countries import country_by_code

from .contrasts import families_of
from .phrases import MANY, crops_in, elided, first_capital, listed, names
from .tables import entries, links
from .values import short


@dataclass(frozen=True, slots=True)
class Story:
    """The codes of one record. `treatment` in the treatment alone, `control` in the control alone.

    `always` is what every comparison of the record has of `treatment`, `shared` what both arms
    have; `places` are names, `durations` years, `outcomes` counts comparisons by group.
    """

    treatment: tuple[str, ...]
    always: frozenset[str]
    shared: tuple[str, ...]
    control: tuple[str, ...]
    crops: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    durations: tuple[float, ...]
    outcomes: Counter[str]


_LINKS: dict[str, Words] = {
    "under": {"en": "under", "fr": "sous", "es": "en"},
    "with": {"en": "with", "fr": "avec", "es": "con"},
    "on": {"en": "on", "fr": "sur", "es": "en"},
    "for": {"en": "for", "fr": "pour", "es": "para"},
    "of": {"en": "of", "fr": "de", "es": "de"},
}
# What stations are called in short; a title has the name of the place only.
_STATION = re.compile(r"\s+(ARS|RS|AES|ARC|FTC|RC)$")
_OTHER_PLACES: tuple[Words, Words] = (
    {"en": "and 1 other place", "fr": "et 1 autre lieu", "es": "y otro lugar"},
    {"en": "and {} other places", "fr": "et {} autres lieux", "es": "y otros {} lugares"},
)


def title(story: Story, language: str) -> str:
    """Such as "Mulch under pearl millet, Cinzana, Mali"."""
    where = [place(story.places, language), *countries(story, language)]
    return short(", ".join([subject(story, language), *filter(None, where)]), 500)


def subject(story: Story, language: str) -> str:
    """Practices and crops: "Compost, manure and mineral fertiliser on several crops"."""
    return _subject(story.treatment, story.crops, language)


@lru_cache(maxsize=4096)
def _subject(treatment: tuple[str, ...], crops: tuple[str, ...], language: str) -> str:
    families = families_of(treatment)
    practices = first_capital(listed(names(families, language), language))
    grown = crops_in([entries("crop")[code] for code in crops], language)
    if not grown:
        return practices
    link = _LINKS[links()[families[0].code]]
    return elided(f"{practices} {link[language]} {grown}", language)


def place(places: Sequence[str], language: str) -> str:
    """The place of "Cinzana ARS" is "Cinzana", of ten "Gimo and 9 other places"."""
    if not places:
        return ""
    name = short(_STATION.sub("", places[0]), 120)
    if len(places) == 1:
        return name
    others = _OTHER_PLACES[len(places) > 2][language]
    return f"{name} {others.format(len(places) - 1)}"


def countries(story: Story, language: str) -> list[str]:
    """Names of up to three countries, and an ellipsis for more."""
    found = [country_by_code(code) for code in story.countries[:MANY]]
    more = ["…"] if len(story.countries) > MANY else []
    return [country.name(language) for country in found if country] + more
