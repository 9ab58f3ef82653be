"""The verbs on practice sheets."""

from .holding import refuse_held, take_held
from .importing import import_batch, import_bundled, import_source
from .undoing import undo_import

__all__ = [
    "import_batch",
    "import_bundled",
    "import_source",
    "refuse_held",
    "take_held",
    "undo_import",
]
