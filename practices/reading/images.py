"""Pictures that are kept here, and those that stay at their source."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.models import PracticeSheet
from practices.models.sources import Licence

from .words import Phrase, Words


@dataclass(frozen=True)
class ImageRow:
    url: str
    alt: str
    caption: Phrase
    credit: str
    licence: str
    width: int
    height: int


@dataclass(frozen=True)
class ImagesElsewhere:
    count: int
    url: str
    source: str


def images(sheet: PracticeSheet, words: Words) -> list[ImageRow]:
    """Renditions 720 px wide: two columns of the page, at twice the density of a phone."""
    rows = []
    for number, row in enumerate(sheet.images.all()):
        if row.image is None:
            continue
        rendition = row.image.get_rendition("width-720|format-webp")
        caption = words.row("images", number, "caption", row.caption)
        licence = str(Licence(row.licence).label) if row.licence else ""
        rows.append(
            ImageRow(
                rendition.url,
                caption or _("Photograph without a description"),
                caption,
                row.credit,
                licence,
                rendition.width,
                rendition.height,
            )
        )
    return rows


def images_elsewhere(sheet: PracticeSheet) -> ImagesElsewhere | None:
    count = sum(row.image_id is None for row in sheet.images.all())
    record = getattr(sheet, "source_record", None)
    if not count or record is None or not record.url:
        return None
    return ImagesElsewhere(count, record.url, record.source.name)
