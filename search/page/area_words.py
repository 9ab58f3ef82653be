"""An area in words: "10° N to 20° N, 5° W to 10° E"."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.area import ends_of
from search.numerals import written
from search.query import Box

AREA = gettext_lazy("Area on the map")
"""What the box of a search is called among its filters."""


def area_words(box: Box) -> str:
    """In the reader's language, as exact as the address."""
    west, south, east, north = ends_of(box)
    return _("%(south)s to %(north)s, %(west)s to %(east)s") % {
        "south": _latitude(south),
        "north": _latitude(north),
        "west": _longitude(west),
        "east": _longitude(east),
    }


def _latitude(degrees: float) -> str:
    if degrees == 0:
        return "0°"
    words = _("%(degrees)s° N") if degrees > 0 else _("%(degrees)s° S")
    return words % {"degrees": _written(degrees)}


def _longitude(degrees: float) -> str:
    if abs(degrees) in (0, 180):
        return f"{abs(degrees):g}°"
    words = _("%(degrees)s° E") if degrees > 0 else _("%(degrees)s° W")
    return words % {"degrees": _written(degrees)}


def _written(degrees: float) -> str:
    return number_format(written(abs(degrees)))
