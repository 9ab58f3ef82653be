"""What editors see in Wagtail's admin."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import panels as layout
from .models import (
    HeldChange,
    ImportRun,
    Practice,
    PracticeSheet,
    Reference,
    Source,
    Term,
    Vocabulary,
    Zone,
)
from .moderation import decide


def labelled(model: type, icon: str, *search_fields: str) -> ChooserViewSet:
    """A chooser that searches the labels: code lists are too long for a menu."""
    return ChooserViewSet(
        f"{model.__name__.lower()}_chooser",
        model=model,
        icon=icon,
        register_widget=True,
        search_fields=list(search_fields),
        per_page=20,
    )


LABELS = ("code", "label_en", "label_fr", "label_es")
choosers = [
    labelled(Practice, "snippet", *LABELS),
    labelled(Term, "tag", *LABELS),
    labelled(Zone, "site", *LABELS),
    labelled(Reference, "openquote", "title", "authors", "doi"),
]


class SheetViewSet(SnippetViewSet):
    model = PracticeSheet
    icon = "doc-full"
    edit_handler = layout.SHEET
    list_display = (
        "title",
        "basis",
        Column("source", label=_("source"), accessor="source_name"),
        "changed_at",
    )
    list_filter = ("basis", "licence", "live", "practice_links__practice", "source_record__source")
    search_fields = ("texts__title", "texts__local_name", "source_record__external_id")
    search_backend_name = None
    list_per_page = 50
    ordering = ("-changed_at",)
    inspect_view_enabled = True


class PracticeViewSet(ModelViewSet):
    model = Practice
    icon = "snippet"
    panels = layout.PRACTICE
    list_display = ("label_en", "code", "parent", "is_baseline")
    list_filter = ("parent", "is_baseline")
    search_fields = LABELS
    search_backend_name = None
    list_per_page = 100
    copy_view_enabled = False


class VocabularyViewSet(ModelViewSet):
    model = Vocabulary
    icon = "list-ul"
    form_fields = ("code", "label_en", "label_fr", "label_es", "origin", "licence")
    list_display = ("code", "label_en", "origin")
    search_fields = LABELS
    search_backend_name = None
    copy_view_enabled = False


class TermViewSet(ModelViewSet):
    model = Term
    icon = "tag"
    form_fields = ("vocabulary", "code", "parent", "label_en", "label_fr", "label_es", "order")
    list_display = ("label_en", "label_fr", "label_es", "vocabulary", "code")
    list_filter = ("vocabulary",)
    search_fields = LABELS
    search_backend_name = None
    copy_view_enabled = False


class SourceViewSet(ModelViewSet):
    model = Source
    icon = "globe"
    exclude_form_fields = ()
    list_display = ("name", "code", "licence", "url")
    copy_view_enabled = False


class ImportRunViewSet(ModelViewSet):
    """Runs are made by `import_sheets` and undone by `undo_import`; here they are read."""

    model = ImportRun
    icon = "download"
    exclude_form_fields = ()
    inspect_view_enabled = True
    copy_view_enabled = False
    list_filter = ("source", "state")
    list_display = (
        "__str__",
        "state",
        "started_at",
        "new_count",
        "changed_count",
        "same_count",
        "held_count",
        "quarantined_count",
        "warning_count",
    )


class HeldChangeViewSet(ModelViewSet):
    """Newer versions of sheets that a person has edited, until a moderator decides."""

    model = HeldChange
    icon = "warning"
    exclude_form_fields = ()
    copy_view_enabled = False
    menu_label = _("Held changes")
    list_display = ("__str__", "run", "decision", "decided_by", "decided_at")
    list_filter = ("decision", "record__source")

    @property
    def edit_view(self) -> Callable[..., HttpResponse]:
        return decide


class KnowledgeGroup(SnippetViewSetGroup):
    menu_label = _("Knowledge base")
    menu_icon = "folder-open-inverse"
    menu_order = 100
    items = (
        SheetViewSet,
        PracticeViewSet,
        VocabularyViewSet,
        TermViewSet,
        SourceViewSet,
        ImportRunViewSet,
        HeldChangeViewSet,
    )
