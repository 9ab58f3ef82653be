"""Suggestions while one types, as JSON; the search field of the pages asks for them too."""

from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from ninja import Router, Schema
from ninja.errors import HttpError

from practices.api.schemas import Language, Problem
from search.address import clean
from search.engine import EngineError
from search.page.completing import offers

router = Router(tags=["search"])

MAX_TEXT = 100
"""Characters of what is typed; more is cut."""
MAX_AGE = 60
"""Seconds that anybody may keep an answer: readers type the same words again and again."""


class OfferOut(Schema):
    """`hint` tells it from others of the same label: what it is, its other name, its place.

    `url`: the page of the practice or sheet, or the search with this value. `language`: of the
    label, where it is not there in the one asked for.
    """

    kind: Literal["practice", "value", "sheet"]
    label: str
    hint: str
    url: str
    language: str


class OffersOut(Schema):
    """At most three practices, three values of filters and five sheets, in this order."""

    suggestions: list[OfferOut]


@router.get(
    "/suggest",
    response={200: OffersOut, 422: Problem, 503: Problem},
    summary="Suggestions for a search being typed",
)
def suggest(
    request: HttpRequest, response: HttpResponse, q: str = "", lang: Language = "en"
) -> dict[str, Any]:
    """What has a name beginning with `q`, or a word of it; of `q`, 100 characters count."""
    try:
        with translation.override(lang):
            found = [asdict(offer) for offer in offers(clean(q)[:MAX_TEXT])]
    except EngineError as error:
        raise HttpError(503, str(error)) from error
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return {"suggestions": found}
