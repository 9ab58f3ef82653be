"""Registers what editors see."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from .viewsets import KnowledgeGroup, choosers

register_snippet(KnowledgeGroup)


@hooks.register("register_admin_viewset")
def register_choosers() -> list[ViewSet]:
    return choosers
