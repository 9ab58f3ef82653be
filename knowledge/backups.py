"""One archive with all that a site cannot make again: database, media, index state.

The database is copied by its own means (SQLite's online backup, pg_dump), so that a backup of a
running site is consistent. The index is copied as it stands; it knows what it has applied, and
`index check --repair` after a restore adds what it lacks.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

FORMAT = 1
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


class BackupError(Exception):
    """The archive cannot be written or read; says why and what to do."""


def backup(archive: Path) -> None:
    """Write the archive (tar, gzip). An existing file is never overwritten."""
    if archive.exists():
        raise BackupError(f"{archive} is there already: name another file.")
    with _workshop() as folder:
        _dump_database(folder / DUMPS[connection.vendor])
        _copy_tree(Path(settings.MEDIA_ROOT), folder / "media")
        _copy_tree(Path(settings.SEARCH_INDEX_DIR), folder / "index")
        (folder / "manifest.json").write_text(json.dumps(_manifest()))
        part = archive.with_name(archive.name + ".part")
        with tarfile.open(part, "w:gz") as tar:
            tar.add(folder, arcname=".")
        os.replace(part, archive)


def restore(archive: Path) -> None:
    """Put everything back as it was. What is there now is replaced: the caller has asked."""
    with _workshop() as folder:
        _unpack(archive, folder)
        _load_database(folder / DUMPS[connection.vendor])
        _replace_tree(folder / "media", Path(settings.MEDIA_ROOT))
        _replace_tree(folder / "index", Path(settings.SEARCH_INDEX_DIR))
    call_command("migrate", verbosity=0)
    call_command("index", "check", "--repair", verbosity=0)


def _manifest() -> dict[str, object]:
    return {
        "format": FORMAT,
        "database": connection.vendor,
        "made_at": timezone.now().isoformat(),
    }


@contextmanager
def _workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="backup-") as folder:
        yield Path(folder)


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive, "r:gz") as tar:
            tar.extractall(folder, members=_members(tar))  # noqa: S202 - checked there
        manifest = json.loads((folder / "manifest.json").read_text())
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise BackupError(f"{archive} is not a whole backup of this site: {error}") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{archive} has format {manifest.get('format')}; this reads {FORMAT}.")
    if manifest.get("database") != connection.vendor:
        raise BackupError(
            f"{archive} is of a {manifest.get('database')} site, this one runs on "
            f"{connection.vendor}: set DATABASE_URL to the same kind."
        )


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """What a backup holds: files and folders, none outside of it, no links.

    tarfile has this as a filter only since Python 3.11.4.
    """
    for member in tar:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise tarfile.ReadError(f"{member.name} is no file or folder of a backup")
        yield member


def _dump_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load_database(dump: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(dump)) as copy:
            copy.backup(connection.connection)
    else:
        connection.close()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", str(dump))


def _run(program: str, *arguments: str) -> None:
    """PostgreSQL's own programs, told of the database by its own variables, not by arguments."""
    values = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {
        variable: str(values[name]) for variable, name in names.items() if values.get(name)
    }
    database = ["--dbname", values["NAME"]]
    if shutil.which(program) is None:
        raise BackupError(f"{program} is not installed: install PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603 - fixed programs, no shell
        [program, *database, *arguments], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _copy_tree(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.lock"))


def _replace_tree(source: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    if source.exists():
        shutil.copytree(source, target)
