"""No list asks more of the database when it is longer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.following.actions import follow
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db

LISTS = {
    "": 5,
    "?q=page&category=c1&kind=article": 6,
    "changes/": 7,
    "changes/?language=en&kind=article&category=c1": 7,
    "changes.atom": 5,
    "wanted/": 2,
    "orphans/": 2,
    "categories/": 2,
    "watched/": 4,
}


def fill(start, stop, user):
    for n in range(start, stop):
        page = write(
            f"Page {n}",
            f"[[Wanted {n}]] [[Hub]] [[Page {n - 1}]]",
            categories=[f"c{n % 3}", f"own {n}"],
            user=user,
        )
        page = change(page, text=f"{page.text} more", user=user, note="more")
        follow("wiki", str(page.pk), user=user)


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_take_a_few_queries_however_long(client):
    ada = person()
    hub = write("Hub", "[[Page 1]]")
    fill(1, 4, ada)
    client.force_login(ada)
    around = [f"{hub.pk}/links/", f"{hub.pk}/history/", f"{hub.pk}-hub/"]
    addresses = [f"/en/wiki/{name}" for name in [*LISTS, *around]]
    short = {address: asked(client, address) for address in addresses}
    fill(4, 12, ada)
    for n in range(8):
        hub = change(hub, text=f"[[Page {n}]] [[Page 2]] [[Wanted 1]] {n}", user=ada, note="x")
    assert {address: asked(client, address) for address in addresses} == short


@pytest.mark.parametrize(("name", "most"), LISTS.items())
def test_no_list_takes_many(client, name, most):
    ada = person()
    fill(1, 4, ada)
    if name == "watched/":
        client.force_login(ada)
    assert asked(client, f"/en/wiki/{name}") <= most
