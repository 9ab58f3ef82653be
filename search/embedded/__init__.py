"""The search engine inside the web process: tantivy."""

from search.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
