"""The verbs on practice sheets."""

from .importing import import_batch, import_bundled, import_source

__all__ = ["import_batch", "import_bundled", "import_source"]
