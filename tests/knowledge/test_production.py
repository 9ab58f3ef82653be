"""The site as compose.yaml runs it: the files of the image, gunicorn, PostgreSQL, Elasticsearch."""

import re
import string
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.browser import free_port, wait_until_it_answers
from tests.elasticsearch.tls_proxy import PASSWORD, USER, tls_proxy
from tests.knowledge import release

pytestmark = [pytest.mark.postgres, pytest.mark.elasticsearch]

HOST = "practices.example.org"
SECRETS = {
    "SITE_URL": f"https://{HOST}",
    "ALLOWED_HOSTS": HOST,
    "SECRET_KEY": string.ascii_letters,
    "POSTGRES_PASSWORD": "stands in the address",
    "ELASTIC_PASSWORD": PASSWORD,
    "EMAIL_URL": "smtp://127.0.0.1:2525",
}
ARGUMENTS = re.search(r"^CMD \[(.+)\]$", release.DOCKERFILE, re.MULTILINE)[1]


@dataclass(frozen=True)
class Production:
    folder: Path
    built: float
    """When its files were whole, in seconds since the epoch."""
    environment: dict[str, str]
    client: httpx.Client
    """As the web server in front passes requests on."""

    def manage(self, *command: str) -> str:
        done = release.run(["manage.py", *command], self.folder, self.environment)
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def secured(tmp_path_factory, elasticsearch_url):
    with tls_proxy(elasticsearch_url, tmp_path_factory.mktemp("certificates")) as secured:
        yield secured


@pytest.fixture(scope="module")
def production(tmp_path_factory, postgres_database, secured, index_prefix):
    folder = tmp_path_factory.mktemp("release") / "practices"
    release.build(folder)
    built = time.time()
    environment = release.environment(SECRETS) | {
        "DATABASE_URL": postgres_database,
        "ELASTICSEARCH_URL": secured.url,
        "ELASTICSEARCH_USER": USER,
        "ELASTICSEARCH_CA": str(secured.ca_file),
        "ELASTICSEARCH_INDEX": index_prefix,
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "STATIC_ROOT": str(folder / "static"),
    }
    release.run(release.SERVICES["setup"]["command"][1:], folder, environment)
    with served(folder, environment) as address, passing_on_to(address) as client:
        yield Production(folder, built, environment, client)


@contextmanager
def served(folder, environment):
    """The image's own command, at a free port; yields the address."""
    port = free_port()
    program, *options = re.findall(r'"([^"]+)"', ARGUMENTS)
    options = [f"127.0.0.1:{port}" if ":" in option else option for option in options]
    server = subprocess.Popen(
        [sys.executable, "-m", program, *options], cwd=folder, env=release.bare(environment)
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def passing_on_to(address):
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    return httpx.Client(base_url=address, headers=headers, timeout=60)


def test_the_deployment_check_finds_nothing(production):
    assert "no issues" in production.manage("check", "--deploy")


def test_pages_are_served_from_the_bundled_records(production):
    home = production.client.get("/", follow_redirects=True)
    assert (home.status_code, home.url.path) == (200, "/en/")
    search = production.client.get("/fr/search/", params={"q": "paillage", "climate": "A"})
    assert search.status_code == 200
    asked = {"q": "terraces", "country": "ETH"}
    found = production.client.get("/api/v1/search", params=asked).json()
    assert found["total"] > 5 and found["facets"]["country"]
    first = found["hits"][0]
    sheet = production.client.get(first["url"])
    assert sheet.status_code == 200
    assert first["title"] in sheet.text


def test_files_are_named_by_their_content_and_kept_for_ever(production):
    home = production.client.get("/en/").text
    names = re.findall(r'"(/static/[^"]+)"', home)
    assert any(re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", name) for name in names)
    for name in names:
        file = production.client.get(name)
        assert file.status_code == 200, name
        assert "immutable" in file.headers["Cache-Control"], name


def test_answers_carry_what_keeps_browsers_safe(production):
    headers = production.client.get("/en/about/").headers
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    login = production.client.get("/admin/login/", follow_redirects=True)
    assert "Secure" in login.headers["Set-Cookie"]


def test_plain_http_is_sent_to_https_and_other_hosts_are_refused(production):
    plain = production.client.get("/en/", headers={"X-Forwarded-Proto": "http"})
    assert plain.headers["Location"] == f"https://{HOST}/en/"
    assert production.client.get("/en/", headers={"Host": "evil.example"}).status_code == 400


def test_the_health_checks_of_the_containers_pass(production):
    address = production.client.base_url
    *_, code = release.SERVICES["site"]["healthcheck"]["test"]
    code = code.replace("http://127.0.0.1:8000", str(address).rstrip("/"))
    subprocess.run([sys.executable, "-c", code], check=True)
    production.manage(*release.SERVICES["worker"]["healthcheck"]["test"][3:])


@pytest.fixture
def sheets_in_elasticsearch(elasticsearch_url, index_prefix):
    """How many there are, asked anew at each call; one more document holds the index's position."""

    def counted():
        sheets = {"query": {"exists": {"field": "id"}}}
        answer = httpx.post(f"{elasticsearch_url}/{index_prefix}*/_count", json=sheets)
        return answer.json()["count"]

    return counted


def test_elasticsearch_holds_every_sheet(production, sheets_in_elasticsearch):
    total = production.client.get("/api/v1/search").json()["total"]
    assert sheets_in_elasticsearch() == total > 1000


UNPUBLISH_ONE = """
from search.delivery import changelog
sheet = PracticeSheet.objects.filter(live=True).first()
PracticeSheet.objects.filter(pk=sheet.pk).update(live=False)
changelog.record([sheet.pk])
"""


def test_the_worker_brings_a_change_and_ends_when_told_to(production, sheets_in_elasticsearch):
    before = sheets_in_elasticsearch()
    production.manage("shell", "--command", UNPUBLISH_ONE)
    with worker_of(production) as worker:
        until = time.monotonic() + 120
        while sheets_in_elasticsearch() == before and time.monotonic() < until:
            time.sleep(0.5)
        assert sheets_in_elasticsearch() == before - 1
        worker.terminate()
        assert worker.wait(timeout=10) == 0


@contextmanager
def worker_of(production):
    command = release.SERVICES["worker"]["command"]
    worker = subprocess.Popen(
        [sys.executable, *command[1:]],
        cwd=production.folder,
        env=release.bare(production.environment),
    )
    try:
        yield worker
    finally:
        worker.kill()


def test_the_files_of_the_release_are_never_written_to(production):
    """compose.yaml mounts them read-only."""
    production.manage("setup")
    files = production.folder.rglob("*")
    assert [path for path in files if path.stat().st_mtime > production.built] == []
