"""Sheets that may be one and the same: a rule that anybody can check.

Another published sheet may be the same if
- its title has the same words as this one's, in any order, without accents and capitals; or
- it is by people too, applies one of the same practices, and has a place within 1 km of this one's.
"""

import math
import re
import unicodedata
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_noop

from practices.models import PracticeSheet, SheetPractice, SheetText, Site

SAME_WORDS = gettext_noop("Its title has the same words.")
SAME_PLACE = gettext_noop("The same practice, within 1 km.")
NEAR_KM = 1.0
KM_OF_A_DEGREE = 111.2
MOST = 500
"""Titles with the rarest word of this one that are compared."""


def duplicates_of(sheet: PracticeSheet) -> list[tuple[int, str]]:
    """Their numbers, each once, with the reason (to be translated)."""
    near = dict.fromkeys(_near(sheet), SAME_PLACE)
    return list((near | dict.fromkeys(_alike(sheet), SAME_WORDS)).items())


def folded(title: str) -> tuple[str, ...]:
    """The words of a title: "Diguettes, à Yako" and "a YAKO diguettes" are alike."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(sorted(set(re.findall(r"\w+", letters))))


def _alike(sheet: PracticeSheet) -> Iterator[int]:
    for text in sheet.texts.all():
        words = folded(text.title)
        # SQLite finds words without regard to capitals in ASCII alone.
        plain = [word for word in re.findall(r"\w+", text.title) if word.isascii()]
        longest = max(plain, key=len, default=text.title)
        found = SheetText.objects.filter(title__icontains=longest, sheet__live=True)
        for pk, title in found.exclude(sheet=sheet.pk).values_list("sheet", "title")[:MOST]:
            if folded(title) == words:
                yield pk


def _near(sheet: PracticeSheet) -> Iterator[int]:
    practices = [
        link.practice_id
        for link in sheet.practice_links.all()
        if link.role == SheetPractice.Role.MAIN
    ]
    boxes = [_box(s.latitude, s.longitude) for s in sheet.sites.all() if s.is_point]
    if not practices or not boxes:
        return
    around = Q()
    for box in boxes:
        around |= box
    sites = Site.objects.filter(around, sheet__live=True, sheet__source_record=None)
    sites = sites.filter(sheet__practice_links__practice__in=practices).exclude(sheet=sheet.pk)
    yield from sites.values_list("sheet", flat=True).distinct()


def _box(latitude: float, longitude: float) -> Q:
    """A square of twice NEAR_KM around a place."""
    up = NEAR_KM / KM_OF_A_DEGREE
    along = up / max(math.cos(math.radians(latitude)), 0.01)
    return Q(
        latitude__range=(latitude - up, latitude + up),
        longitude__range=(longitude - along, longitude + along),
    )
