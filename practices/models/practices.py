"""The tree of practices, what each is called, and its codes in other vocabularies."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .labels import Labelled, reader_language


class Language(models.TextChoices):
    """The languages of the interface and of our own words."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")


class Practice(ClusterableModel, Labelled):
    """A node of the practice tree, such as mulching."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    definition_en = models.TextField(_("definition in English"))
    definition_fr = models.TextField(_("definition in French"), blank=True)
    definition_es = models.TextField(_("definition in Spanish"), blank=True)
    is_baseline = models.BooleanField(
        _("is a baseline"),
        default=False,
        help_text=_("What others are compared with, such as ploughing; not a good practice."),
    )

    class Meta:
        ordering = ("order", "code")
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def definition(self) -> str:
        return getattr(self, f"definition_{reader_language()}") or self.definition_en

    def get_absolute_url(self) -> str:
        return reverse("practices:practice", args=[self.pk, slugify(self.label) or self.code])


class PracticeSynonym(models.Model):
    """An everyday word for a practice, and how near it comes ("direct seeding" is not no-till)."""

    class Kind(models.TextChoices):
        EXACT = "exact", _("means the same")
        BROADER = "broader", _("means more")
        NARROWER = "narrower", _("means less")
        RELATED = "related", _("is related")

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="synonyms")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    text = models.CharField(_("text"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EXACT)

    class Meta:
        ordering = ("language", "text")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "language", "text"), name="practice_synonym_unique"
            ),
        )
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.text


class PracticeCode(models.Model):
    """One row of the crosswalk: a practice and a code of another vocabulary, in SKOS's words."""

    class Match(models.TextChoices):
        EXACT = "exact", _("exact match")
        CLOSE = "close", _("close match")
        BROAD = "broad", _("the code is broader")
        NARROW = "narrow", _("the code is narrower")
        RELATED = "related", _("related match")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(_("scheme"), max_length=40)
    code = models.CharField(_("code"), max_length=80)
    match = models.CharField(_("match"), max_length=10, choices=Match)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        ordering = ("scheme", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "scheme", "code"), name="practice_code_unique"
            ),
        )
        verbose_name = _("code in another vocabulary")
        verbose_name_plural = _("codes in other vocabularies")

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"
