"""The open data API: reading takes no token."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from knowledge.open_data import ADVICE, PROBLEM, problem
from practices.api.lists import router as lists_router
from practices.api.schemas import Problem
from practices.api.sheets import router as sheets_router
from search.api import router as search_router
from search.map_api import router as map_router
from search.suggest_api import router as suggest_router

logger = logging.getLogger(__name__)

DESCRIPTION = """\
Practice sheets that build soil carbon, with their evidence. Open to read, without a key.

Each sheet names its licence and whom to credit: some ask for no commercial use and for the same
terms of whatever is made of them. Every answer has an `ETag`; send it back as `If-None-Match` and
an unchanged answer is an empty 304. HEAD works wherever GET does. Errors are problem details
(RFC 9457). Any web page may read (CORS). To keep a copy, follow `/api/v1/sheets?changed_since=`.
"""


class OpenAPI(NinjaAPI):
    """Says of every answer that is an error that it is problem details."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].setdefault(500, _documented(ADVICE[500]))
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = _documented("")["content"]
        return schema


def _documented(description: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {"description": description, "content": {PROBLEM: {"schema": reference}}}


api = OpenAPI(
    title="4 per 1000 practices",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api-v1",
)
api.add_router("", search_router)
api.add_router("", map_router)
api.add_router("", suggest_router)
api.add_router("", sheets_router)
api.add_router("", lists_router)


def _answer(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    content = problem(request, status, detail)
    return HttpResponse(content, status=status, content_type=PROBLEM)


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, error.status_code, str(error))


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names each parameter and what is wrong with it."""
    complaints = (f"`{one['loc'][-1]}`: {one['msg']}" for one in error.errors)
    detail = "; ".join(complaints).replace("Value error, ", "")
    return _answer(request, 422, detail)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    logger.error("The API failed at %s.", request.path, exc_info=error)
    return _answer(request, 500, ADVICE[500])
