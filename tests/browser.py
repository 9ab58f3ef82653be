"""A real site in processes of its own, and a real Chromium to visit it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import migrated

ROOT = migrated.ROOT
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
# Headless and silent: no look-ups of the browser's own.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(folder: Path) -> dict[str, str]:
    """Of a site whose database, media and index are in the folder."""
    return os.environ | {
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
        "DEBUG": "off",
    }


def manage(folder: Path, *arguments: str, seconds: float = 300) -> str:
    """What a manage.py command prints on the site of the folder."""
    command = [sys.executable, "manage.py", *arguments]
    environment = environment_of(folder)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, timeout=seconds, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """`manage.py setup` and gunicorn, as `make run` does it; yields the address."""
    port = free_port()
    migrated.copy_to(folder / "db.sqlite3")
    manage(folder, "setup")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "knowledge.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"),
            *("--log-level", "warning"),
        ],
        cwd=ROOT,
        env=environment_of(folder),
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_it_answers(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=20)
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
