"""A SQLite database with every migration and vocabulary in it, made once: it takes half a minute.

It is kept in a folder that all runs on a machine share, under a name made of all that went into it,
and copied. `migrate` still runs on each copy, and finds nothing to do.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(tempfile.gettempdir()) / f"migrated-{os.getuid()}"
VOCABULARIES = ("practices/data/*.csv", "practices/data/[pv]*/*.csv")
INGREDIENTS = ("*/migrations/*.py", "*/*/migrations/*.py", *VOCABULARIES)


@cache
def _template() -> Path:
    files = (path for pattern in INGREDIENTS for path in ROOT.glob(pattern))
    digest = hashlib.sha256()
    for path in (ROOT / "requirements.txt", *sorted(files)):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def copy_to(path: Path) -> bool:
    """Whether there was one to copy."""
    if not _template().exists():
        return False
    shutil.copyfile(_template(), path)
    return True


def keep(path: Path) -> None:
    """The next run copies it. Runs at the same time may each make one: the last one stays."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    written = FOLDER / f"{os.getpid()}.part"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(written)) as target:
        source.backup(target)
    written.replace(_template())
