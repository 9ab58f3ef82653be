"""The regions of the United Nations (M49): 5 of them and Antarctica, and 22 sub-regions.

Codes are the UN's; which country lies where is read from CLDR (territory containment).
"""

from dataclasses import dataclass
from functools import cache

from .entries import Entry, read_rows


@dataclass(frozen=True, slots=True)
class Region(Entry):
    """A region, or a sub-region whose parent is one."""

    @property
    def top(self) -> "Region":
        """The region that this one lies in; itself if it is one."""
        return region(self.parent_code) if self.parent_code else self


@cache
def regions() -> tuple[Region, ...]:
    """Regions first, then sub-regions."""
    return tuple(Region(*row) for row in read_rows("regions.csv"))


@cache
def _by_code() -> dict[str, Region]:
    return {entry.code: entry for entry in regions()}


def region(code: str) -> Region:
    """The region of an M49 code such as "002". Raises KeyError for any other."""
    return _by_code()[code]
