"""The pages of regions: for everybody, for who looks after one, for the secretariat."""

from .bearing import accept, end, mine, seen, show
from .giving import give, offered
from .reading import index, offer, region

__all__ = ["accept", "end", "give", "index", "mine", "offer", "offered", "region", "seen", "show"]
