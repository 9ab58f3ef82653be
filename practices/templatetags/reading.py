"""Pages of records that are not saved yet: Wagtail's preview asks a model for a template only."""

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from practices.models import PracticeSheet
from practices.reading import sheet_context

register = template.Library()


@register.simple_tag(takes_context=True)
def sheet_page(context: RequestContext, sheet: PracticeSheet) -> SafeString:
    """The whole page of a sheet, as a reader would see it."""
    return render_to_string("practices/sheet.html", sheet_context(sheet), context.request)
