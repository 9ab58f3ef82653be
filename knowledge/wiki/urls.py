"""Addresses of pages: the id never changes, the slug may."""

from django.urls import path

from . import feeds, views
from .views import editing, lists, translating

app_name = "wiki"

urlpatterns = [
    path("", lists.index, name="index"),
    path("changes/", lists.recent_changes, name="changes"),
    path("changes.atom", feeds.changes, name="changes_feed"),
    path("wanted/", lists.wanted, name="wanted"),
    path("orphans/", lists.orphans, name="orphans"),
    path("categories/", lists.all_categories, name="categories"),
    path("watched/", lists.watched, name="watched"),
    path("translations/", lists.translations, name="translations"),
    path("<int:pk>-<slug:slug>/", views.page, name="page"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/compare/", views.compare, name="compare"),
    path("<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("<int:pk>/proposed/<uuid:key>/", views.proposed, name="proposed"),
    path("<int:pk>/links/", views.links_here, name="links"),
    path("<int:pk>/versions/<int:number>/restore/", editing.restore, name="restore"),
    path("<int:pk>/versions/<int:number>/hide/", editing.hide, name="hide"),
    path("<int:pk>/versions/<int:number>/show/", editing.show, name="show"),
    path("<int:pk>/rename/", editing.rename, name="rename"),
    path("<int:pk>/translate/", translating.translate, name="translate"),
    path("<int:pk>/mend/", translating.mend, name="mend"),
]
