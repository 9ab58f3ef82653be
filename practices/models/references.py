"""What was published: papers, reports, links."""

from urllib.parse import quote

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reference(models.Model):
    """A publication or a link; `key` names it across imports (a DOI, or the source's own code)."""

    key = models.CharField(_("key"), max_length=255, unique=True)
    title = models.TextField(_("title"), blank=True)
    authors = models.TextField(_("authors"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    container = models.CharField(_("journal or book"), max_length=500, blank=True)
    volume = models.CharField(_("volume"), max_length=50, blank=True)
    pages = models.CharField(_("pages"), max_length=50, blank=True)
    doi = models.CharField("DOI", max_length=255, blank=True)
    url = models.URLField(_("address"), max_length=1000, blank=True)

    class Meta:
        ordering = ("authors", "year", "title")
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def link(self) -> str:
        if not self.doi:
            return self.url
        # Old DOIs hold angle brackets and semicolons.
        return f"https://doi.org/{quote(self.doi, safe='/')}"
