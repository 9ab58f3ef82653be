"""The kinds of what can be followed. A new one: an adapter, its row here and in `Follow.Kind`."""

from .base import Asked, Followed, Kind, News
from .pages import Pages
from .people import People
from .places import Regions, Zones
from .practices import Practices
from .searches import Searches
from .sheets import Sheets

KINDS: dict[str, Kind] = {
    str(one.code): one
    for one in (Sheets(), Practices(), Pages(), Zones(), Regions(), Searches(), People())
}

__all__ = ["KINDS", "Asked", "Followed", "Kind", "News"]
