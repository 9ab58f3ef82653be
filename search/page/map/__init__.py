"""The map of what a search found: drawn by the server, and every mark of it a link."""

from .drawn import ResultMap, result_map

__all__ = ["ResultMap", "result_map"]
