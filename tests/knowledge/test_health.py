"""/healthz says whether requests may be sent here, to whoever asks by address alone."""

import os
import subprocess
import sys

import pytest

from tests.browser import ROOT
from tests.knowledge.test_security import SAFE

ASK = """
import django; django.setup()
from django.test import Client
answer = Client().get("/healthz", headers={"host": "10.0.0.7:8000"})
print(answer.status_code, answer.content.decode())
"""


@pytest.mark.django_db
def test_a_healthy_site_says_ok_to_any_host_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["practices.example.org"]
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_it_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.head("/healthz")


@pytest.mark.django_db
def test_it_is_for_reading(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize(
    "url",
    ["postgres://somebody:secret-word@127.0.0.1:1/none", "sqlite:///{folder}/not-set-up.sqlite3"],
    ids=["out of reach", "not set up"],
)
def test_a_site_without_its_database_says_so_and_nothing_else(url, tmp_path):
    environment = os.environ | SAFE | {"DATABASE_URL": url.format(folder=tmp_path)}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split("\n")[0] == "503 the database cannot be read", done.stderr
    assert "secret-word" not in done.stdout + done.stderr


@pytest.mark.django_db
def test_it_is_in_no_sitemap(client):
    assert "healthz" not in client.get("/sitemap-site.xml").content.decode()
