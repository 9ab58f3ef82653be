"""The manners of the open data: anybody's page may read it, an unchanged answer is not sent
twice, and whatever goes wrong under /api/ is said as RFC 9457 says it."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware

API = "/api/v1"
READ_BY_ALL = re.compile(rf"{API}(/|$)|/[a-z]+/(search/(export\.|feed\.atom)|friends/reports\.csv)")
METHODS = "GET, HEAD, OPTIONS"
PROBLEM = "application/problem+json"
ADVICE = {
    404: f"There is nothing at this address. {API}/openapi.json lists what there is.",
    405: f"This is for reading only: {METHODS}.",
    500: "This is our fault, and it was noted. Please try again later.",
}
Handler = Callable[[HttpRequest], Any]


def open_data(get_response: Handler) -> Handler:
    """Outermost but for compression, so that it sees what every other part answers."""
    conditional = ConditionalGetMiddleware(get_response)

    def middleware(request: HttpRequest) -> Any:
        if not READ_BY_ALL.match(request.path):
            return get_response(request)
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})
        elif request.path.startswith(API):
            response = _answer(request, conditional)
        else:
            response = get_response(request)
        return _readable(response)

    return middleware


def _answer(request: HttpRequest, conditional: Handler) -> HttpResponseBase:
    """HEAD is GET without the content."""
    asked = request.method
    if asked == "HEAD":
        request.method = "GET"
    response = conditional(request)
    if response.status_code >= 400 and not response["Content-Type"].startswith(PROBLEM):
        _make_problem(request, response)
    response.headers.pop("Content-Language", None)  # that of the labels is `lang`
    if asked == "HEAD":
        request.method = asked
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


def _make_problem(request: HttpRequest, response: HttpResponse) -> None:
    """In place: headers such as Allow and Retry-After are kept."""
    status = response.status_code
    response.content = problem(request, status, ADVICE.get(status, response.reason_phrase))
    response["Content-Type"] = PROBLEM
    response["Content-Length"] = str(len(response.content))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = METHODS


def problem(request: HttpRequest, status: int, detail: str) -> bytes:
    """The content of an answer that says what is wrong."""
    return json.dumps(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "instance": request.path,
        }
    ).encode()


def _readable(response: HttpResponseBase) -> HttpResponseBase:
    """CORS for reading by everybody, without credentials."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response["Access-Control-Max-Age"] = "86400"
    return response
