"""Errors are problem details, unchanged answers are not sent twice, and any page may read."""

import json

import pytest

from practices.api import sheets
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
URL = "/api/v1/sheets"


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert set(told) == {"type", "title", "status", "detail", "instance"}
    assert told["status"] == status and told["instance"] == response.wsgi_request.path
    return told["detail"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/v1/nothing", 404, "openapi.json"),
        ("/api/v1/sheets/", 404, "openapi.json"),
        (f"{URL}/999999", 404, "no sheet 999999"),
        (f"{URL}/moon", 422, "`id`"),
        (f"{URL}/{2**70}", 422, "`id`"),
        (f"{URL}?cursor=moon", 400, "`cursor`"),
        (f"{URL}?lang=de", 422, "`lang`"),
        (f"{URL}?limit=0", 422, "`limit`"),
        (f"{URL}?changed_since=yesterday", 422, "2026-01-31T00:00:00Z"),
        (f"{URL}?changed_since=2026-01-31", 422, "`changed_since`"),
        (f"{URL}?changed_since=2026-01-31T00:00:00", 422, "`changed_since`"),
        (f"{URL}?changed_since=1767225600", 422, "`changed_since`"),
        (f"{URL}?changed_since=2026-02-31T00:00:00Z", 422, "`changed_since`"),
    ],
)
def test_what_cannot_be_answered_says_what_is_wrong_and_where(client, address, status, words):
    assert words in problem(client.get(address), status)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_by_name_of_what_is_allowed(client, method):
    response = getattr(client, method)(URL)
    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_fault_of_ours_is_a_problem_without_its_inside(client, monkeypatch, caplog):
    def broken(*args):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(sheets, "whole", broken)
    assert "secret" not in problem(client.get(f"{URL}/1"), 500)
    assert "secret of the inside" in caplog.text


@pytest.mark.parametrize("address", [URL, "/api/v1/practices", "/api/v1/search"])
def test_an_unchanged_answer_is_an_empty_304(client, address, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    first = client.get(address)
    assert first.status_code == 200
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    SheetFactory(text__title="New")
    other = client.get(address, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_a_sheet_is_304_until_anything_in_it_changes(client):
    sheet = SheetFactory()
    known = {"If-None-Match": client.get(f"{URL}/{sheet.pk}")["ETag"]}
    unchanged = client.head(f"{URL}/{sheet.pk}", headers=known)
    assert unchanged.status_code == 304
    assert "Content-Length" not in unchanged
    sheet.texts.update(title="Other words")
    assert client.get(f"{URL}/{sheet.pk}", headers=known).status_code == 200


@pytest.mark.parametrize("address", [URL, f"{URL}/999999", "/api/v1/nothing"])
def test_a_head_is_a_get_without_content(client, address):
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head["Content-Length"] == str(len(got.content))
    assert head["Content-Type"] == got["Content-Type"]


@pytest.mark.parametrize("address", [URL, "/api/v1/nothing", "/fr/search/export.csv?q=xyzzy"])
def test_any_page_may_read(client, address, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    response = client.get(address, headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    asked = client.options(address, headers={"Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["/en/", "/en/search/", "/admin/login/", "/api/v10"])
def test_no_other_page_is_opened(client, address, tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    response = client.get(address, headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in response


def test_every_error_is_documented_as_a_problem(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in paths.values():
        responses = path["get"]["responses"]
        assert "500" in responses
        for status, response in responses.items():
            kind = "application/problem+json" if int(status) >= 400 else "application/json"
            assert list(response["content"]) == [kind]
