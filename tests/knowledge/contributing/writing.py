"""A site for writers: people who are signed in, and a server that can be killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests import migrated
from tests.browser import ROOT, environment_of, free_port, manage, wait_until_it_answers

PEOPLE = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.backends.db import SessionStore
from practices.editing import prepare_editing
user, _new = User.objects.get_or_create(username={name!r})
prepare_editing()
user.user_permissions.add(*Permission.objects.filter(codename__in={rights!r}))
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
print("session", session.session_key)
"""


class WritersSite:
    """Gunicorn on an empty site with its vocabularies."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "db.sqlite3"
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder, self.environment = folder, environment_of(folder)
        if not migrated.copy_to(self.database):
            self.manage("migrate", "-v0")
            self.manage("load_vocabularies", "-v0")
        self.server = None
        self.sessions: dict[str, str] = {}

    def manage(self, *arguments: str) -> str:
        return manage(self.folder, *arguments)

    def start(self) -> None:
        options = ("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4")
        command = [sys.executable, "-m", "gunicorn", "knowledge.wsgi", *options]
        self.server = subprocess.Popen(
            [*command, "--log-level", "error"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
        )
        wait_until_it_answers(f"{self.address}/healthz")

    def kill(self) -> None:
        """As when the power fails: nothing is finished."""
        if self.server:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
            self.server = None

    def session_of(self, name: str, *rights: str) -> str:
        """Of a person who is made when first asked for; may write, if no other right is named."""
        if name not in self.sessions:
            code = PEOPLE.format(name=name, rights=rights or ("add_proposal",))
            said = self.manage("shell", "-c", code)
            lines = (line.split() for line in said.splitlines())
            self.sessions[name] = next(line[1] for line in lines if line[:1] == ["session"])
        return self.sessions[name]

    def cookie_of(self, session: str) -> dict:
        return {"name": "sessionid", "value": session, "url": self.address}

    def kept_texts(self) -> list[str]:
        """All that is kept of all proposals, texts in conflict too."""
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute("SELECT answers, conflicts FROM contributing_proposal")
            return [text for row in rows for text in map(str, map(json.loads, row))]

    def wait_for(self, words: set[str], seconds: float = 60) -> set[str]:
        """The words that are not kept when the time is up."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            texts = " ".join(self.kept_texts())
            lost = {word for word in words if f"{word}." not in texts}
            if not lost:
                return lost
            time.sleep(0.5)
        return lost
