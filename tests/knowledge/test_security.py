"""Headers, the content security policy, and the system checks of production settings."""

import os
import subprocess
import sys

import pytest

from tests.browser import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAFE = {
    "DJANGO_SETTINGS_MODULE": "knowledge.settings.production",
    "SECRET_KEY": "x9" * 30,
    "ALLOWED_HOSTS": "practices.example.org",
    "SITE_URL": "https://practices.example.org",
}


def test_public_pages_allow_nothing_inline(client):
    policy = client.get("/en/about/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_admin_has_its_own_policy(client):
    assert "'unsafe-inline'" in client.get("/admin/login/")["Content-Security-Policy"]


def test_admin_asks_nothing_of_other_sites(admin_client):
    page = admin_client.get("/admin/")
    assert "https:" not in page["Content-Security-Policy"]
    assert "gravatar" not in page.content.decode()
    assert "w-upgrade" not in page.content.decode()


def test_other_security_headers_are_set(client):
    response = client.get("/en/about/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def deploy_check(**changes):
    environment = {**os.environ, **SAFE, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_safe_production_settings_pass():
    done = deploy_check()
    assert done.returncode == 0, done.stderr
    assert "knowledge.E" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"),
        ("SITE_URL", "http://practices.example.org", "SITE_URL"),
        ("SECURE_HSTS_SECONDS", "0", "Browsers are not told"),
        ("DJANGO_SETTINGS_MODULE", "knowledge.settings.dev", "Cookies may travel"),
    ],
)
def test_each_unsafe_value_is_an_error(name, value, said):
    done = deploy_check(**{name: value})
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_production_has_no_default_for(name):
    done = deploy_check(**{name: None})
    assert done.returncode != 0
    assert name in done.stderr
