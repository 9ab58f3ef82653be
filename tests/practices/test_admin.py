"""What editors do in Wagtail's admin, from the list to the workflow."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import Workflow

from practices.editing import MODERATORS, prepare_editing
from practices.models import Practice, PracticeSheet, Term, Vocabulary
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_client):
    prepare_editing()
    return admin_client


def url(name: str, *args: object) -> str:
    return reverse(PracticeSheet.snippet_viewset.get_url_name(name), args=args)


def test_sheets_are_listed_filtered_and_searched(editor):
    SheetFactory(text__title="Zaï pits in Yatenga")
    SheetFactory(text__title="Stone bunds", basis="scientific")
    assert b"Za\xc3\xaf pits" in editor.get(url("list")).content
    filtered = editor.get(url("list"), {"basis": "scientific"}).content
    assert b"Stone bunds" in filtered
    assert b"Yatenga" not in filtered
    found = editor.get(url("list"), {"q": "Yatenga"}).content
    assert b"Yatenga" in found
    assert b"Stone bunds" not in found


def test_a_sheet_opens_with_all_its_sections(editor):
    response = editor.get(url("edit", SheetFactory().pk))
    assert response.status_code == 200
    for heading in ("How to do it", "Where", "Costs", "Results", "Sources"):
        assert heading in response.text


def test_a_sheet_is_previewed_as_the_page_shows_it(editor):
    sheet = SheetFactory(text__title="Zaï pits")
    revision = sheet.save_revision()
    response = editor.get(url("revisions_view", sheet.pk, revision.pk))
    assert response.status_code == 200
    assert "Zaï pits" in response.text


def test_two_revisions_are_compared(editor):
    sheet = SheetFactory(text__title="Zaï pits")
    first = sheet.save_revision()
    text = sheet.texts.get()
    text.title = "Zaï pits with compost"
    sheet.texts = [text]
    second = sheet.save_revision()
    response = editor.get(url("revisions_compare", sheet.pk, first.pk, second.pk))
    assert "with compost" in response.text


def test_history_is_shown(editor):
    sheet = SheetFactory()
    sheet.save_revision(log_action=True)
    assert editor.get(url("history", sheet.pk)).status_code == 200


def test_a_draft_goes_through_the_workflow_and_is_published(admin_user, editor):
    sheet = SheetFactory(text__title="Zaï pits")
    text = sheet.texts.get()
    text.title = "Zaï pits with compost"
    sheet.texts = [text]
    sheet.save_revision(user=admin_user)
    assert sheet.get_workflow() == Workflow.objects.filter(active=True).first()
    state = sheet.get_workflow().start(sheet, admin_user)
    assert PracticeSheet.objects.get().title == "Zaï pits"
    while state.current_task_state and state.status == "in_progress":
        state.current_task_state.approve(user=admin_user)
        state.refresh_from_db()
    assert PracticeSheet.objects.get().title == "Zaï pits with compost"


def test_moderators_may_publish_and_editors_may_not():
    prepare_editing()
    moderator = User.objects.create_user("moderator")
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    assert moderator.has_perm("practices.publish_practicesheet")
    assert editor.has_perm("practices.change_practicesheet")
    assert not editor.has_perm("practices.publish_practicesheet")


@pytest.mark.parametrize("model", [Practice, Vocabulary, Term])
def test_other_records_are_listed_and_opened(editor, model):
    name = model.__name__.lower()
    assert editor.get(reverse(f"{name}:index")).status_code == 200
    first = model.objects.order_by("pk").first()
    assert editor.get(reverse(f"{name}:edit", args=[first.pk])).status_code == 200


@pytest.mark.parametrize("name", ["source", "importrun"])
def test_sources_and_runs_are_listed(editor, name):
    assert editor.get(reverse(f"{name}:index")).status_code == 200
