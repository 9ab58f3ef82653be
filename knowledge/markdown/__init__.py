"""Contributors' Markdown, made into clean HTML in one place: `render`."""

from .links import Link, Resolve, Target
from .rendering import Heading, Rendered, in_words, render, targets_in

__all__ = ["Heading", "Link", "Rendered", "Resolve", "Target", "in_words", "render", "targets_in"]
