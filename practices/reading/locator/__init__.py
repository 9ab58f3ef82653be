"""The locator map of a sheet: where its sites lie in their country, drawn without outside tiles.

Outlines: Natural Earth, public domain (see practices/zones/data/README.md).
"""

from .marks import Locator, locator

__all__ = ["Locator", "locator"]
