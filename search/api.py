"""The search as JSON: the same parameters and the same answer as the page."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.errors import HttpError

from practices.api.schemas import Problem
from search.address import BOX, LEAST, MAX_PER_PAGE, MOST, NEAR, PLAIN, TOO
from search.answering import Answer, answer, parameters
from search.distance import distance_m
from search.engine import EngineError
from search.fields import FACETS, NUMBERS
from search.page.addresses import Addresses
from search.page.facets import LABELS, label, values
from search.page.hits import cards
from search.page.loosening import Loosening
from search.page.presenting import SORTS, IgnoredPart, ignored
from search.page.understanding import understood
from search.query import LANGUAGES
from search.result import Hit
from search.scales import SCALES

router = Router(tags=["search"])


class SpanOut(Schema):
    """A piece of text; `marked` where it matched."""

    text: str
    marked: bool


class HitOut(Schema):
    """`language` is that of the title; the original's where it is not translated.

    `distance_km`: from the place `near`; null where there is none, or the sheet's is not known.
    """

    id: int
    title: str
    url: str
    summary: str
    language: str
    distance_km: float | None
    highlights: dict[str, list[SpanOut]]


class ValueOut(Schema):
    """`count`: sheets with this value under the words and all the other filters."""

    value: str
    label: str
    count: int
    selected: bool


class BucketOut(Schema):
    """Sheets with a number from `lowest` to just below `lowest` plus the `step`."""

    lowest: float
    count: int


class RangeOut(Schema):
    """`min`, `max`: as asked, null is open. `unknown`: sheets that do not tell the number, under
    the words and all the other filters; they are in the list only where `unknown_included`.
    """

    unit: str
    min: float | None
    max: float | None
    unknown_included: bool
    unknown: int
    step: float
    buckets: list[BucketOut]


class ConceptOut(Schema):
    """Words of the question that name a value. `without`: they say that there is none of it.

    `drop_url`: the same search with these words as words only. `unused`: the practice that they
    name, where no sheet applies it yet; `value` is then the nearest group that some apply.
    """

    facet: str
    value: str
    label: str
    words: str
    without: bool
    drop_url: str
    unused: str


class IgnoredOut(Schema):
    parameter: str
    value: str
    reason: str


class OtherOut(Schema):
    """Another value of the filter that goes, with what it finds under all the rest."""

    label: str
    url: str
    count: int


class LooseningOut(Schema):
    """A question near by, and how many sheets it finds. `detail`: what it asks for."""

    label: str
    url: str
    count: int
    detail: str
    others: list[OtherOut]


class AnswerOut(Schema):
    """`ignored`: what of the address was not understood, and did not count.

    `concepts`: what the words of the question were understood as. `left_out`: words of it that no
    sheet has together with the others. `corrected`: found only by forgiving typing errors.
    `stands_in`: the main engine does not answer; the site's own index did, with the same sheets.
    `did_you_mean`: the words as they are mostly spelt, where they were corrected or left out.
    `culprits`: what no sheet has together, where nothing was found. `loosening`: the ways out then.
    """

    total: int
    page: int
    per_page: int
    hits: list[HitOut]
    facets: dict[str, list[ValueOut]]
    ranges: dict[str, RangeOut]
    ignored: list[IgnoredOut]
    concepts: list[ConceptOut]
    left_out: list[str]
    corrected: bool
    stands_in: bool
    did_you_mean: LooseningOut | None
    culprits: str
    loosening: list[LooseningOut]


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _best(**schema: Any) -> dict[str, Any]:
    """What a parameter should be; any other text is answered too, and named in `ignored`."""
    return {"anyOf": [schema, {"type": "string"}]}


# Written out, not declared as arguments: ninja would refuse what it cannot convert, and here
# whatever cannot be used is named in `ignored`.
PARAMETERS = [
    _parameter("q", {"type": "string"}, "Words, in any language."),
    *(
        _parameter(name, {"type": "array", "items": {"type": "string"}}, "Codes; any of them.")
        for name in FACETS
    ),
    *(
        _parameter(name + end, _best(type="number"), f"{end[1:]} of: {NUMBERS[name].unit}.")
        for name in SCALES
        for end in (LEAST, MOST)
    ),
    *(
        _parameter(name + TOO, _best(enum=["1"]), "1: also where it is not known.")
        for name in SCALES
    ),
    _parameter(NEAR, {"type": "string"}, "Latitude,longitude; sorts by the distance from it."),
    _parameter(BOX, {"type": "string"}, "west,south,east,north; only sheets at a point in it."),
    _parameter(
        PLAIN, {"type": "array", "items": {"type": "string"}}, "facet:value, a concept left out."
    ),
    _parameter("lang", _best(enum=list(LANGUAGES)), "Of labels and titles."),
    _parameter("sort", _best(enum=list(SORTS)), "Order of the hits."),
    _parameter("page", _best(type="integer", minimum=1), "From 1."),
    _parameter("per_page", _best(type="integer", minimum=1, maximum=MAX_PER_PAGE), "Hits."),
]


@router.get(
    "/search",
    response={200: AnswerOut, 503: Problem},
    summary="Search the practice sheets",
    openapi_extra={"parameters": PARAMETERS},
)
def search(request: HttpRequest) -> dict[str, Any]:
    """Values of one filter are alternatives; filters all hold. `unknown` is a value of each."""
    try:
        found = answer(parameters(request), language="en")
    except EngineError as error:
        raise HttpError(503, str(error)) from error
    with translation.override(found.query.language):
        return _answer(found, request.path)


def _answer(found: Answer, path: str) -> dict[str, Any]:
    addresses = Addresses(path, found.parsed, "en")
    loosening = Loosening(found, addresses, found.query.language)
    is_empty = not found.result.total
    return {
        "total": found.result.total,
        "page": found.parsed.page,
        "per_page": found.parsed.per_page,
        "hits": _hits(found),
        "facets": {name: _values(found, name) for name in LABELS},
        "ranges": {name: _range(found, name) for name in found.result.histograms},
        "ignored": [*ignored(found), *_ignored_words(found)],
        "concepts": understood(found, addresses),
        "left_out": found.result.left_out,
        "corrected": found.result.corrected,
        "stands_in": found.result.stands_in,
        "did_you_mean": loosening.did_you_mean(),
        "culprits": loosening.culprits() if is_empty else "",
        "loosening": loosening.ways() if is_empty else [],
    }


def _ignored_words(found: Answer) -> list[IgnoredPart]:
    """What the page says in a note of its own: words that nothing was searched by."""
    if not found.result.text_ignored:
        return []
    reason = _("These words are so common that they find nothing in particular; they are left out.")
    return [IgnoredPart("q", found.query.text, reason)]


def _hits(found: Answer) -> list[dict[str, Any]]:
    highlights = {hit.id: hit for hit in found.result.hits}
    near = found.query.near
    return [
        {
            "id": card.id,
            "title": card.title,
            "url": card.url,
            "summary": "".join(text for text, _marked in card.summary),
            "language": card.title_language,
            "distance_km": near and card.point and round(distance_m(near, card.point) / 1000, 1),
            "highlights": _highlights(highlights[card.id]),
        }
        for card in cards(found.result.hits, found.words)
    ]


def _highlights(hit: Hit) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{"text": span.text, "marked": span.marked} for span in spans]
        for name, spans in hit.highlights.items()
    }


def _range(found: Answer, name: str) -> dict[str, Any]:
    low, high = found.query.ranges.get(name, (None, None))
    buckets = found.result.histograms[name]
    return {
        "unit": NUMBERS[name].unit,
        "min": low,
        "max": high,
        "unknown_included": name in found.query.unknown_too,
        "unknown": found.result.unknown[name],
        "step": SCALES[name].width,
        "buckets": [{"lowest": lowest, "count": count} for lowest, count in buckets.items()],
    }


def _values(found: Answer, name: str) -> list[dict[str, Any]]:
    chosen, counts = found.query.filters.get(name, ()), found.result.facets[name]
    language = found.query.language
    return [
        {
            "value": value,
            "label": label(found, name, value, language),
            "count": counts.get(value, 0),
            "selected": value in chosen,
        }
        for value in values(found, name)
    ]
