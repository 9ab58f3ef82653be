"""Where somebody farms, from what they type: two numbers, or the name of a place. All of it is
rounded here, before it is shown again, kept until one signs in, or stored.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.actions.field_reporting import rounded
from practices.models import Term
from practices.models.labels import reader_language
from practices.reading.named_places import NamedPlace, place_near, places_named
from practices.zones.countries import country as country_at
from practices.zones.countries import country_by_name
from practices.zones.position import PositionError

POSITIONS = (
    re.compile(r"([-+]?[0-9]{1,3}(?:\.[0-9]{1,15})?)[\s,;]+([-+]?[0-9]{1,3}(?:\.[0-9]{1,15})?)"),
    re.compile(r"([-+]?[0-9]{1,3}(?:,[0-9]{1,15})?)[\s;]+([-+]?[0-9]{1,3}(?:,[0-9]{1,15})?)"),
)
"""With points, or as French and Spanish write them."""
Degrees = tuple[float, float]


@dataclass(frozen=True)
class Choice:
    """A place that was meant, maybe. value: what the form sends back."""

    value: str
    label: str
    degrees: Degrees


def degrees_in(text: str) -> Degrees | None:
    """Rounded; None for what is no position. A comma may be of the number in French."""
    found = next((one for shape in POSITIONS if (one := shape.fullmatch(text.strip()))), None)
    if found is None:
        return None
    numbers = found.groups()
    try:
        latitude, longitude = rounded(*(float(one.replace(",", ".")) for one in numbers))
    except PositionError:
        return None
    return float(latitude), float(longitude)


def written(degrees: Degrees) -> str:
    return f"{degrees[0]}, {degrees[1]}"


def choices_for(text: str, *, country: str) -> list[Choice]:
    """The places of that name, first in the country that was chosen (ISO alpha-3)."""
    found = (places_named(text, within=country) if country else []) or places_named(text)
    return [_choice(one) for one in found]


def _choice(place: NamedPlace) -> Choice:
    degrees = place.latitude, place.longitude
    return Choice(written(degrees), _kept_so(place.label(reader_language())), degrees)


def _kept_so(name: str) -> str:
    return _("near %(place)s; kept to about 10 km") % {"place": name}


def country_named(text: str) -> str:
    """The ISO alpha-3 code of a country of that name, where the site knows it; else empty."""
    found = country_by_name(text)
    known = found and Term.objects.filter(vocabulary__code="country", code=found.code).exists()
    return found.code if found and known else ""


def place_words(latitude: float, longitude: float) -> str:
    """What a kept position is taken for: "near Sapone, Burkina Faso; kept to about 10 km"."""
    near = place_near(latitude, longitude)
    if near is not None:
        return _kept_so(near.label(reader_language()))
    found = country_at(latitude, longitude)
    if found is None:
        return _("kept to about 10 km")
    return _("in %(place)s; kept to about 10 km") % {"place": found.name(reader_language())}
