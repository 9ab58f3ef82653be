"""The links by which a list is taken away: as a file, or followed as a feed."""

from dataclasses import dataclass, replace

from django.urls import reverse

from search.address import LIST
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

    @property
    def asked(self) -> str:
        """The question as an address has it, with its "?"; empty where nothing is asked."""
        _path, mark, question = self.feed_url.partition("?")
        return mark + question


def taking(addresses: Addresses) -> Taking:
    """Of the list that the addresses are around; a file is the same however the page shows it."""
    listed = addresses.shown_as(LIST)

    def at(name: str, *args: str) -> str:
        return replace(listed, path=reverse(f"search:{name}", args=args)).page(1)

    files = [TakeLink(form.name, at("export", ending)) for ending, form in FORMATS.items()]
    return Taking(files, at("feed"))
