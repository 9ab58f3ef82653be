"""What a reader sees of the records, prepared for templates: no HTML here, no logic there."""

from .sheet import SheetView, sheet_context

__all__ = ["SheetView", "sheet_context"]
