"""Pictures that are kept here, and those that stay at their source."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.models import PracticeSheet
from practices.models.sources import Licence

from .words import Phrase, Words

SIZES, FORMAT = ("width-480", "width-960"), "format-webp|webpquality-70"
SHOWN = tuple(licence for licence in Licence.values if licence != Licence.FACTS)
"""Licences under which a picture may be shown here; facts alone license none."""


@dataclass(frozen=True)
class ImageRow:
    url: str
    alt: str
    caption: Phrase
    credit: str
    licence: str
    width: int
    height: int
    srcset: str


@dataclass(frozen=True)
class ImagesElsewhere:
    count: int
    url: str
    source: str


def images(sheet: PracticeSheet, words: Words) -> list[ImageRow]:
    """Only those that may be shown; for a phone 480 px wide, for a desk 960."""
    rows = []
    for row in sheet.images.all():
        if row.image is None or row.licence not in SHOWN:
            continue
        small, rendition = (row.image.get_rendition(f"{size}|{FORMAT}") for size in SIZES)
        caption = words.row("images", "caption", row.caption)
        licence = str(Licence(row.licence).label)
        rows.append(
            ImageRow(
                rendition.url,
                caption or _("Photograph without a description"),
                caption,
                row.credit,
                licence,
                rendition.width,
                rendition.height,
                f"{small.url} {small.width}w, {rendition.url} {rendition.width}w",
            )
        )
    return rows


def images_elsewhere(sheet: PracticeSheet) -> ImagesElsewhere | None:
    count = sum(row.image_id is None or row.licence not in SHOWN for row in sheet.images.all())
    record = getattr(sheet, "source_record", None)
    if not count or record is None or not record.url:
        return None
    return ImagesElsewhere(count, record.url, record.source.name)
