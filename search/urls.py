"""The addresses of the search page, and of its list as a file or a feed."""

from django.urls import path

from . import feeds, views
from .export.views import export

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("export.<str:ending>", export, name="export"),
    path("feed.atom", feeds.atom, name="feed"),
]
