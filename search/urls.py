"""The addresses of the search page, and of its list as a file or a feed."""

from django.urls import path

from . import feeds, views
from .export.views import export
from .page.map.outlines import outlines

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("export.<str:ending>", export, name="export"),
    path("outlines.svg", outlines, name="outlines"),
    path("feed.atom", feeds.atom, name="feed"),
]
