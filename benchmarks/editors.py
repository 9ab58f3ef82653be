"""Fifty people write at once, against gunicorn on PostgreSQL: how long a save takes, what is lost.

    POSTGRES_URL=postgres://postgres@127.0.0.1:5432/postgres python -m benchmarks.editors

Half of them write new sheets, half propose changes of one and the same sheet; each saves twenty
times, a word more each time, without a pause. One person alone does the same before. Then every
word is looked for in the database. A database of its own is made and dropped.
"""

import logging
import os
import platform
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles
from urllib.parse import urlsplit

import django
import httpx
import psycopg

from tests.browser import ROOT, free_port, wait_until_it_answers

EDITORS, SAVES, WORKERS = 50, 20, 4
PEOPLE = f"""
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from tests.factories import SheetFactory
print("sheet", SheetFactory(live=True).pk)
for number in range({EDITORS}):
    user = User.objects.create(username=f"editor{{number}}")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print("session", session.session_key)
"""


def main() -> None:
    if not (server := os.environ.get("POSTGRES_URL")):
        print("No POSTGRES_URL: it names a PostgreSQL to make a database in. Nothing was measured.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledge.settings.test")
    django.setup()
    logging.getLogger("httpx").setLevel(logging.WARNING)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with database(server) as url, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": url,
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
            "DEBUG": "off",
        }
        sheet, sessions = people(environment)
        with gunicorn(environment) as address:
            alone = write(address, sessions[0], None, "alone")
            report("one person", alone)
            begun = time.perf_counter()
            taken = together(address, sessions, sheet)
            seconds = time.perf_counter() - begun
        report(f"{EDITORS} people at once", taken)
        print(f"{len(taken) / seconds:.0f} saves a second, over {seconds:.0f} s")
        print(f"a save takes {median(taken) / median(alone):.1f} times that of one person alone")
        print(f"words lost: {len(lost(url))} of {EDITORS * SAVES + SAVES}")


@contextmanager
def database(server: str) -> Iterator[str]:
    name = f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def people(environment: dict[str, str]) -> tuple[str, list[str]]:
    manage(environment, "migrate", "-v0")
    manage(environment, "load_vocabularies", "-v0")
    lines = [line.split() for line in manage(environment, "shell", "-c", PEOPLE).splitlines()]
    said = [line for line in lines if len(line) == 2]
    sheet = next(value for name, value in said if name == "sheet")
    return sheet, [value for name, value in said if name == "session"]


def manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return done.stdout.decode()


@contextmanager
def gunicorn(environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    options = ("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", "4")
    command = [sys.executable, "-m", "gunicorn", "knowledge.wsgi", *options]
    server = subprocess.Popen([*command, "--log-level", "error"], cwd=ROOT, env=environment)
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def together(address: str, sessions: list[str], sheet: str) -> list[float]:
    """Milliseconds of each save."""
    with ThreadPoolExecutor(EDITORS) as pool:
        tasks = [
            pool.submit(write, address, session, sheet if number % 2 else None, f"editor{number}")
            for number, session in enumerate(sessions)
        ]
        return [time_ for task in tasks for time_ in task.result()]


def write(address: str, session: str, sheet: str | None, name: str) -> list[float]:
    """Saves a draft again and again, as the editor's page does; ms of each."""
    with httpx.Client(base_url=address, cookies={"sessionid": session}, timeout=120) as client:
        url, answers = begun(client, sheet)
        times, number = [], 0
        for save in range(SAVES):
            answers["limits-barriers"] = f"{answers.get('limits-barriers', '')} {name}w{save}."
            data = {**answers, "number": str(number), "page": name, "kind": "sheet"}
            start = time.perf_counter()
            answer = client.post(url, data=data, headers=headers(client)).raise_for_status()
            times.append((time.perf_counter() - start) * 1000)
            number = answer.json()["number"]
        return times


def begun(client: httpx.Client, sheet: str | None) -> tuple[str, dict[str, str]]:
    """The address to save at, and what stands in the fields."""
    from tests.knowledge.contributing.people import FIRST

    if sheet is None:
        client.get("/en/contribute/new/sheet/").raise_for_status()
        return f"/en/contribute/{uuid.uuid4()}/keep/", dict(FIRST)
    page = f"/en/contribute/change/sheet/{sheet}/"
    client.get(page).raise_for_status()
    draft = client.post(page, headers=headers(client)).headers["location"]
    return f"{draft}keep/", {}


def headers(client: httpx.Client) -> dict[str, str]:
    return {"X-CSRFToken": client.cookies["csrftoken"], "Accept": "application/json"}


def lost(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT answers::text, conflicts::text FROM contributing_proposal"
        )
        texts = " ".join(f"{one} {other}" for one, other in rows)
    names = ["alone", *(f"editor{number}" for number in range(EDITORS))]
    words = (f"{name}w{save}." for name in names for save in range(SAVES))
    return [word for word in words if word not in texts]


def report(what: str, times: list[float]) -> None:
    p95 = quantiles(times, n=20)[-1]
    print(f"{what:20} n={len(times):4}  p50 {median(times):7.1f} ms  p95 {p95:7.1f} ms", flush=True)


if __name__ == "__main__":
    main()
