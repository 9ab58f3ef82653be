"""Where sheets come from, on which terms, and what links a sheet to its origin."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .labels import reader_language


class Licence(models.TextChoices):
    """The licences we may republish under. A record with none of them is not imported."""

    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY_4 = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA_4 = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC_SA_3 = "CC-BY-NC-SA-3.0", "CC BY-NC-SA 3.0"
    CC_BY_NC_SA_4 = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_SA_3_IGO = "CC-BY-NC-SA-3.0-IGO", "CC BY-NC-SA 3.0 IGO"
    FACTS = "facts", _("facts only: numbers, codes and citations, cited")

    @property
    def url(self) -> str:
        """The deed at Creative Commons, or nothing for bare facts."""
        if self is Licence.FACTS:
            return ""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        name, version, *port = self.value.removeprefix("CC-").lower().rsplit("-", 1)
        if version == "igo":
            name, version, port = (
                name.rsplit("-", 1)[0],
                name.rsplit("-", 1)[1],
                ["igo"],
            )
        return "/".join(["https://creativecommons.org/licenses", name, version, *port, ""])


class Source(models.Model):
    """An external database."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), blank=True)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, blank=True)
    terms_en = models.TextField(_("terms in English"), blank=True)
    terms_fr = models.TextField(_("terms in French"), blank=True)
    terms_es = models.TextField(_("terms in Spanish"), blank=True)
    citation = models.TextField(_("citation"), blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> str:
        return getattr(self, f"terms_{reader_language()}") or self.terms_en


class SourceRecord(models.Model):
    """One record of a source: its identity is (source, external id), in whatever shape it came."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="records")
    external_id = models.CharField(_("number at the source"), max_length=200)
    sheet = models.OneToOneField(
        "practices.PracticeSheet",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="source_record",
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence)
    version = models.CharField(_("version"), max_length=60, blank=True)
    changed_at_source = models.DateTimeField(_("changed at the source"), null=True, blank=True)
    retrieved_at = models.DateTimeField(_("retrieved"))
    withdrawn_at = models.DateTimeField(_("withdrawn at the source"), null=True, blank=True)

    class Meta:
        ordering = ("source", "external_id")
        constraints = (
            models.UniqueConstraint(fields=("source", "external_id"), name="source_record_unique"),
        )
        verbose_name = _("source record")
        verbose_name_plural = _("source records")

    def __str__(self) -> str:
        return f"{self.source.code} {self.external_id}"
