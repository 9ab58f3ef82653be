"""JSON and GeoJSON, written piece by piece: a head, the sheets, the end."""

import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from practices.api.records import Record
from search.export.listing import Listing

DIGITS = 6
"""Of a degree: a decimetre, finer than any position here is known."""


def sheets(listing: Listing) -> Iterator[str]:
    """An object: what `Listing.about` tells, then `sheets`."""
    return _document(listing, listing.about(), "sheets", lambda record: [record])


def features(listing: Listing) -> Iterator[str]:
    """RFC 7946: a feature a site, its properties those of the sheet; `about` is a member more.

    A sheet without a site is a feature too, and what has no position has the geometry null.
    """
    head = {"type": "FeatureCollection", "about": listing.about()}
    return _document(listing, head, "features", _features)


def _document(
    listing: Listing, head: dict[str, Any], name: str, items: Callable[[Record], list[Any]]
) -> Iterator[str]:
    yield f"{_json(head)[:-1]}, {_json(name)}: ["
    separator = "\n"
    for batch in listing.batches():
        found = list(chain.from_iterable(map(items, batch)))
        if found:
            yield separator + ",\n".join(map(_json, found))
            separator = ",\n"
    yield "\n]}\n"


def _features(record: Record) -> list[dict[str, Any]]:
    about = {name: value for name, value in record.items() if name != "sites"}
    return [
        {
            "type": "Feature",
            "id": f"{record['id']}-{number}",
            "geometry": _geometry(site),
            "properties": {**about, "site": site},
        }
        for number, site in enumerate(record["sites"] or [None], 1)
    ]


def _geometry(site: dict[str, Any] | None) -> dict[str, Any] | None:
    """Longitude first, WGS 84, as the RFC wants it."""
    if site is None or site["latitude"] is None:
        return None
    position = [round(site["longitude"], DIGITS), round(site["latitude"], DIGITS)]
    return {"type": "Point", "coordinates": position}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
