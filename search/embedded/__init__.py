"""The search engine inside the web process: tantivy, which nothing outside this package imports."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
