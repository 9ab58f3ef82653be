"""Both APIs, spoken by a real server on this machine."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from practices.importers.source import BadSource
from practices.importers.wocat import IMPORTER, client

from .wocat import API, LIST_PAGE, V2, document


class Site:
    """Answers by path: what `json` makes of a value; a number is a status; a list, one by one."""

    def __init__(self):
        self.answers, self.asked, self.headers = {}, [], []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                site.headers.append(dict(self.headers))
                answer = site.answers.get(self.path, 404)
                if isinstance(answer, Tries):
                    answer = answer.pop(0)
                self.answer(answer)

            def answer(self, answer):
                status = answer if isinstance(answer, int) else 200
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(301 if isinstance(answer, Moved) else status)
                if isinstance(answer, Moved):
                    self.send_header("Location", answer)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def read(self, path, token=""):
        return list(IMPORTER.read(self.origin + path, token=token))


class Tries(list):
    pass


class Moved(str):
    pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(client, "FIRST_WAIT", 0.001)
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


LIST = "/api/database/technologies/"


def test_one_record_with_token_and_user_agent(site):
    site.answers[f"{LIST}7809/"] = document(API)
    [raw] = site.read(f"{LIST}7809/", token="secret")
    assert (raw.external_id, raw.shape, raw.error) == ("7809", "api", "")
    [headers] = site.headers
    assert headers["Authorization"] == "Token secret"
    assert "+https://" in headers["User-Agent"]


def test_without_a_token_none_is_sent(site):
    site.answers[f"{LIST}7809/"] = document(API)
    site.read(f"{LIST}7809/")
    assert "Authorization" not in site.headers[0]


def test_the_new_list_is_followed_page_by_page_and_each_record_fetched(site):
    site.answers = {
        f"{LIST}?size=1": {"results": [{"id": 7809, "name": "x"}], "next": f"{LIST}?page=2"},
        f"{LIST}?page=2": {"results": [document(API)["selected_version"]], "next": None},
        f"{LIST}7809/": document(API),
    }
    found = site.read(f"{LIST}?size=1")
    assert [(raw.shape, raw.external_id) for raw in found] == [("api", "7809")] * 2
    assert site.asked == [f"{LIST}?size=1", f"{LIST}7809/", f"{LIST}?page=2"]


def test_the_old_list_ends_with_an_empty_next_and_gives_the_date_of_change(site):
    page = document(LIST_PAGE)
    page |= {"next": "", "results": page["results"][:1]}
    site.answers = {
        "/en/api/v2/questionnaires/": page,
        "/en/api/v2/questionnaires/technologies_1724/": document(V2),
    }
    [raw] = site.read("/en/api/v2/questionnaires/")
    assert (raw.shape, raw.external_id) == ("v2", "1724")
    draft = IMPORTER.map(raw.shape, raw.data)
    assert draft.changed_at_source.isoformat() == "2017-08-17T21:23:46.387708+00:00"


def test_a_plain_list_is_a_page(site):
    site.answers = {LIST: [{"id": 7809, "name": "x"}], f"{LIST}7809/": document(API)}
    assert [raw.shape for raw in site.read(LIST)] == ["api"]


def test_a_record_that_fails_keeps_its_entry_and_is_named(site):
    site.answers = {LIST: [{"id": 5, "name": "Zaï"}, {"id": 7809, "name": "x"}]}
    site.answers |= {f"{LIST}5/": 500, f"{LIST}7809/": document(API)}
    thin, bad, full = site.read(LIST)
    assert (thin.shape, thin.external_id, thin.error) == ("listing", "5", "")
    assert "only its entry in the list" in bad.error and "HTTP 500" in bad.error
    assert full.shape == "api"
    assert site.asked.count(f"{LIST}5/") == client.TRIES


def test_a_passing_failure_is_tried_again(site):
    site.answers[f"{LIST}7809/"] = Tries([503, 429, document(API)])
    [raw] = site.read(f"{LIST}7809/")
    assert raw.shape == "api" and len(site.asked) == 3


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (404, "HTTP 404"),
        (401, "secretariat of WOCAT"),
        (b"<html>Welcome</html>", "no JSON"),
        (Moved("https://elsewhere.example/"), "has moved to https://elsewhere.example/"),
    ],
)
def test_an_address_that_gives_no_records_says_why(site, answer, reason):
    site.answers[LIST] = answer
    with pytest.raises(BadSource, match=reason):
        site.read(LIST)
    assert len(site.asked) == 1


def test_a_record_that_is_gone_is_withdrawn(site):
    site.answers[f"{LIST}7809/"] = 410
    [raw] = site.read(f"{LIST}7809/")
    assert raw.withdrawn and raw.external_id == "7809"


def test_no_other_host_is_ever_asked(site):
    other = Site()
    try:
        item = {"code": "technologies_5", "name": "Zaï", "details": f"{other.origin}/steal"}
        page = {"results": [item], "next": f"{other.origin}/next"}
        site.answers[LIST] = page
        reader = IMPORTER.read(site.origin + LIST, token="secret")
        assert next(reader).shape == "listing"
        assert "on another host" in next(reader).error
        with pytest.raises(BadSource, match="on another host"):
            next(reader)
        assert other.asked == []
    finally:
        other.server.shutdown()
        other.server.server_close()


def test_the_token_keeps_to_the_scheme_it_was_given_for():
    with client.Client("https://wocat.example/api/", "secret") as asked:
        there = asked.here("https://wocat.example/api/", "http://wocat.example/api/?page=2")
        assert there == "https://wocat.example/api/?page=2"
        with pytest.raises(client.NoAnswer):
            asked.here("https://wocat.example/api/", "https://wocat.example:8443/api/")


def test_a_list_that_goes_round_in_circles_ends(site):
    site.answers[LIST] = {"results": [], "next": LIST}
    with pytest.raises(BadSource, match="round in circles"):
        site.read(LIST)


def test_a_page_that_breaks_off_ends_the_run_and_the_records_before_it_came(site):
    site.answers = {LIST: {"results": [document(API)], "next": "?page=2"}, f"{LIST}?page=2": 500}
    reader = IMPORTER.read(site.origin + LIST)
    assert next(reader).shape == "api"
    with pytest.raises(BadSource, match=r"page=2: no answer after 4 tries \(HTTP 500\)"):
        next(reader)


def test_an_answer_without_end_is_refused(site, monkeypatch):
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1_000)
    site.answers[f"{LIST}7809/"] = document(API)
    with pytest.raises(BadSource, match="more than"):
        site.read(f"{LIST}7809/")


def test_a_server_that_is_not_there(monkeypatch):
    monkeypatch.setattr(client, "FIRST_WAIT", 0.001)
    with pytest.raises(BadSource, match="no answer after 4 tries"):
        list(IMPORTER.read("http://127.0.0.1:9/api/"))
