"""The soil that a paper names, as groups of the World Reference Base: all that it may mean."""

from functools import lru_cache

from practices.importers.draft import ZoneDraft
from practices.zones.correlation import Candidate, soil_candidates

from .values import short

# ERA's names of systems. A paper of 1980 that says "FAO" may mean either legend.
_SYSTEMS = {
    "FAO": "FAO",
    "UNESCO": "FAO74",
    "USDA": "USDA",
    "WRB": "WRB",
    "south africa classification": "SA",
}


def zones_of(name: str, system: str) -> list[ZoneDraft]:
    """The candidates for a soil name ("ferric lixisol") of a system ("FAO"), the surest first."""
    found = _candidates(name, _SYSTEMS.get(system))
    return [ZoneDraft("wrb", one.group.code, short(name, 255)) for one in found]


@lru_cache(maxsize=1024)
def _candidates(name: str, system: str | None) -> tuple[Candidate, ...]:
    """Where the system does not know the name ("cambisol", USDA), any other that does."""
    if not name:
        return ()
    return soil_candidates(name, system) or soil_candidates(name)
