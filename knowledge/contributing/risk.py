"""How carefully a change is to be read: a rule that anybody can check.

One point each:
- nothing by its author has been approved yet;
- a number that stood there says something else;
- it adds an address, which may be advertising;
- it is public already, published before the review.
Two points: three or more fields that said something say nothing now.

No point is a low risk, one a medium one, two or more a high one. Of what else waits: what a reader
tells and a measurement have a medium risk, a newer version at a source and a possible duplicate a
low one.
"""

import re
from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from .answers import Answers, changed

ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
NUMBER = re.compile(r"[-−+]?\d+(?:[.,]\d+)?")
MANY = 3
UNWRITTEN = ("-order", "-original")
"""Ends of the names of fields that the page fills in by itself."""


class Risk(models.IntegerChoices):
    LOW = 0, _("low risk")
    MEDIUM = 1, _("medium risk")
    HIGH = 2, _("high risk")


class Reason(models.TextChoices):
    NEW_AUTHOR = "new_author", _("first contribution of this person")
    NUMBERS = "numbers", _("a number was changed")
    LINKS = "links", _("a link was added")
    PUBLIC = "public", _("public already")
    REMOVED = "removed", _("several texts were removed")


def reasons(base: Answers, answers: Answers, *, is_first: bool, is_public: bool) -> list[Reason]:
    """Why it is to be read carefully, the weightiest first."""
    names = [name for name in changed(base, answers) if not name.endswith(UNWRITTEN)]
    pairs = [(base.get(name, ""), answers.get(name, "")) for name in names]
    return list(_found(pairs, is_first=is_first, is_public=is_public))


def _found(pairs: list[tuple[str, str]], *, is_first: bool, is_public: bool) -> Iterator[Reason]:
    if sum(bool(before and not after) for before, after in pairs) >= MANY:
        yield Reason.REMOVED
    if is_first:
        yield Reason.NEW_AUTHOR
    if any(NUMBER.fullmatch(before) for before, _after in pairs):
        yield Reason.NUMBERS
    if any(len(ADDRESS.findall(after)) > len(ADDRESS.findall(before)) for before, after in pairs):
        yield Reason.LINKS
    if is_public:
        yield Reason.PUBLIC


def risk_of(found: list[Reason]) -> Risk:
    points = sum(2 if reason == Reason.REMOVED else 1 for reason in found)
    return Risk(min(points, Risk.HIGH))
