"""The file behind an address."""

from pathlib import Path

import httpx

from practices.importers.source import BadSource

_AGENT = {"User-Agent": "soil-carbon-practices (https://4p1000.org)"}
_TIMEOUT_S = 60
_TRIES = 3


def download(address: str, path: Path, token: str = "") -> None:
    """Writes the file to `path`, piece by piece. Tries again where the network fails.

    Raises BadSource where there is no such file, or no answer.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            return _fetch(address, path, token)
        except httpx.HTTPStatusError as error:
            raise BadSource(f"{address} answers {error.response.status_code}.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if not tries_left:
                raise BadSource(f"{address} cannot be reached ({error}). Try later.") from error
    return None


def _fetch(address: str, path: Path, token: str) -> None:
    headers = _AGENT | ({"Authorization": f"Bearer {token}"} if token else {})
    with (
        httpx.stream(
            "GET", address, headers=headers, timeout=_TIMEOUT_S, follow_redirects=True
        ) as answer,
        path.open("wb") as file,
    ):
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            file.write(piece)
