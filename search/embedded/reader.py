"""An open generation, shared by the threads of a process and always in its newest state."""

import os
from pathlib import Path
from threading import Lock

import tantivy

from search.embedded.generations import Generations
from search.embedded.panics import guarded
from search.embedded.schema import FINGERPRINT
from search.embedded.sets import Sets
from search.embedded.snapshot import Snapshot, snapshot
from search.engine import IndexOutdatedError


class Reader:
    """Opens on first use, in whatever process that is: memory maps and threads survive no fork."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = Lock()
        self._process = 0
        self._name = ""
        self._index: tantivy.Index | None = None
        self._sets: Sets | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The promoted generation as it is now: two looks at small files say if it changed.

        Raises IndexMissingError, IndexOutdatedError.
        """
        name = fitting(self._generations.current())
        with guarded():
            stamp = f"{name}:{_stamp(self._generations.folder(name))}"
            with self._own_lock():
                if self._snapshot is None or self._snapshot.stamp != stamp:
                    self._snapshot = self._read(stamp, name)
                return self._snapshot

    def _own_lock(self) -> Lock:
        """The lock of this process; what a fork took over from its parent is left behind."""
        if self._process != os.getpid():
            self._lock = Lock()
            self._index = self._sets = self._snapshot = None
            self._process = os.getpid()
        return self._lock

    def _read(self, stamp: str, name: str) -> Snapshot:
        if self._index is None or self._sets is None or self._name != name:
            folder = self._generations.folder(name)
            self._index, self._sets, self._snapshot = _open(folder), Sets(folder), None
            self._name = name
        self._index.reload()
        before = self._snapshot.unchanged if self._snapshot else self._sets.ids
        return snapshot(stamp, self._index.searcher(), self._sets, before)


def fits(name: str) -> bool:
    """Whether the generation was built as this code would."""
    return name.startswith(f"{FINGERPRINT}-")


def fitting(name: str) -> str:
    """The name of a generation that fits. Raises IndexOutdatedError."""
    if not fits(name):
        raise IndexOutdatedError(
            f"Index {name} was built by another version: run `manage.py index rebuild`."
        )
    return name


def open_searcher(folder: Path) -> tantivy.Searcher:
    """A generation as it is now."""
    return _open(folder).searcher()


def _open(folder: Path) -> tantivy.Index:
    """An index to read, without a thread that watches its files."""
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return index


def _stamp(folder: Path) -> str:
    """Changes with every commit: tantivy replaces this file whole."""
    meta = os.stat(folder / "meta.json")
    return f"{meta.st_ino}.{meta.st_mtime_ns}.{meta.st_size}"
