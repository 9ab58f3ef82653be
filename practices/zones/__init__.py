"""From a position to its climate, its soil group and its country; and their vocabularies.

Pure functions of the standard library. The data are bundled, and read at the first question.
"""

from .correlation import SYSTEMS, Candidate, soil_candidates
from .countries import Country, countries, country, country_by_code, country_by_name
from .entries import LANGUAGES, Entry
from .ipcc import IpccZone, ipcc_zone, ipcc_zones
from .koppen import KoppenClass, climate, koppen_classes
from .position import PositionError, Repaired, check_position, repair_position
from .profiles import Profile, nearest_profile, soil_group
from .regions import Region, region, regions
from .report import zones_at
from .wrb import WrbGroup, wrb_group, wrb_groups

__all__ = [
    "LANGUAGES",
    "SYSTEMS",
    "Candidate",
    "Country",
    "Entry",
    "IpccZone",
    "KoppenClass",
    "PositionError",
    "Profile",
    "Region",
    "Repaired",
    "WrbGroup",
    "check_position",
    "climate",
    "countries",
    "country",
    "country_by_code",
    "country_by_name",
    "ipcc_zone",
    "ipcc_zones",
    "koppen_classes",
    "nearest_profile",
    "region",
    "regions",
    "repair_position",
    "soil_candidates",
    "soil_group",
    "wrb_group",
    "wrb_groups",
    "zones_at",
]
