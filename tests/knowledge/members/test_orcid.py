"""ORCID: a button when both settings are there, nothing at all without, an error with one."""

from importlib import reload

import pytest
from django.urls import clear_url_caches

import knowledge.urls
from knowledge.members import checks, doors

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KEYS = {"client_id": "APP-1", "secret": "s", "domain": "orcid.org"}


def read_addresses_again() -> None:
    clear_url_caches()
    reload(doors)
    reload(knowledge.urls)


@pytest.fixture
def orcid(settings):
    before = settings.SOCIALACCOUNT_PROVIDERS
    app = {"client_id": KEYS["client_id"], "secret": KEYS["secret"]}
    settings.HAS_ORCID, settings.ORCID = True, KEYS
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": before["orcid"] | {"APPS": [app]}}
    read_addresses_again()
    yield
    settings.HAS_ORCID, settings.SOCIALACCOUNT_PROVIDERS = False, before
    read_addresses_again()


def test_without_it_nothing_is_seen_of_it(client, make_person):
    assert "ORCID" not in client.get("/en/account/login/").text
    assert client.get("/account/orcid/login/").status_code == 404
    client.force_login(make_person("ana@example.org"))
    assert "ORCID" not in client.get("/en/account/").text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Go on with"), ("fr", "Continuer avec"), ("es", "Seguir con")],
)
def test_with_it_there_is_a_button_that_leads_there(orcid, client, language, words):
    page = client.get(f"/{language}/account/login/?next=/{language}/about/")
    assert f"{words} ORCID" in page.text
    sent = client.post("/account/orcid/login/?process=login")
    assert sent["Location"].startswith("https://orcid.org/oauth/authorize?client_id=APP-1")
    assert "%2Faccount%2Forcid%2Flogin%2Fcallback%2F" in sent["Location"]


@pytest.mark.parametrize("path", ["", "orcid/", "orcid/failed/", "orcid/cancelled/"])
def test_its_pages_open(orcid, client, make_person, path):
    client.force_login(make_person("ana@example.org"))
    assert client.get(f"/fr/account/{path}").status_code == (401 if "failed" in path else 200)


@pytest.mark.parametrize("lacking", ["client_id", "secret"])
def test_half_of_it_is_an_error_with_a_hint(settings, lacking):
    settings.ORCID = KEYS | {lacking: ""}
    assert [error.id for error in checks.check_orcid()] == ["members.E001"]


def test_a_site_whose_mail_goes_nowhere_is_warned(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert [warning.id for warning in checks.check_mail()] == ["members.W001"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert checks.check_mail() == []
