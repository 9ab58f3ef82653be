"""Fixtures that every test may use."""

import os
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from knowledge import translations
from tests import migrated
from tests.browser import CHROMIUM, CHROMIUM_FLAGS, running_site
from tests.elasticsearch import running

# How long an example takes depends on what else the machine does.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL_TESTS"))
POSTGRES = os.environ.get("POSTGRES_URL")
# Not ELASTICSEARCH_URL, which would make every site under test search there.
ELASTICSEARCH = os.environ.get("TEST_ELASTICSEARCH_URL", "http://127.0.0.1:19200")


def pytest_addoption(parser):
    parser.addoption(
        "--database-only", action="store_true", help="leave out tests that touch no database"
    )


def pytest_collection_modifyitems(config, items):
    """What never asks a database says the same on each, and what asks little of it."""
    if not config.getoption("--database-only"):
        return
    touching = [item for item in items if _asks_much(item)]
    kept = set(touching)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = touching


DATABASE = {"db", "transactional_db", "django_db_setup"}


def _asks_much(item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames))


def pytest_sessionstart(session):
    """Messages are compiled before any of them is read."""
    translations.compile_all()


def _sqlite_file() -> Path | None:
    default = connections.settings["default"]
    return default["TEST"]["NAME"] if default["ENGINE"].endswith("sqlite3") else None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """A copy of a migrated database is there before the tests ask for one."""
    path = _sqlite_file()
    return (path is not None and migrated.copy_to(path)) or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """Vocabularies, zones, practices, sources, roles are there before any test, as on the site."""
    # Models are imported here: tests in processes of their own import this before Django is up.
    from knowledge.members.roles import prepare_roles
    from practices.editing import prepare_editing

    with django_db_blocker.unblock():
        call_command("load_vocabularies", verbosity=0)
        prepare_editing()
        prepare_roles()
    path = _sqlite_file()
    if path and not django_db_keepdb:
        migrated.keep(path)


@pytest.fixture
def vocabularies(transactional_db):
    """For tests with real transactions: the one before has emptied every table."""
    from wagtail.models import Collection

    call_command("load_vocabularies", verbosity=0)
    # Wagtail's migrations made it; a picture cannot be without.
    Collection.get_first_root_node() or Collection.add_root(name="Root")


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language behind in the thread; each test starts in English."""
    with translation.override("en"):
        yield


def lacking(what: str) -> None:
    """Skip on a contributor's machine; on CI nothing that is asked for may be skipped."""
    if REQUIRE_ALL:
        pytest.fail(f"This run must have {what}, and it was not found.")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def elasticsearch_url():
    """The address of a real node that all tests share; each names its indices after itself."""
    try:
        httpx.get(ELASTICSEARCH, timeout=5).raise_for_status()
    except httpx.HTTPError:
        lacking(f"Elasticsearch at {ELASTICSEARCH} (`make elasticsearch` starts one)")
    return ELASTICSEARCH


@pytest.fixture(scope="module")
def index_prefix(elasticsearch_url):
    """A name that nobody else has; indices whose names begin with it are dropped at the end."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield prefix
    made = httpx.get(f"{elasticsearch_url}/_cat/indices/{prefix}*", params={"h": "index"})
    for index in made.text.split():
        httpx.delete(f"{elasticsearch_url}/{index}").raise_for_status()


@pytest.fixture(scope="module")
def postgres_database():
    """The address of an empty database, dropped at the end."""
    if not POSTGRES:
        lacking("PostgreSQL named by POSTGRES_URL")
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _running_node(tmp_path_factory):
    if not running.can_run():
        lacking("Maven and a JDK 21 or newer")
    with running.running_node(tmp_path_factory.mktemp("node")) as node:
        yield node


@pytest.fixture
def breakable_node(_running_node):
    """A node of the tests' own, running, to be stopped, frozen, killed or wiped."""
    _running_node.go_on()
    _running_node.start()
    return _running_node


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of a real site on the bundled records."""
    with running_site(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def playwright():
    if not CHROMIUM:
        lacking("Chromium")
    from playwright.sync_api import sync_playwright

    # Its loop stands in the thread of the tests, which may use the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS))
    yield browser
    browser.close()


@pytest.fixture(params=[False, True], ids=["without-javascript", "with-javascript"])
def phone(request, chromium, site):
    """A French phone, 360 px wide."""
    context = chromium.new_context(
        base_url=site,
        viewport={"width": 360, "height": 740},
        locale="fr-FR",
        java_script_enabled=request.param,
    )
    yield context.new_page()
    context.close()
