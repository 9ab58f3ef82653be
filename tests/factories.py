"""The least valid object of each kind."""

import factory
from factory.django import DjangoModelFactory

from practices import models


class SheetTextFactory(DjangoModelFactory):
    class Meta:
        model = models.SheetText

    language = "en"
    is_original = True
    title = factory.Sequence(lambda n: f"Stone bunds {n}")
    summary = "Rows of stones along the contour."


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = models.PracticeSheet
        skip_postgeneration_save = True

    basis = models.PracticeSheet.Basis.FIELD
    licence = "CC-BY-4.0"
    text = factory.RelatedFactory(SheetTextFactory, factory_related_name="sheet")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = models.Source
        django_get_or_create = ("code",)

    code = "wocat"
    name = "WOCAT"
    licence = "CC-BY-NC-SA-3.0"
