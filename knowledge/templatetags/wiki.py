"""What the wiki says of a sheet or a practice, for their pages."""

from typing import Any

from django import template
from django.db.models import Exists, OuterRef, Q, QuerySet

from knowledge.wiki.links import linking_to
from knowledge.wiki.models import WikiLink, WikiPage
from practices.models import Practice, PracticeSheet
from practices.models.labels import reader_language

register = template.Library()

MOST, OFFERED = 6, 3
SHORT = 3
"""Letters: shorter words of a question, such as "of", say nothing of its matter."""


@register.inclusion_tag("wiki/_about.html")
def wiki_about_practice(practice: Practice) -> dict[str, Any]:
    """Pages that are about it, or link to it."""
    links = WikiLink.objects.filter(kind="practice", key=practice.code, page=OuterRef("pk"))
    pages = WikiPage.objects.published().filter(Q(practice=practice) | Exists(links))
    return _listed(pages.order_by("title"))


@register.inclusion_tag("wiki/_about.html")
def wiki_about_sheet(sheet: PracticeSheet) -> dict[str, Any]:
    """Pages that link to it."""
    return _listed(linking_to("sheet", str(sheet.pk)))


@register.inclusion_tag("wiki/_offered.html")
def wiki_matching(question: str) -> dict[str, Any]:
    """Up to three pages with the words of a question; one query, none without words."""
    words = [word for word in question.split() if len(word) > SHORT]
    if not words:
        return {}
    pages = WikiPage.objects.published().in_language(reader_language()).called(" ".join(words))
    return {"offered": pages.order_by("title")[:OFFERED]}


def _listed(pages: QuerySet[WikiPage]) -> dict[str, Any]:
    """In the reader's language; the first few."""
    return {"listed": pages.filter(locale__language_code=reader_language())[:MOST]}
