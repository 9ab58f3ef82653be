"""What changed between two texts: by lines, by words inside them, and what only moved.

Plain Python: whoever has two texts may ask, whatever they are the texts of.
"""

from .lines import diff
from .parts import Block, Kind, Line, Span, blocks

__all__ = ["Block", "Kind", "Line", "Span", "blocks", "diff"]
