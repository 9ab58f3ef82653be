"""The practice sheet as something that can be proposed."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.models import Evidence, PracticeSheet
from practices.models.sources import Licence

from ..answers import Answers
from ..subjects import Subject
from . import SECTIONS
from .alike import Alike, alike_to
from .doubts import Doubt, doubts_of
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
    naming = f"{Start.id}-title"

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

    def alike_to(self, answers: Answers) -> Alike:
        return alike_to(answers)

    def brought_along(self, answers: Answers, said: Answers) -> dict[str, str]:
        """A sheet that has its places is not given one of them twice."""
        found = super().brought_along(answers, said)
        if not any(name.startswith(f"{Places.id}-") for name in said):
            return found
        return {n: text for n, text in found.items() if not n.startswith(f"{Places.id}-")}

    def doubts_of(
        self, obj: PracticeSheet | None, answers: Answers, *, is_new: bool
    ) -> list[Doubt]:
        return doubts_of(obj, answers, is_new=is_new)

    def after_save(self, obj: Any, answers: Answers, language: str) -> None:
        """Measurements wait for a review of their own; the queue has them."""
        section = Measurements(answers)
        if section.is_valid():
            save_measurements(obj, section, Evidence.State.PENDING)
