"""Photographs of a practice: those that its sheets keep, and where the others are."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from practices.models import PracticeSheet, SheetImage
from practices.models.sheets import SheetQuerySet
from practices.models.sources import Licence

MAX_PICTURES = 6
MAX_ELSEWHERE = 5


@dataclass(frozen=True)
class Picture:
    """`url` is of a rendition here, `sheet` the sheet whose words explain it."""

    url: str
    width: int
    height: int
    caption: str
    credit: str
    licence: str
    sheet: PracticeSheet


@dataclass(frozen=True)
class PicturesElsewhere:
    """How many pictures of a sheet stay at `source`, where `url` leads."""

    sheet: PracticeSheet
    count: int
    source: str
    url: str


def _photographs(sheets: SheetQuerySet) -> QuerySet[SheetImage]:
    """Facts alone license no picture."""
    photographs = SheetImage.objects.filter(kind=SheetImage.Kind.PHOTO)
    return photographs.filter(sheet__in=sheets.values("pk")).exclude(licence=Licence.FACTS)


def pictures(sheets: SheetQuerySet) -> list[Picture]:
    """The first photograph of each sheet that keeps any, 480 px wide."""
    kept = _photographs(sheets).filter(image__isnull=False)
    rows = kept.select_related("image", "sheet").order_by("sheet", "sort_order")
    first = {row.sheet_id: row for row in reversed(rows[: 4 * MAX_PICTURES])}
    return [_picture(row, row.image) for _sheet, row in sorted(first.items())][:MAX_PICTURES]


def _picture(row: SheetImage, image: Any) -> Picture:
    rendition = image.get_rendition("width-480|format-webp")
    return Picture(
        rendition.url,
        rendition.width,
        rendition.height,
        row.caption,
        row.credit,
        str(Licence(row.licence).label),
        row.sheet,
    )


def pictures_elsewhere(sheets: SheetQuerySet) -> list[PicturesElsewhere]:
    """The sheets with most pictures of which only the address is known."""
    away = _photographs(sheets).filter(image=None).order_by().values("sheet")
    most = away.annotate(count=Count("pk")).order_by("-count", "sheet")[:MAX_ELSEWHERE]
    counts = {row["sheet"]: row["count"] for row in most}
    found = PracticeSheet.objects.select_related("source_record__source").in_bulk(counts)
    records = [(found[pk], getattr(found[pk], "source_record", None)) for pk in counts]
    return [
        PicturesElsewhere(sheet, counts[sheet.pk], record.source.name, record.url)
        for sheet, record in records
        if record and record.url
    ]
