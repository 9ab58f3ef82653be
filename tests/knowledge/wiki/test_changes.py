"""Recent changes, as a page and as a feed, narrowed by each filter."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from knowledge.contributing.models import Proposal
from knowledge.wiki.models import WikiPage
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db


def titles(client, query):
    text = client.get(f"/en/wiki/changes/?{query}").text
    rows = re.findall(r'<a href="/en/wiki/\d+-[^"]+">([^<]+)</a>', text)
    feed = ElementTree.fromstring(client.get(f"/en/wiki/changes.atom?{query}").content)
    entries = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")][1:]
    assert entries == rows
    return rows


def test_each_filter_narrows(client):
    ada = person()
    write("Bees", kind="theme", categories=["Small life"])
    change(write("Cover crops"), text="By Ada.", user=ada)
    write("Abeilles", language="fr")
    assert titles(client, "") == ["Abeilles", "Cover crops", "Cover crops", "Bees"]
    assert titles(client, "language=fr") == ["Abeilles"]
    assert titles(client, "kind=theme") == ["Bees"]
    assert titles(client, "category=small-life") == ["Bees"]
    assert titles(client, f"person={ada.pk}") == ["Cover crops"]


def test_what_waits_is_told_from_what_was_reviewed(client):
    page = write("Bees")
    draft = WikiPage.objects.get(pk=page.pk)
    draft.text = "Draft."
    draft.save_revision()
    assert titles(client, "state=waiting") == ["Bees"]
    assert titles(client, "state=reviewed") == ["Bees"]
    assert titles(client, "") == ["Bees", "Bees"]


def test_what_a_trusted_author_published_waits_until_somebody_looks(client):
    page = change(write("Bees"), text="By a trusted author.")
    said = {"kind": "wiki", "state": Proposal.State.APPROVED, "language": "en"}
    proposal = Proposal.objects.create(**said, revision=page.live_revision)
    assert titles(client, "state=waiting") == ["Bees"]
    proposal.reviewed_at = timezone.now()
    proposal.save()
    assert titles(client, "state=waiting") == []


def test_changes_of_pages_that_cannot_be_read_are_not_listed(client):
    page = write("Bees")
    page.unpublish()
    assert titles(client, "") == []


def test_a_feed_keeps_its_filters_and_names_nobody_by_account(client):
    write("Bees", user=person("ada"))
    feed = client.get("/en/wiki/changes.atom?kind=article")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Ada N." in feed.text and "kind=article" in feed.text
    assert ">ada<" not in feed.text
