"""Contributors' Markdown, made into clean HTML in one place: `render`."""

from .links import Link, Resolve, Target
from .rendering import Heading, Rendered, render, targets_in

__all__ = ["Heading", "Link", "Rendered", "Resolve", "Target", "render", "targets_in"]
