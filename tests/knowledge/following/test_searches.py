"""A saved search tells of sheets that are new to it, each once, and of no old one, ever."""

import pytest
from django.utils import timezone

from knowledge.following import actions
from knowledge.following.bitmaps import unpacked
from knowledge.following.models import Follow
from practices.models import PracticeSheet, SheetText
from practices.signals import announce
from search import engines
from search.delivery import indexing
from tests.factories import SheetFactory
from tests.knowledge.following.conftest import run, soon

pytestmark = pytest.mark.django_db


def add(title, **fields):
    made = SheetFactory(text__title=title, first_published_at=timezone.now(), **fields)
    announce([made.pk])
    return made


def save(user, query="q=bunds", **more):
    found = actions.looking.asked(query, "en")[1]
    return actions.save_search(query, language="en", name="Bunds", found=found, user=user, **more)


def rename(sheet, title):
    SheetText.objects.filter(sheet=sheet).update(title=title)
    PracticeSheet.objects.filter(pk=sheet.pk).update(changed_at=timezone.now())
    announce([sheet.pk])


def test_only_what_is_new_to_the_search_is_told_and_once(ada, mailoutbox):
    add("Old bunds")
    other = add("Terraces")
    save(ada)
    assert run(soon()) == (0, 0)
    add("New bunds")
    assert run(soon()) == (1, 1)
    assert "New bunds" in mailoutbox[0].body
    assert "Old bunds" not in mailoutbox[0].body
    assert run(soon()) == (0, 0)
    rename(other, "Bunds and terraces")
    assert run(soon()) == (1, 1)
    assert "Bunds and terraces" in mailoutbox[1].body
    assert "New bunds" not in mailoutbox[1].body


def test_a_rebuilt_index_another_engine_or_an_old_sheet_changed_tell_nothing(ada):
    old = [add(f"Bunds {n}") for n in range(3)]
    hidden = add("Terraces")
    save(ada)
    indexing.rebuild(engines.own())
    for sheet in old:
        rename(sheet, "Bunds again")
    assert run(soon()) == (0, 0)
    # As if another analysis found it: nobody changed it since.
    SheetText.objects.filter(sheet=hidden).update(title="Bunds too")
    announce([hidden.pk])
    assert run(soon()) == (0, 0)
    assert hidden.pk in unpacked(Follow.objects.get().seen)


def test_a_sheet_that_leaves_and_comes_back_is_not_new(ada):
    sheet = add("Bunds")
    save(ada)
    rename(sheet, "Terraces")
    run(soon())
    rename(sheet, "Bunds")
    assert run(soon()) == (0, 0)


def test_nothing_asks_the_index_while_nothing_changed(ada, monkeypatch):
    add("Bunds")
    save(ada)
    run(soon())
    monkeypatch.setattr("knowledge.following.actions.looking.asked", None)
    run(soon())


def test_saving_it_again_keeps_what_it_saw_and_names_are_ones_own(ada, make_person, mailoutbox):
    bo = make_person("bo@example.org")
    bo.member.mail_rhythm = "at_once"
    bo.member.save()
    save(ada)
    found = actions.looking.asked("q=bunds", "en")[1]
    actions.save_search("q=bunds", language="en", name="Secret of Bo", found=found, user=bo)
    add("New bunds")
    save(ada)
    assert Follow.objects.count() == 2
    assert run(soon()) == (2, 2)
    to_ada = next(mail for mail in mailoutbox if mail.to == ["ada@example.org"])
    assert "Secret of Bo" not in to_ada.body


def test_with_mails_set_to_never_the_site_shows_them(ada, client):
    save(ada, rhythm="never")
    add("New bunds")
    assert run(soon()) == (0, 0)
    client.force_login(ada)
    assert "New bunds" in client.get("/en/following/").text
    follow = Follow.objects.get()
    actions.change_rhythm(follow, rhythm="at_once")
    assert run(soon()) == (0, 0)
