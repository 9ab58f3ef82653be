"""The vocabularies of the API, each whole: practices, zones, sources."""

from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest
from django.utils.translation import override
from ninja import Router

from practices.api.records import absolute
from practices.api.schemas import Language, PracticeOut, Problem, SourceOut, ZoneOut
from practices.models import Practice, Source, Zone

router = Router(tags=["vocabularies"])


@router.get(
    "/practices", response={200: list[PracticeOut], 422: Problem}, summary="The tree of practices"
)
def practices(request: HttpRequest, lang: Language = "en") -> list[dict[str, Any]]:
    """All practices with definition, synonyms in all languages, and codes elsewhere."""
    with override(lang):
        found = Practice.objects.select_related("parent").prefetch_related("synonyms", "codes")
        return [_practice(practice) for practice in found]


def _practice(practice: Practice) -> dict[str, Any]:
    codes = practice.codes.all()
    return {
        "id": practice.pk,
        "code": practice.code,
        "url": absolute(practice.get_absolute_url()),
        "label": practice.label,
        "parent": practice.parent.code if practice.parent else None,
        "definition": practice.definition,
        "is_baseline": practice.is_baseline,
        "synonyms": list(practice.synonyms.all()),
        "codes": list(codes),
    }


@router.get(
    "/zones", response={200: list[ZoneOut], 422: Problem}, summary="Climate zones and soil groups"
)
def zones(request: HttpRequest, lang: Language = "en") -> list[dict[str, Any]]:
    """All zones of all schemes, each with the code of the one above."""
    with override(lang):
        return [
            {
                "scheme": zone.scheme,
                "code": zone.code,
                "label": zone.label,
                "parent": zone.parent.code if zone.parent else None,
            }
            for zone in Zone.objects.select_related("parent")
        ]


@router.get(
    "/sources", response={200: list[SourceOut], 422: Problem}, summary="Where the sheets come from"
)
def sources(request: HttpRequest, lang: Language = "en") -> list[dict[str, Any]]:
    """The external databases, their terms and how to cite them."""
    is_public = Q(records__sheet__live=True)
    columns = ("code", "name", "url", "licence", "citation", "sheets")
    found = Source.objects.annotate(sheets=Count("records", filter=is_public)).order_by("code")
    rows = found.values(*columns, english=F("terms_en"), own=F(f"terms_{lang}"))
    return [{**row, "terms": row["own"] or row["english"]} for row in rows]
