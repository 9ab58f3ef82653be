"""Numbers, dates, positions and languages as people write them, in the reader's language."""

import datetime
import math
import re
from decimal import Decimal

from babel.dates import format_date
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, pgettext

NO_BREAK_SPACE, MINUS = "\u00a0", "\u2212"
# Babel's plain "en" writes the month first; our English is the international one.
DATE_LOCALES = {"en": "en_GB"}
# A text is cut only if this many words stand before the cut, and after it.
LEAD_WORDS, REST_WORDS = 80, 60
# The end of a paragraph or of a sentence, Arabic ones included.
PAUSE = re.compile(r"\n+|(?<=[.!?؟])\s+")
# A line this long that does not end a sentence was broken by a form, not by its author.
FULL_LINE = re.compile(r"^([^\n]{60,}[^\n.:;!?؟])\n(?=\S)", re.MULTILINE)
# In French a space that does not break stands before a colon.
BRIEF = re.compile(r"\s*[,:]")


def reader() -> str:
    """The two letters of the reader's language."""
    return (get_language() or "en")[:2]


def _localised(value: float, decimals: int) -> str:
    """With a real minus sign, which never stands before a zero."""
    rounded = round(value, decimals)
    return (MINUS if rounded < 0 else "") + number_format(abs(rounded), decimals)


def signed(value: float | None) -> str:
    """2 -> "+2", -1 -> "−1", 0.3 -> "+0.3", 0 -> "0", None -> ""."""
    if value is None:
        return ""
    decimals = 0 if abs(value) >= 1 or not round(value, 1) else 1
    plus = "+" if round(value, decimals) > 0 else ""
    return plus + _localised(value, decimals)


def percent(value: float | None) -> str:
    """12.3 -> "+12 %", with a space that does not break."""
    return "" if value is None else f"{signed(value)}{NO_BREAK_SPACE}%"


def amount(value: float | None) -> str:
    """A measured number, four digits at most behind its sign: 8.27, 1,250, 0.012; None -> ""."""
    if not value:
        return "" if value is None else "0"
    decimals = min(max(0, 3 - math.floor(math.log10(abs(value)))), 4)
    exact = round(Decimal(str(value)), decimals).normalize()
    return _localised(float(exact), max(0, -int(exact.as_tuple().exponent)))


def years(value: float | None) -> str:
    """How long something took: 1 -> "1 year", 2.5 -> "2.5 years", None -> ""."""
    if value is None:
        return ""
    # In French the plural begins at two.
    number = math.floor(value) if reader() == "fr" else math.ceil(value)
    said = ngettext("%(years)s year", "%(years)s years", number)
    return said % {"years": amount(value)}


def brief(name: str) -> str:
    """What stands before the first comma or colon: "ERA, Evidence for …" -> "ERA"."""
    return BRIEF.split(str(name), maxsplit=1)[0]


def kilometres(metres: float | None) -> str:
    """How sure a position is, to two digits: 2500 m -> "2.5", 1812 m -> "1.8"."""
    return "" if metres is None else amount(float(f"{metres / 1000:.2g}"))


def position(latitude: float, longitude: float) -> str:
    """13.3, -87.19 -> "13.300° N, 87.190° W"."""
    north = pgettext("compass", "N") if latitude >= 0 else pgettext("compass", "S")
    east = pgettext("compass", "E") if longitude >= 0 else pgettext("compass", "W")
    return f"{number_format(abs(latitude), 3)}° {north}, {number_format(abs(longitude), 3)}° {east}"


def long_date(value: datetime.date | None) -> str:
    """20 November 2026, 20 novembre 2026, 20 de noviembre de 2026; 1er novembre 2026."""
    if value is None:
        return ""
    said = format_date(value, "long", locale=DATE_LOCALES.get(reader(), reader()))
    return f"1er{said[1:]}" if value.day == 1 and reader() == "fr" else said


def moment(value: datetime.datetime | None) -> str:
    """A date in words with its time: "20 November 2026, 16:05"; in the time zone of the site."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{long_date(here.date())}, {here:%H:%M}"


def lead_and_rest(text: str) -> tuple[str, str]:
    """A long text, cut where it pauses after its first 80 words; a shorter one whole, and ""."""
    for pause in PAUSE.finditer(text):
        lead, rest = text[: pause.start()], text[pause.end() :]
        if len(lead.split()) >= LEAD_WORDS:
            return (lead, rest) if len(rest.split()) >= REST_WORDS else (text, "")
    return text, ""


def flowing(text: str) -> str:
    """Lines that were broken for width flow again; lists and short lines stay as they are."""
    return FULL_LINE.sub(r"\1 ", text)
