"""The change log: which sheets changed, in an order that no index can step over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A sheet that was changed, published, withdrawn or deleted; see `delivery/changelog.py`.

    `sheet_id` is no foreign key: the sheet may be gone. `number` is its place in the log,
    null until its transaction is known to be committed.
    """

    sheet_id = models.BigIntegerField(_("sheet"))
    number = models.BigIntegerField(_("number"), null=True, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("sheet_id", "number"), name="change_sheet_number"),)
        verbose_name = _("change to index")
        verbose_name_plural = _("changes to index")

    def __str__(self) -> str:
        return f"{self.number}: {self.sheet_id}"


class LogState(models.Model):
    """The one row that hands out the numbers of the log; locking it serialises that."""

    last_number = models.BigIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("state of the change log")
        verbose_name_plural = _("state of the change log")

    def __str__(self) -> str:
        return str(self.last_number)


class Refusal(models.Model):
    """A sheet that an engine's index does not take as it is, and the engine's own reason."""

    engine = models.CharField(_("engine"), max_length=20)
    sheet_id = models.BigIntegerField(_("sheet"))
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("engine", "sheet_id"), name="one_refusal_of_a_sheet"),
        )
        verbose_name = _("sheet not indexed")
        verbose_name_plural = _("sheets not indexed")

    def __str__(self) -> str:
        return f"{self.engine} {self.sheet_id}: {self.reason}"


class WordsState(models.Model):
    """The one row that tells every process when its copy of the vocabularies is old.

    `stamp` is random: one that counted would be given again after a roll-back, for other words.
    """

    stamp = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.stamp)
