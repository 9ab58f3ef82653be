"""Code lists that come from a standard: the code is the standard's own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .labels import Labelled


class Vocabulary(Labelled):
    """One code list, such as WOCAT's `tech_rainfall`, with where it comes from."""

    code = models.CharField(_("code"), max_length=100, unique=True)
    origin = models.CharField(_("origin"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")


class Term(Labelled):
    """One value of a code list. A parent may stand in another list (a land use and its kinds)."""

    vocabulary = models.ForeignKey(
        Vocabulary, models.CASCADE, related_name="terms", verbose_name=_("vocabulary")
    )
    code = models.CharField(_("code"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("vocabulary", "order", "code")
        constraints = (
            models.UniqueConstraint(fields=("vocabulary", "code"), name="term_code_unique"),
        )
        verbose_name = _("term")
        verbose_name_plural = _("terms")
