"""Photographs: who took them, and on which terms. Files are taken in by uploads.py."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model

from practices.models import PracticeSheet, SheetImage
from practices.models.sources import Licence

from ..answers import Answers, whole
from ..fields import line
from ..sections import Row, Rows

LICENCES = [
    (licence, Licence(licence).label)
    for licence in (Licence.CC_BY_4, Licence.CC_BY_SA_4, Licence.CC0)
]
TEXTS = ("caption", "credit", "licence", "place", "taken_on")


class PictureRow(Row):
    """What is asked of every picture that people send, whatever it is a picture of."""

    image = forms.IntegerField(required=False, widget=forms.HiddenInput)
    caption = line(_("What it shows"), required=True, most=1000)
    credit = line(_("Who took it"), required=True, most=255)
    licence = forms.ChoiceField(label=_("Licence"), choices=LICENCES)
    ready: ClassVar[Sequence[str]] = ("licence",)
    takes_file = True
    among: "PictureRows | None" = None

    @property
    def number(self) -> int | None:
        """Of the picture, as it was sent."""
        return whole(self.data.get(self.add_prefix("image"), ""))

    @property
    def picture(self) -> Any:
        """In the library; None where it is not there."""
        return self.among.pictures.get(self.number) if self.among else None

    def clean_image(self) -> Any:
        """Of a picture that is here; a row without one was known by its address only."""
        number = self.cleaned_data["image"]
        if number is not None and self.picture is None:
            raise forms.ValidationError(_("This picture is gone. Upload it again."))
        return number


class PhotoRow(PictureRow):
    place = line(_("Where"), most=500)
    taken_on = line(_("When"), most=60)


class PictureRows(Rows):
    """Rows with a picture each, which are looked up together."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        for row in self._with_pictures:
            row.among = self

    @property
    def _with_pictures(self) -> list[PictureRow]:
        return [row for row in self.rows if isinstance(row, PictureRow)]

    @cached_property
    def pictures(self) -> dict[int | None, Any]:
        """By number."""
        numbers = {row.number for row in self._with_pictures} - {None}
        return dict(get_image_model().objects.in_bulk(numbers)) if numbers else {}


class Photos(PictureRows):
    id = "photo"
    heading = _("Photographs")
    hint = _("The place where a photograph was taken is removed from the file.")
    more = _("Another photograph")
    row = PhotoRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for row in _kept_here(obj):
            yield (
                str(row.pk),
                {name: getattr(row, name) for name in TEXTS} | {"image": row.image_id},
            )

    def write(self, obj: PracticeSheet, language: str) -> None:
        """Pictures that stay at their source are none of the form's business."""
        known = {row.pk: row for row in obj.images.all()}
        mine = {row.pk for row in _kept_here(obj)}
        photos = [row for pk, row in known.items() if pk not in mine]
        for place, row in enumerate(self.live):
            photo = known.get(row.pk) or SheetImage()
            photo.image_id, photo.sort_order = row.cleaned_data["image"], place
            for name in TEXTS:
                setattr(photo, name, row.cleaned_data[name])
            photos.append(photo)
        obj.images.set(photos)


def _kept_here(obj: PracticeSheet) -> list[SheetImage]:
    return [row for row in obj.images.all() if row.image_id]
