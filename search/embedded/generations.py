"""The folders of an index: one a generation, and a small file that names the promoted one.

    <root>/CURRENT                     name of the promoted generation, replaced at once
    <root>/<fingerprint>-<seq>/        a generation: tantivy's files and
    <root>/<fingerprint>-<seq>/STATE   how far it is applied; there once it is built whole
    <root>/.<fingerprint>-<seq>.lock   held by the one process that writes it

Local disks only: memory maps and file locks are not safe on network ones.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.embedded.schema import FINGERPRINT
from search.engine import EngineError, IndexMissingError

try:
    import fcntl
except ImportError as error:
    raise EngineError(
        "The embedded index needs the file locks of Linux or macOS; run the site there, or in WSL."
    ) from error


_NAME = re.compile(r"[0-9a-f]+-([0-9]+)")


class Generations:
    """The generations under one folder, as files; it opens none."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> str:
        """The promoted generation, there to be read. Raises IndexMissingError."""
        if not (name := self.promoted()):
            raise IndexMissingError("There is no index yet: run `manage.py index rebuild`.")
        return self.whole(name)

    def promoted(self) -> str:
        """The name in CURRENT, empty if there is none."""
        try:
            return (self.root / "CURRENT").read_text()
        except FileNotFoundError:
            return ""

    def folder(self, name: str) -> Path:
        return self.root / name

    def names(self) -> tuple[str, ...]:
        """All that were built whole, oldest first."""
        return tuple(name for name in self._begun() if self._is_whole(name))

    def whole(self, name: str) -> str:
        """The name, if there is such a generation. Raises IndexMissingError."""
        if not self._is_whole(name):
            raise IndexMissingError(f"Index {name} is not there: run `manage.py index rebuild`.")
        return name

    @contextmanager
    def created(self) -> Iterator[str]:
        """Name of a new generation, to be built by the one process that builds.

        What builds that died have left is deleted first, and this one too if it fails.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with self.locked("build"):
            for left in set(self._begun()) - set(self.names()):
                self.delete(left)
            name = f"{FINGERPRINT}-{max(map(_number, self._begun()), default=0) + 1}"
            self.folder(name).mkdir()
            try:
                yield name
            except BaseException:
                self.delete(name)
                raise

    def position(self, name: str) -> int | None:
        position: int | None = json.loads((self.folder(name) / "STATE").read_text())["position"]
        return position

    def set_position(self, name: str, position: int | None) -> None:
        """Call it after the commit: a position must never be ahead of its operations."""
        _replace(self.folder(name) / "STATE", json.dumps({"position": position}))

    def promote(self, name: str) -> None:
        _replace(self.root / "CURRENT", self.whole(name))

    def delete(self, name: str) -> None:
        """Readers that have it open keep its files until they let go."""
        shutil.rmtree(self.folder(name), ignore_errors=True)
        self._lock_file(name).unlink(missing_ok=True)

    def size(self, name: str) -> int:
        """Bytes on disk; a file that a merge deletes meanwhile is none."""
        with os.scandir(self.folder(name)) as files:
            return sum(map(_bytes, files))

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Wait until no other process holds this name; the lock dies with its holder."""
        with self._lock_file(name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _begun(self) -> list[str]:
        """All generations, also those whose build died or still runs, oldest first."""
        return sorted((path.name for path in self.root.iterdir() if _is_name(path)), key=_number)

    def _is_whole(self, name: str) -> bool:
        return (self.folder(name) / "STATE").exists()

    def _lock_file(self, name: str) -> Path:
        return self.root / f".{name}.lock"


def _is_name(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name))


def _bytes(file: "os.DirEntry[str]") -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])


def _replace(path: Path, text: str) -> None:
    """Write a small file whole or not at all, and onto the disk."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
