"""Labels in three languages. A missing one falls back to English, and says so."""

from babel import Locale
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LABEL_LANGUAGES = ("en", "fr", "es")


def reader_language() -> str:
    """The two-letter language of the reader, English if it is none of ours."""
    language = (get_language() or "en")[:2]
    return language if language in LABEL_LANGUAGES else "en"


def language_label(code: str) -> str:
    """The name of a language in the reader's: "ar" -> "Arabic"; the code itself if unknown."""
    names = Locale.parse(reader_language()).languages
    return str(names.get(code.replace("-", "_"), code))


class Labelled(models.Model):
    """Something named by a code and, for people, in English, French and Spanish."""

    label_en = models.CharField(_("label in English"), max_length=255)
    label_fr = models.CharField(_("label in French"), max_length=255, blank=True)
    label_es = models.CharField(_("label in Spanish"), max_length=255, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return getattr(self, f"label_{reader_language()}") or self.label_en

    @property
    def label_language(self) -> str:
        """The language that `label` is really in."""
        language = reader_language()
        return language if getattr(self, f"label_{language}") else "en"
