"""The links by which a list is taken away: as a file, or followed as a feed."""

from dataclasses import dataclass, replace

from django.urls import reverse

from search.export.views import FORMATS
from search.page.addresses import Addresses


@dataclass(frozen=True)
class TakeLink:
    name: str
    url: str


@dataclass(frozen=True)
class Taking:
    """`files`: one a format. `feed_url` is of an Atom feed."""

    files: list[TakeLink]
    feed_url: str


def taking(addresses: Addresses) -> Taking:
    """Of the list that the addresses are around."""

    def at(name: str, *args: str) -> str:
        return replace(addresses, path=reverse(f"search:{name}", args=args)).page(1)

    files = [TakeLink(form.name, at("export", ending)) for ending, form in FORMATS.items()]
    return Taking(files, at("feed"))
