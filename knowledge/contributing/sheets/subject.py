"""The practice sheet as something that can be proposed."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.models import Evidence, PracticeSheet
from practices.models.sources import Licence

from ..answers import Answers
from ..subjects import Subject
from . import SECTIONS
from .duplicates import duplicates_of
from .measuring import Measurements, save_measurements
from .places import Places
from .start import Start


class SheetSubject(Subject):
    kind = "sheet"
    model = PracticeSheet
    label = _("practice sheet")
    new_label = _("A new sheet")
    sections = SECTIONS
    first = (Start.id, Places.id)

    def title_of(self, answers: Answers) -> str:
        return answers.get("start-title", "")

    def new(self, answers: Answers, language: str) -> PracticeSheet:
        return PracticeSheet(licence=Licence.CC_BY_4, live=False)

    def save_new(self, obj: PracticeSheet) -> None:
        obj.save()

    def url_of(self, obj: PracticeSheet) -> str:
        return obj.get_absolute_url()

    def language_of(self, obj: PracticeSheet, reader: str) -> str:
        """Its own: words in another language are a translation."""
        return obj.original.language if obj.original else reader

    def duplicates_of(self, obj: PracticeSheet) -> Iterable[tuple[int, str]]:
        return duplicates_of(obj)

    def after_save(self, obj: Any, answers: Answers, language: str) -> None:
        """Measurements wait for a review of their own; the queue has them."""
        section = Measurements(answers)
        if section.is_valid():
            save_measurements(obj, section, Evidence.State.PENDING)
