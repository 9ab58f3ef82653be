"""What each import did, so that it can be repeated, explained and undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .sources import Source, SourceRecord


class ImportRun(models.Model):
    """One run of `import_sheets`, with its counts."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    source = models.ForeignKey(Source, models.PROTECT, related_name="runs")
    location = models.CharField(_("read from"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    content_hash = models.CharField(_("hash of what was read"), max_length=64, blank=True)
    new_count = models.PositiveIntegerField(_("new"), default=0)
    changed_count = models.PositiveIntegerField(_("changed"), default=0)
    same_count = models.PositiveIntegerField(_("same"), default=0)
    held_count = models.PositiveIntegerField(_("held"), default=0)
    withdrawn_count = models.PositiveIntegerField(_("withdrawn"), default=0)
    quarantined_count = models.PositiveIntegerField(_("quarantined"), default=0)
    warning_count = models.PositiveIntegerField(_("warnings"), default=0)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"


class Payload(models.Model):
    """What was received of a record, without personal data; append-only.

    A sheet is a function of its record's current payloads: the newest of each shape that was
    not undone, the fullest shape first.
    """

    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="payloads")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="payloads")
    shape = models.CharField(_("shape"), max_length=30)
    data = models.JSONField(_("content"))
    content_hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("record", "run", "shape"), name="payload_unique"),
        )
        verbose_name = _("payload")
        verbose_name_plural = _("payloads")

    def __str__(self) -> str:
        return f"{self.record} ({self.shape})"


class ImportChange(models.Model):
    """What a run did to one record; the ground for undoing it."""

    class Kind(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        HELD = "held", _("held")
        WITHDRAWN = "withdrawn", _("withdrawn")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by imports")

    def __str__(self) -> str:
        return f"{self.record}: {self.get_kind_display()}"


class ImportIssue(models.Model):
    """One complaint of a run, by record and field. A quarantined record keeps its payload here."""

    class Severity(models.TextChoices):
        WARNING = "warning", _("warning")
        HELD = "held", _("held")
        QUARANTINED = "quarantined", _("quarantined")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="issues")
    external_id = models.CharField(_("number at the source"), max_length=200, blank=True)
    field = models.CharField(_("field"), max_length=200, blank=True)
    severity = models.CharField(_("severity"), max_length=12, choices=Severity)
    message = models.TextField(_("message"))
    payload = models.JSONField(_("content"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("issue of an import")
        verbose_name_plural = _("issues of imports")

    def __str__(self) -> str:
        return f"{self.external_id} {self.field}: {self.message}"


class HeldChange(models.Model):
    """A newer source record that waits, because a person has edited the sheet."""

    class Decision(models.TextChoices):
        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("taken")
        REFUSED = "refused", _("refused")

    record = models.ForeignKey(SourceRecord, models.CASCADE, related_name="held_changes")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="held_changes")
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("held change")
        verbose_name_plural = _("held changes")

    def __str__(self) -> str:
        return str(self.record)
