"""A page, and what stands around it: its history, its versions, what links to it."""

from .reading import compare, history, links_here, page, proposed, version

__all__ = ["compare", "history", "links_here", "page", "proposed", "version"]
