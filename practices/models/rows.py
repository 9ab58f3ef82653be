"""The rows of a sheet. Words on a row are in the original's language; see `RowTranslation`."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .practices import Practice
from .references import Reference
from .sources import Licence
from .vocabularies import Term

SHEET = "practices.PracticeSheet"


class Phase(models.TextChoices):
    ESTABLISHMENT = "establishment", _("establishment")
    MAINTENANCE = "maintenance", _("maintenance")


class SheetTerm(models.Model):
    """A coded answer of the sheet to one question (`aspect`); see practices/vocabularies.py."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="term_links")
    aspect = models.CharField(_("aspect"), max_length=60)
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="sheet_links", verbose_name=_("term")
    )

    class Meta:
        ordering = ("aspect", "term__order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("sheet", "aspect", "term"), name="sheet_term_unique"),
        )
        indexes = (models.Index(fields=("aspect", "term"), name="sheet_term_aspect"),)
        verbose_name = _("coded answer")
        verbose_name_plural = _("coded answers")

    def __str__(self) -> str:
        return f"{self.aspect}: {self.term}"


class SheetPractice(models.Model):
    """A practice that the sheet applies, or one that is in both arms of a trial."""

    class Role(models.TextChoices):
        MAIN = "main", _("applied")
        CONTEXT = "context", _("context")

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="practice_links")
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="sheet_links", verbose_name=_("practice")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MAIN)

    class Meta:
        ordering = ("-role", "pk")
        constraints = (
            models.UniqueConstraint(fields=("sheet", "practice"), name="sheet_practice_unique"),
        )
        verbose_name = _("practice of the sheet")
        verbose_name_plural = _("practices of the sheet")

    def __str__(self) -> str:
        return str(self.practice)


class Step(Orderable):
    """One step of the tutorial: how to do it."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField(_("text"))

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.text[:80]


class Activity(Orderable):
    """What is done to establish or to maintain the practice, and when."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="activities")
    phase = models.CharField(_("phase"), max_length=15, choices=Phase)
    text = models.TextField(_("activity"))
    timing = models.CharField(_("timing"), max_length=500, blank=True)
    measure = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("measure"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.text[:80]


class CostItem(Orderable):
    """One input and what it costs, in the sheet's currency."""

    class Group(models.TextChoices):
        LABOUR = "labour", _("labour")
        EQUIPMENT = "equipment", _("equipment")
        PLANT_MATERIAL = "plant_material", _("plant material")
        FERTILIZERS = "fertilizers_biocides", _("fertilizers and biocides")
        CONSTRUCTION = "construction_material", _("construction material")
        OTHER = "other", _("other")

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="cost_items")
    phase = models.CharField(_("phase"), max_length=15, choices=Phase)
    group = models.CharField(_("group"), max_length=25, choices=Group)
    name = models.CharField(_("input"), max_length=1000, blank=True)
    unit = models.CharField(_("unit"), max_length=255, blank=True)
    quantity = models.FloatField(_("quantity"), null=True, blank=True)
    unit_cost = models.FloatField(_("cost per unit"), null=True, blank=True)
    total_cost = models.FloatField(_("cost in all"), null=True, blank=True)
    borne_by_land_users_percent = models.FloatField(
        _("borne by land users (%)"), null=True, blank=True
    )

    class Meta(Orderable.Meta):
        verbose_name = _("cost")
        verbose_name_plural = _("costs")

    def __str__(self) -> str:
        return self.name or self.get_group_display()


class Impact(Orderable):
    """What changed, as judged by people: -3 to 3 towards the right-hand label, null if unrated."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="impacts")
    indicator = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("indicator"),
    )
    group = models.CharField(_("group"), max_length=60)
    other_indicator = models.CharField(_("other indicator"), max_length=500, blank=True)
    left_label = models.CharField(_("label of -3"), max_length=255, blank=True)
    right_label = models.CharField(_("label of 3"), max_length=255, blank=True)
    value = models.SmallIntegerField(
        _("value"),
        null=True,
        blank=True,
        validators=(MinValueValidator(-3), MaxValueValidator(3)),
    )
    comment = models.TextField(_("comment"), blank=True)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("impact")
        verbose_name_plural = _("impacts")

    def __str__(self) -> str:
        return self.other_indicator or str(self.indicator)


class ClimateExposure(Orderable):
    """How the practice copes with a change of climate or an extreme."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="exposures")
    exposure = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("exposure"),
    )
    other_exposure = models.CharField(_("other exposure"), max_length=500, blank=True)
    season = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("season"),
    )
    trend = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trend"),
    )
    coping = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("it copes"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("exposure to climate")
        verbose_name_plural = _("exposures to climate")

    def __str__(self) -> str:
        return self.other_exposure or str(self.exposure)


class Assessment(Orderable):
    """A strength or a weakness, as seen by land users or by the compiler."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("strength")
        WEAKNESS = "weakness", _("weakness")

    class View(models.TextChoices):
        LAND_USER = "land_user", _("land users")
        COMPILER = "compiler", _("compiler")

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    view = models.CharField(_("seen by"), max_length=10, choices=View)
    text = models.TextField(_("text"))
    overcome = models.TextField(_("how to overcome it"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("strength or weakness")
        verbose_name_plural = _("strengths and weaknesses")

    def __str__(self) -> str:
        return self.text[:80]


class SheetReference(Orderable):
    """A publication that the sheet stands on."""

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="reference_links")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="sheet_links")
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("reference of the sheet")
        verbose_name_plural = _("references of the sheet")

    def __str__(self) -> str:
        return str(self.reference)


class SheetImage(Orderable):
    """A photo or a drawing, kept here (`image`) or known only by its address at the source."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        DRAWING = "drawing", _("technical drawing")

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="images")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PHOTO)
    image = models.ForeignKey(
        "wagtailimages.Image", models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_url = models.URLField(_("address at the source"), max_length=1000, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    taken_on = models.CharField(_("date, as reported"), max_length=60, blank=True)
    place = models.CharField(_("place"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence)

    class Meta(Orderable.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def __str__(self) -> str:
        return self.caption[:80]


class Credit(Orderable):
    """Who is to be named, as the licence asks. Names and institutions only, never contacts."""

    class Role(models.TextChoices):
        COMPILER = "compiler", _("compiler")
        EDITOR = "editor", _("editor")
        REVIEWER = "reviewer", _("reviewer")
        RESOURCE_PERSON = "resource_person", _("resource person")
        FUNDER = "funder", _("funded by")
        AUTHOR = "author", _("author")

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    name = models.CharField(_("name"), max_length=255, blank=True)
    institution = models.CharField(_("institution"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")

    def __str__(self) -> str:
        return self.name or self.institution


class RowTranslation(models.Model):
    """One text of one row in another language than the original's, so that facts stay once.

    `rows` is the related name on the sheet ("activities"), `number` the row's place in it from 0,
    `field` the text field of the row. `original` is what the row said when it was translated: it
    finds its row by that, and by the number only where nobody noted it.
    """

    sheet = ParentalKey(SHEET, on_delete=models.CASCADE, related_name="row_translations")
    language = models.CharField(_("language"), max_length=12)
    rows = models.CharField(_("rows"), max_length=30)
    number = models.PositiveIntegerField(_("number"))
    field = models.CharField(_("field"), max_length=30)
    text = models.TextField(_("text"))
    original = models.TextField(_("what it was translated from"), blank=True)

    class Meta:
        ordering = ("language", "rows", "number", "field")
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "language", "rows", "number", "field"),
                name="row_translation_unique",
            ),
        )
        verbose_name = _("translation of a row")
        verbose_name_plural = _("translations of rows")

    def __str__(self) -> str:
        return self.text[:80]
