from django.db import models
from wagtail.search import index


class Card(index.Indexed, models.Model):
    """A document with the facets that have one value each; Wagtail counts no others."""

    title = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    basis = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    carbon = models.CharField(max_length=20)

    search_fields = (
        index.SearchField("title", boost=3),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.FilterField("basis"),
        index.FilterField("source"),
        index.FilterField("carbon"),
    )

    def __str__(self) -> str:
        return self.title
