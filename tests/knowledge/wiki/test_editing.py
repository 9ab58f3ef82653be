"""Writing a page on the site: the same editor, drafts and review as for sheets."""

import re
from uuid import uuid4

import pytest

from knowledge.contributing import actions
from knowledge.contributing.models import Proposal
from knowledge.wiki.models import WikiPage
from knowledge.wiki.versions import notes_of, revisions_of
from tests.knowledge.wiki.factories import person, write

pytestmark = pytest.mark.django_db

WORDS = {
    "page-title": "Bees  and soil",
    "page-kind": "theme",
    "page-summary": "What lives below flowers.",
    "text-body": "## Below\n\nSee [[practice:mulching]].\r\n\r\n- a\n- b",
    "around-practice": "mulching",
    "around-categories": "small life, Bees , bees",
}


def propose(author, *, target=None, language="en", **words):
    target_of = {"target": target} if target else {}
    draft = actions.begin(kind="wiki", author=author, language=language, **target_of)
    names = set(draft.subject.names({}))
    answers = {**draft.answers, **words}
    actions.keep(draft, answers=answers, names=names, number=draft.number)
    draft.refresh_from_db()
    return draft


def approved(draft, reviewer, note="Something new"):
    return actions.approve(actions.send(draft, note=note), user=reviewer)


@pytest.fixture
def reviewer(db):
    return person("rose", reviews=True)


@pytest.fixture
def index(db):
    return write("Hub", "[[Bees and soil]]", summary="In the middle.")


def test_a_page_is_written_without_javascript_previewed_sent_and_published(client, index, reviewer):
    ada = person()
    client.force_login(ada)
    red = re.search(r'href="([^"]+)" class="wanted"', client.get(index.address()).text)[1]
    editor = client.get(red).text
    assert 'value="Bees and soil"' in editor and "<textarea" in editor
    key = re.search(r'data-key="([^"]+)"', editor)[1]
    post = {**WORDS, "kind": "wiki", "language": "en", "number": "0", "do": "preview"}
    shown = client.post(f"/en/contribute/{key}/keep/", post, follow=True).text
    assert '<h2 id="s-below">Below</h2>' in shown and "/practices/" in shown
    assert not WikiPage.objects.filter(title="Bees and soil").exists()
    approved(Proposal.objects.get(key=key), reviewer)
    page = WikiPage.objects.get(title="Bees and soil")
    assert page.live and page.latest_revision.user == ada
    assert (page.kind, page.practice.code) == ("theme", "mulching")
    assert sorted(tag.name for tag in page.categories.all()) == ["Bees", "small life"]
    assert 'class="wanted"' not in client.get(index.address()).text


def test_a_change_is_published_as_a_version_of_its_author_with_the_note(client, index, reviewer):
    ada = person()
    draft = propose(ada, target=index, **{"page-summary": "Where all begins."})
    approved(draft, reviewer, note="A summary")
    newest = revisions_of(index).first()
    assert newest.user == ada and notes_of([newest.pk]) == {newest.pk: "A summary"}
    text = client.get(f"/en/wiki/{index.pk}/history/").text
    assert "Ada" in text and "A summary" in text


def test_two_people_on_one_page_overwrite_nothing(index, reviewer):
    ada = propose(person("ada"), target=index, **{"page-summary": "Where all begins."})
    ben = propose(person("ben"), target=index, **{"around-categories": "start"})
    approved(ada, reviewer)
    approved(ben, reviewer)
    page = WikiPage.objects.get(pk=index.pk)
    assert page.summary == "Where all begins."
    assert [tag.name for tag in page.categories.all()] == ["start"]


def test_readers_may_see_what_waits_and_what_it_changes(client, index):
    words = {"page-summary": "Where all begins.", "text-body": "New <b>words</b>."}
    draft = actions.send(propose(person(), target=index, **words), note="Better")
    text = client.get(index.address()).text
    address = f"/en/wiki/{index.pk}/proposed/{draft.key}/"
    assert address in text and "New" not in text
    shown = client.get(address)
    assert "New &lt;b&gt;words&lt;/b&gt;." in shown.text and "Better" in shown.text
    assert 'content="noindex, nofollow"' in shown.text
    assert client.get(f"/en/wiki/{index.pk}/proposed/{uuid4()}/").status_code == 404


def test_a_draft_is_seen_by_nobody(client, index):
    draft = propose(person(), target=index, **{"text-body": "New words."})
    assert client.get(f"/en/wiki/{index.pk}/proposed/{draft.key}/").status_code == 404
    assert "waits for its review" not in client.get(index.address()).text


def test_a_title_that_another_page_has_is_refused_before_it_is_sent(index):
    draft = propose(person(), **(WORDS | {"page-title": "HUB"}))
    with pytest.raises(Exception, match="page-title"):
        actions.send(draft)


def test_a_categories_name_keeps_its_first_capitals(index, reviewer):
    approved(propose(person("ada"), **WORDS), reviewer)
    other = WORDS | {"page-title": "Ants", "around-categories": "SMALL LIFE, ants"}
    approved(propose(person("ben"), **other), reviewer)
    page = WikiPage.objects.get(title="Ants")
    assert sorted(tag.name for tag in page.categories.all()) == ["ants", "small life"]


def test_taking_back_a_new_page_frees_its_title(client, index, reviewer):
    proposal = approved(propose(person(), **WORDS), reviewer)
    actions.undo(proposal, user=reviewer)
    assert not WikiPage.objects.get(title="Bees and soil").live
    assert 'class="wanted"' in client.get(index.address()).text
