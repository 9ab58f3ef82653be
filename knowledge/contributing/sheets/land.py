"""The land and the people on it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet

from ..fields import Number, prose
from ..sections import Section
from .words import words, write_words

WORDS = ("soil_comments", "land_use_comments", "land_user_comments")


class Land(Section):
    id = "land"
    heading = _("Land and people")
    rainfall_mm_yr = Number(label=_("Rainfall a year"), lowest=0, highest=15_000, unit="mm")
    soil_comments = prose(_("The soil, in your words"), hint=_("Colour, texture, depth, stones."))
    land_use_comments = prose(_("What is grown or kept there"))
    land_user_comments = prose(
        _("Who works the land"), hint=_("Size of farms, machines or animals, owned or rented.")
    )

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> dict[str, Any]:
        return {"rainfall_mm_yr": obj.rainfall_mm_yr} | words(obj, language, WORDS)

    def write(self, obj: PracticeSheet, language: str) -> None:
        obj.rainfall_mm_yr = self.cleaned_data["rainfall_mm_yr"]
        write_words(obj, language, {name: self.cleaned_data[name] for name in WORDS})
