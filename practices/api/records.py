"""Sheets in brief, ready for JSON: what an export has in a row and the API in a list.

Read in bulk as plain tuples, in a fixed number of queries whatever the number of sheets. Only
published sheets under a licence that lets us pass them on; of people only the names and
institutions that the licence asks to name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import override

from practices.api.effects import soil_carbon
from practices.models import (
    Credit,
    PracticeSheet,
    SheetPractice,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
)
from practices.models.sheets import SheetQuerySet
from practices.models.sources import Licence
from practices.reading.field import field_counts

Record = dict[str, Any]
"""One sheet; `practices.api.schemas.SheetBrief` says what is in it."""

Rows = Mapping[int, Sequence[tuple[Any, ...]]]
"""By sheet."""

FREE_TO_PASS_ON = tuple(Licence.values)
CLIMATE, SOIL = "koppen", "wrb"
COLUMNS = (
    *("pk", "basis", "licence", "changed_at"),
    *("source_record__source__code", "source_record__source__name"),
    *("source_record__external_id", "source_record__url"),
)


def open_sheets() -> SheetQuerySet:
    """The published sheets that may be passed on."""
    return PracticeSheet.objects.published().filter(licence__in=FREE_TO_PASS_ON)


def records(ids: Sequence[int], language: str) -> list[Record]:
    """The sheets that may be passed on, in the order of the ids, labels in en, fr or es."""
    columns = open_sheets().filter(pk__in=ids).order_by().values_list(*COLUMNS)
    sheets = {row[0]: row for row in columns}
    with override(language):
        rows = _Rows(sheets.keys(), language)
        return [_record(sheets[pk], rows, language) for pk in ids if pk in sheets]


class _Rows:
    """The rows of the sheets by sheet, one query each."""

    def __init__(self, ids: Iterable[int], language: str) -> None:
        pks, words = list(ids), _labels(language)
        self.texts = _by_sheet(SheetText, pks, "language", "title", "summary")
        practices = _by_sheet(SheetPractice, pks, *words("practice"), role="main")
        self.practices = _coded(practices)
        self.land_uses = _coded(_by_sheet(SheetTerm, pks, *words("term"), aspect="land_use"))
        position = ("latitude", "longitude", "uncertainty_m")
        self.sites = _by_sheet(Site, pks, "name", *words("country"), *position)
        # All schemes: asked for some, SQLite begins at the zones and reads every site's.
        scheme = ("zone__scheme", "basis", *words("zone"))
        self.zones = _by_sheet(SiteZone, pks, *scheme, link="site__sheet_id")
        self.credits = _by_sheet(Credit, pks, "role", "name", "institution")
        self.carbon = soil_carbon(pks)
        self.field = field_counts(pks)


def _labels(language: str) -> Any:
    """The columns of a labelled row that `_label` takes: code, label, label in English."""
    return lambda row: (f"{row}__code", f"{row}__label_{language}", f"{row}__label_en")


def _by_sheet(
    model: type[models.Model],
    pks: Sequence[int],
    *columns: str,
    link: str = "sheet_id",
    **conditions: Any,
) -> Rows:
    """The columns of the rows of each sheet, in the model's order, ties as written."""
    found = model._default_manager.filter(**{f"{link}__in": pks}, **conditions)
    found = found.order_by(*(model._meta.ordering or ()), "pk")
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for pk, *values in found.values_list(link, *columns):
        rows[pk].append(tuple(values))
    return rows


def _label(code: str, label: str, english: str) -> dict[str, str]:
    return {"code": code, "label": label or english}


def _coded(rows: Rows) -> Mapping[int, list[dict[str, str]]]:
    coded = {pk: [_label(*row) for row in found] for pk, found in rows.items()}
    return defaultdict(list, coded)


def _record(columns: tuple[Any, ...], rows: _Rows, language: str) -> Record:
    pk, basis, licence, changed_at, *source = columns
    return {
        "id": pk,
        **_words(pk, rows.texts[pk], language),
        "practices": rows.practices[pk],
        "land_use": rows.land_uses[pk],
        "climate": _zones(rows.zones[pk], CLIMATE),
        "soil": _zones(rows.zones[pk], SOIL),
        "sites": [_site(*site) for site in rows.sites[pk]],
        "basis": {"code": basis, "label": str(PracticeSheet.Basis(basis).label)},
        "soil_carbon": rows.carbon[pk],
        "field_reports": rows.field[pk],
        "source": dict(zip(("code", "name", "record", "url"), source, strict=True))
        if source[0]
        else None,
        "licence": licence_terms(licence),
        "credits": [_credit(*credit) for credit in rows.credits[pk]],
        "updated": moment(changed_at),
    }


def _words(pk: int, texts: Sequence[tuple[str, str, str]], language: str) -> Record:
    """Title and summary in the language, each in that of the original where it is not written."""
    ordered = sorted(texts, key=lambda text: text[0] != language)  # the original comes first else
    title_language, title = next(((code, t) for code, t, _ in ordered if t), (language, ""))
    summary_language, summary = next(((code, s) for code, _, s in ordered if s), ("", ""))
    slug = slugify(title)[:80].strip("-") or "sheet"
    return {
        "url": absolute(reverse("practices:sheet", args=[pk, slug])),
        "title": title,
        "language": title_language,
        "summary": summary,
        "summary_language": summary_language or None,
        "languages": [code for code, *_ in texts],
    }


def _zones(zones: Sequence[tuple[str, ...]], scheme: str) -> dict[str, list[dict[str, str]]]:
    """Reported and modelled, never mixed; each zone once."""
    found: dict[str, dict[str, dict[str, str]]] = {basis: {} for basis in SiteZone.Basis.values}
    for one, basis, *label in zones:
        if one == scheme:
            found[basis][label[0]] = _label(*label)
    return {basis: list(by_code.values()) for basis, by_code in found.items()}


def _site(
    name: str, code: str | None, label: str, english: str, *position: float | None
) -> dict[str, Any]:
    """A position outside of the globe is none."""
    latitude, longitude, uncertainty = position
    is_on_globe = abs(latitude or 0) <= 90 and abs(longitude or 0) <= 180
    is_place = latitude is not None and longitude is not None and is_on_globe
    return {
        "name": name,
        "country": _label(code, label, english) if code else None,
        "latitude": latitude if is_place else None,
        "longitude": longitude if is_place else None,
        "uncertainty_m": uncertainty if is_place else None,
    }


def _credit(role: str, name: str, institution: str) -> dict[str, str]:
    label = str(Credit.Role(role).label)
    return {"role": role, "label": label, "name": name, "institution": institution}


def licence_terms(code: str) -> dict[str, Any]:
    """A licence, and in two words what it asks of whoever uses the data further."""
    licence = Licence(code)
    return {
        "code": code,
        "label": str(licence.label),
        "url": licence.url or None,
        "non_commercial": "-NC" in code,
        "share_alike": "-SA" in code,
    }


def moment(when: datetime) -> str:
    """UTC, to the microsecond, so that it can be given back as `changed_since`."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def absolute(path: str) -> str:
    """An address that works from anywhere."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def batches(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
