"""The verbs: versions are added, none is lost, each is in the log."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageLogEntry

from knowledge.wiki import actions
from knowledge.wiki.models import WikiPage
from knowledge.wiki.versions import notes_of, revisions_of
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db


def test_restoring_adds_a_version_and_keeps_those_between():
    page = write(text="Good.", categories=["cover"])
    page = change(page, text="Bad.")
    first = revisions_of(page).last()
    ada = person()
    page = actions.restore_version(page, version=first, user=ada, note="Vandalism")
    assert page.text == "Good." and [tag.name for tag in page.categories.all()] == ["cover"]
    newest, *others = revisions_of(page)
    assert newest.user == ada and len(others) == 2
    assert notes_of([newest.pk]) == {newest.pk: "Vandalism"}
    assert PageLogEntry.objects.filter(page=page, action="wagtail.revert", user=ada).exists()


def test_the_published_version_cannot_be_restored():
    page = write()
    with pytest.raises(actions.NothingToChange):
        actions.restore_version(page, version=page.live_revision, user=person())
    assert revisions_of(page).count() == 1


def test_a_version_whose_title_another_page_has_by_now_is_not_restored():
    page = write("Bees")
    first = page.live_revision
    page = actions.rename_page(page, title="Wild bees", user=person())
    write("Bees")
    with pytest.raises(ValidationError):
        actions.restore_version(page, version=first, user=page.live_revision.user)
    page.refresh_from_db()
    assert page.title == "Wild bees"


def test_renaming_takes_nothing_along_that_waits():
    page = write("Bees", "Published.")
    draft = WikiPage.objects.get(pk=page.pk)
    draft.text = "Draft."
    draft.save_revision()
    page = actions.rename_page(WikiPage.objects.get(pk=page.pk), title="Wild bees", user=person())
    assert (page.title, page.text) == ("Wild bees", "Published.")


def test_renaming_to_the_same_title_changes_nothing():
    page = write("Bees")
    with pytest.raises(actions.NothingToChange):
        actions.rename_page(page, title="Bees", user=person())


@pytest.mark.parametrize("title", ["Bees", "  bees", "BEES"])
def test_two_pages_of_a_language_cannot_have_one_title(title):
    write("Bees")
    with pytest.raises(ValidationError):
        write(title)
    assert write("Bees", language="fr").title == "Bees"
