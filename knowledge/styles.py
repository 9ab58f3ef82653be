"""The components of the style sheet, joined into the one file that a page links to.

On a bad network every further file costs a round trip, so a page gets one. A static files finder
joins them whenever Django looks for the file: `runserver` shows an edit at the next request,
`collectstatic` takes the result like any file, and WhiteNoise's manifest gives it its hash.
There is no build step to run or to forget.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

COMPONENTS = Path(__file__).parent / "static" / "css"
NAME = "css/site.css"
# Cascade layers make the order of the files irrelevant; this line, first, sets the layers' own.
LAYERS = "@layer tokens, base, layout, components, states, print;\n"


def joined() -> str:
    """All components as one style sheet."""
    return LAYERS + "".join(path.read_text("utf-8") for path in sorted(COMPONENTS.glob("*.css")))


def write_joined(folder: Path) -> Path:
    """Write the style sheet under `folder` unless it is there already; whole or not at all."""
    target, sheet = folder / NAME, joined()
    if target.exists() and target.read_text("utf-8") == sheet:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_text(sheet, "utf-8")
    return draft.replace(target)


class StyleFinder(BaseFinder):
    """Finds `css/site.css`, made anew from its components."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.folder = Path(settings.VAR_DIR) / "styles"

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        found = [str(write_joined(self.folder))] if path == NAME else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        write_joined(self.folder)
        yield NAME, FileSystemStorage(self.folder)
