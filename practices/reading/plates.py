"""The drawn plate of each group of the practice tree, on the soil that all of them share."""

from practices.models import Practice

# By the code of the group; a practice takes the plate of the group it stands in.
PLATES = {
    "soil-cover-and-tillage": "mulch",
    "cover-crops": "cover",
    "minimal-soil-disturbance": "plant",
    "conventional-tillage": "tillage",
    "nutrients-and-organic-amendments": "compost",
    "cropping-systems": "rotation",
    "agroforestry": "trees",
    "grazing-and-livestock": "pasture",
    "forests-and-energy": "forest",
    "water-management": "water",
    "slopes-and-erosion": "slope",
    "restoration-of-degraded-land": "restore",
}


def plate_of(practice: Practice, groups: list[Practice]) -> str:
    return next((PLATES[p.code] for p in (practice, *reversed(groups)) if p.code in PLATES), "")
