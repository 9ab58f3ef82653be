"""ERA's joined product codes ("c7-h8") as crops, and WOCAT's classes of land use and rainfall."""

from collections.abc import Iterable
from functools import lru_cache

from practices.importers.draft import Code

from .tables import Product, products

# `land_use` of products.csv -> the class. A product that may come from several has none.
LAND_USES: dict[str, Code] = {
    "annual": ("tech_lu_cropland_sub", "lu_cropland_ca"),
    "perennial": ("tech_lu_cropland_sub", "lu_cropland_cp"),
    "tree_shrub": ("tech_lu_cropland_sub", "lu_cropland_ct"),
    "grazing": ("tech_landuse_2018", "tech_lu_grazingland"),
    "forest": ("tech_landuse_2018", "tech_lu_forest"),
}
# Upper ends in mm a year, each within its class.
_RAINFALL = (
    (250, "less_250"),
    (500, "251_500"),
    (750, "501_750"),
    (1000, "751_1000"),
    (1500, "1001_1500"),
    (2000, "1501_2000"),
    (3000, "2001_3000"),
    (4000, "3001_4000"),
    (float("inf"), "4001_plus"),
)


@lru_cache(maxsize=2048)
def _products(joined: str) -> tuple[Product, ...]:
    """What is no product of ERA is not there."""
    known = products()
    return tuple(known[code] for code in joined.split("-") if code in known)


@lru_cache(maxsize=2048)
def crops_of(joined: str) -> tuple[Code, ...]:
    """The crops behind joined product codes, each once."""
    crops = dict.fromkeys(product.crop for product in _products(joined))
    return tuple(("crop", crop) for crop in crops if crop)


def land_uses_of(joined: Iterable[str]) -> list[Code]:
    """The land uses of several rows' products, each once, in the order above."""
    found = {product.land_use for codes in set(joined) for product in _products(codes)}
    return [code for name, code in LAND_USES.items() if name in found]


def rainfall_class(rainfall_mm_yr: float) -> Code:
    """The class of a reported mean; a mean that is only modelled is not asked for."""
    name = next(name for end, name in _RAINFALL if rainfall_mm_yr <= end)
    return "tech_rainfall", f"tech_rainfall_{name}"
