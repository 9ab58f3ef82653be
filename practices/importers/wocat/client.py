"""Fetches records from either API of WOCAT. Nothing else here touches a network."""

import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from ..source import BadSource, RawRecord
from .records import bad, is_full, number_of, records_of

logger = logging.getLogger(__name__)

USER_AGENT = "soil-carbon-practices/0.1 (+https://4p1000.org)"
TIMEOUT = httpx.Timeout(30, connect=10)
TRIES = 4
# Seconds before the second try; each further one waits twice as long, or as the server asks.
FIRST_WAIT = 0.5
LONGEST_WAIT = 60.0
PASSING = frozenset((408, 429, 500, 502, 503, 504))
LARGEST_ANSWER = 32_000_000
MOST_PAGES = 10_000


class NoAnswer(Exception):
    """An address gave no JSON; says why. `status` is that of HTTP, 0 where there was none."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """Asks one host only, to which the token belongs."""

    def __init__(self, address: str, token: str = "") -> None:
        self.parts = urlsplit(address)
        headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Token {token}"
        self._http = httpx.Client(headers=headers, timeout=TIMEOUT, follow_redirects=False)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def here(self, base: str, address: str) -> str:
        """An address found on a page, reached as the page was. Raises NoAnswer for another host.

        Servers behind a proxy say http where they are asked by https; the token goes by https.
        """
        absolute = urljoin(base, address)
        if _host(absolute) != _host(self.parts.geturl()):
            raise NoAnswer(f"{absolute} is on another host; it is not asked")
        origin = {"scheme": self.parts.scheme, "netloc": self.parts.netloc}
        return urlsplit(absolute)._replace(**origin, fragment="").geturl()

    def get(self, address: str) -> Any:
        """The JSON at an address. Raises NoAnswer, after several tries if that may help."""
        for attempt in range(1, TRIES + 1):
            wait = FIRST_WAIT * 2 ** (attempt - 1)
            try:
                return self._once(address)
            except (httpx.TransportError, _Passing) as error:
                reason = error
            if attempt < TRIES:
                asked = reason.wait if isinstance(reason, _Passing) else 0.0
                time.sleep(min(max(wait, asked), LONGEST_WAIT))
        status = reason.status if isinstance(reason, _Passing) else 0
        raise NoAnswer(f"{address}: no answer after {TRIES} tries ({_why(reason)})", status)

    def _once(self, address: str) -> Any:
        with self._http.stream("GET", address) as response:
            status = response.status_code
            if status in PASSING:
                raise _Passing(status, response.headers.get("Retry-After", ""))
            if response.is_redirect:
                there = response.headers.get("Location", "elsewhere")
                raise NoAnswer(f"{address} has moved to {there}: give that address", status)
            if status != 200:
                raise NoAnswer(f"{address}: HTTP {status}{_advice(status)}", status)
            return _json(_body(response, address), address)


class _Passing(Exception):
    """A refusal that may pass."""

    def __init__(self, status: int, retry_after: str) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.wait = float(retry_after) if retry_after.isdigit() else 0.0


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__


def _advice(status: int) -> str:
    if status in (401, 403):
        return "; the API wants another token, which the secretariat of WOCAT gives"
    return ""


def _host(address: str) -> tuple[str, int]:
    """Host and port. The usual ports of http and https count as the same."""
    parts = urlsplit(address)
    port = parts.port or 443
    return (parts.hostname or "").lower(), 443 if port == 80 else port


def _body(response: httpx.Response, address: str) -> bytes:
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > LARGEST_ANSWER:
            raise NoAnswer(f"{address}: the answer has more than {LARGEST_ANSWER // 10**6} MB")
    return bytes(body)


def _json(body: bytes, address: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(
            f"{address}: the answer is no JSON; is this an address of the API?"
        ) from error


def read_address(location: str, token: str) -> Iterator[RawRecord]:
    """The records of a list, page by page, each in full; or the one record at an address.

    Raises BadSource where the address, or a further page of it, does not answer.
    """
    with Client(location, token) as client:
        try:
            yield from _read(client, location)
        except NoAnswer as error:
            if error.status != 410:
                raise BadSource(str(error)) from error
            yield RawRecord(number_of(location), "api", None, withdrawn=True)


def _read(client: Client, location: str) -> Iterator[RawRecord]:
    answer = client.get(location)
    if not isinstance(answer, list) and not _is_page(answer):
        yield from records_of(answer, location)
        return
    for address, page in _pages(client, location, answer):
        items = page if isinstance(page, list) else page["results"]
        for item in items:
            yield from _item(client, address, item)


def _is_page(answer: Any) -> bool:
    return isinstance(answer, dict) and isinstance(answer.get("results"), list)


def _pages(client: Client, address: str, page: Any) -> Iterator[tuple[str, Any]]:
    """(address, page), as long as there is a next one on the same host; none comes twice."""
    seen = {address}
    while True:
        yield address, page
        following = page.get("next") if isinstance(page, dict) else None
        if not following:
            return
        address = client.here(address, str(following))
        if address in seen or len(seen) >= MOST_PAGES:
            raise NoAnswer(f"{address}: this page came before; the list goes round in circles")
        seen.add(address)
        page = client.get(address)
        if not _is_page(page):
            raise NoAnswer(f"{address}: is no page of a list")


def _item(client: Client, page: str, item: Any) -> Iterator[RawRecord]:
    """The record of an item in full; of one whose full record cannot be had, what the item says."""
    thin, *more = records_of(item, page)
    if is_full(item) or thin.error or more:
        yield from (thin, *more)
        return
    try:
        address = client.here(page, _path(page, item, thin.external_id))
        full = client.get(address)
    except NoAnswer as error:
        yield thin
        yield bad(thin.external_id, f"only its entry in the list could be read: {error}")
    else:
        yield from records_of(full, address, item.get("updated"))


def _path(page: str, item: dict[str, Any], number: str) -> str:
    """Where the full record is: where the item says, else under the address of the list."""
    return str(item.get("details") or f"{page.partition('?')[0].rstrip('/')}/{number}/")
