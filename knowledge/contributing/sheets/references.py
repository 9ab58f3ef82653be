"""Publications that the sheet stands on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from practices.models import PracticeSheet, SheetReference

from ..fields import line
from ..sections import Row, Rows
from .publications import reference_of, said


class ReferenceRow(Row):
    source = line(
        _("Publication or address"),
        hint=_("A DOI, an address, or author, year and title."),
        required=True,
        most=1000,
    )
    note = line(_("What it is about, where it is to be had"), most=1000)


class References(Rows):
    id = "reference"
    heading = _("References")
    more = _("Another one")
    row = ReferenceRow

    @classmethod
    def values(cls, obj: PracticeSheet, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for link in obj.reference_links.all():
            yield str(link.pk), {"source": said(link.reference), "note": link.note}

    def write(self, obj: PracticeSheet, language: str) -> None:
        """A record that the form says the same of stays the same record."""
        known = {link.pk: link for link in obj.reference_links.all()}
        links = []
        for place, row in enumerate(self.live):
            link = known.get(row.pk) or SheetReference()
            line_ = row.cleaned_data["source"]
            if link.reference_id is None or said(link.reference) != line_:
                link.reference = reference_of(line_)
            link.note, link.sort_order = row.cleaned_data["note"], place
            links.append(link)
        obj.reference_links.set(links)
