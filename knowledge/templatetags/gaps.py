"""What the search knows, on pages of records."""

import logging

from django import template

from knowledge import gaps
from practices.models.labels import reader_language
from search.engine import EngineError

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def gap_map(practice: str) -> gaps.GapMap | None:
    """The map of a practice, by its code; None while the search cannot answer."""
    try:
        return gaps.gap_map(practice, language=reader_language())
    except EngineError:
        logger.exception("The page of a practice cannot count its sheets.")
        return None
