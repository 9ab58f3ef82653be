"""The records that come with the project: `practices/data/<source>/`."""

from hashlib import sha256
from pathlib import Path

from practices.vocabularies import DATA

from .registry import importer_codes


def bundled_folders() -> dict[str, Path]:
    """By code of the source, each folder of records that there is."""
    folders = {code: DATA / code for code in importer_codes()}
    return {code: folder for code, folder in folders.items() if folder.is_dir()}


def hash_of(folder: Path) -> str:
    """A hash over the names and the contents of all files of a folder."""
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(str(path.relative_to(folder)).encode() + b"\0")
            total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()
