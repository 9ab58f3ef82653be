"""Pictures that people add to a page: cleaned as those of sheets are, then a line of the text.

A picture has its row until the page is published. From then on it stands in the text, where it can
be moved, and where the admin has it as a block of its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.contributing.answers import Posted
from knowledge.contributing.sheets.photos import PictureRow, PictureRows

from .body import fenced, to_markdown
from .models import WikiPage

BODY = "text-body"
BLANKS = " \t"
HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$")


class PlacedPictureRow(PictureRow):
    """A picture and where it is to stand: at the end of what a heading heads, or of the text."""

    below = forms.CharField(
        label=_("Where in the text"), required=False, max_length=300, widget=forms.Select
    )
    ready: ClassVar[Sequence[str]] = ("licence", "below")

    def __init__(self, data: Posted, section: str, key: str) -> None:
        super().__init__(data, section, key)
        titles = dict.fromkeys(title for _n, title in headings(data.get(BODY, "")))
        below = [
            (title, format_lazy(_("At the end of “{title}”"), title=title)) for title in titles
        ]
        self.fields["below"].widget.choices = [("", _("At the end of the text")), *below]

    def clean(self) -> dict[str, Any]:
        """The picture itself has no field that a complaint could stand at."""
        if not self.cleaned_data.get("image") and "image" not in self.errors:
            self.add_error("caption", _("Add the photograph itself, too."))
        return self.cleaned_data


class Pictures(PictureRows):
    id = "picture"
    heading = _("Pictures")
    hint = _(
        "The place where a photograph was taken is removed from the file. Once the page is"
        " published, a picture is a line of the text, such as ![what it shows](image:12)."
    )
    more = _("Another picture")
    row = PlacedPictureRow

    @classmethod
    def values(cls, obj: WikiPage, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Those that are there are lines of the text."""
        return iter(())

    def write(self, obj: WikiPage, language: str) -> None:
        text = obj.text
        for row in self.live:
            text = placed(text, to_markdown([_block(row.cleaned_data)]), row.cleaned_data["below"])
        obj.text = text


def _block(data: dict[str, Any]) -> dict[str, Any]:
    names = ("image", "caption", "credit", "licence")
    return {"type": "image", "value": {name: data[name] for name in names}}


def headings(text: str) -> list[tuple[int, str]]:
    """Number of the line, and title, of each heading of a Markdown text."""
    lines = text.split("\n")
    code = fenced(lines)
    found = ((n, HEADING.match(line)) for n, line in enumerate(lines) if n not in code)
    titles = ((n, _without_end(match[1])) for n, match in found if match)
    return [(n, title) for n, title in titles if title]


def _without_end(title: str) -> str:
    """Without the signs that may close it. A pattern that does this, too, takes minutes for a line
    of many blanks."""
    return title.strip(BLANKS).rstrip("#").rstrip(BLANKS)


def placed(text: str, line: str, below: str) -> str:
    """The text with a line at the end of what this heading heads; of all, where it is gone."""
    lines, found = text.split("\n"), headings(text)
    numbers = [n for n, _title in found]
    start = next((n for n, title in found if below and title == below), None)
    after = (n for n in numbers if start is not None and n > start)
    end = next(after, len(lines))
    parts = ("\n".join(lines[:end]).rstrip(), line, "\n".join(lines[end:]))
    return "\n\n".join(part for part in parts if part.strip())
