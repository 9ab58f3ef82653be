"""It opens on a bad phone: the bytes of each kind of page, as they travel."""

import gzip
import re
import urllib.request

import pytest

from tests.knowledge import visits

pytestmark = pytest.mark.browser  # needs the real site, though no browser

HTML, SCRIPTS = 25_000, 20_000
OUTLINES = 60_000
"""Of the land of a map, loaded only where it is the subject."""


def travelled(address: str) -> tuple[int, str]:
    """Bytes of the body on the wire, and the text."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        response = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        body = response.read()
        is_packed = response.headers.get("Content-Encoding") == "gzip"
    text = (gzip.decompress(body) if is_packed else body).decode()
    return len(body), text


def test_each_page_is_light(site):
    weights, scripts = {}, set()
    for kind, path in visits.addresses(site).items():
        weights[kind], text = travelled(site + path)
        scripts |= set(re.findall(r'<script[^>]* src="([^"]+)"', text))
    assert {kind: size for kind, size in weights.items() if size > HTML} == {}
    packed = sum(len(gzip.compress(travelled(site + name)[1].encode(), 6)) for name in scripts)
    assert packed <= SCRIPTS


def test_the_land_of_a_map_is_light(site):
    for area in ("", "?box=-20,0,20,25", "?box=60,-10,150,55", "?box=5,44,16,49"):
        size, text = travelled(f"{site}/en/search/outlines.svg{area}")
        assert text.startswith("<svg") and size <= OUTLINES / 3, area
