"""What an author hears: in their language, in plain text, and never at the cost of a decision."""

from smtplib import SMTPException

import pytest
from django.core import mail

from knowledge.contributing.actions import (
    approve,
    approve_some,
    begin,
    roll_back_person,
    send,
    send_back,
    undo,
)
from knowledge.contributing.models import Proposal
from knowledge.members.models import Member
from practices.editing import prepare_editing
from tests.knowledge.contributing.people import FIRST, person
from tests.knowledge.contributing.test_proposals import change_of, new_sheet, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    prepare_editing()
    return person("ama")


@pytest.fixture
def judge():
    return person("rita", "review_proposal")


@pytest.fixture
def posted(django_capture_on_commit_callbacks, settings):
    """Does something, and returns the mails that go out of it."""
    settings.SITE_URL = "https://soil.example"

    def sent_by(act, *args, **kwargs):
        mail.outbox = []
        with django_capture_on_commit_callbacks(execute=True):
            act(*args, **kwargs)
        return mail.outbox

    return sent_by


def test_an_author_hears_that_it_is_public(author, judge, posted):
    (letter,) = posted(approve, send(new_sheet(author)), user=judge)

    assert letter.to == [author.email]
    assert letter.subject == f"Published: {FIRST['start-title']}"
    assert "https://soil.example/en/sheets/" in letter.body
    assert not letter.alternatives


def test_an_author_hears_why_it_was_sent_back_in_the_language_of_the_text(author, judge, posted):
    proposal = send(begin(kind="sheet", author=author, language="fr", answers=FIRST))
    (letter,) = posted(send_back, proposal, user=judge, reply="Quelle herbe ?")

    assert letter.subject.startswith("Une question")
    assert "Quelle herbe ?" in letter.body
    assert f"https://soil.example/fr/contribute/{proposal.key}/" in letter.body


def test_the_language_that_a_member_asked_for_comes_first(author, judge, posted):
    Member.objects.update_or_create(user=author, defaults={"mail_language": "es"})
    (letter,) = posted(approve, send(new_sheet(author)), user=judge)

    assert letter.subject.startswith("Publicado")


def test_an_author_hears_that_it_was_taken_back(author, judge, posted):
    proposal = approve(send(new_sheet(author)), user=judge)
    (letter,) = posted(undo, proposal, user=judge)

    assert letter.subject.startswith("Taken back")


def test_of_some_changes_an_author_hears_both_answers(author, judge, posted):
    sheet = published(author, judge)
    change = send(change_of(sheet, author, limits__barriers="Scarce.", start__summary="Buy!"))
    letters = posted(
        approve_some, change, user=judge, chosen=["limits-barriers"], reply="No adverts."
    )

    assert sorted(one.subject.split(" ")[0] for one in letters) == ["A", "Published:"]


def test_who_wants_no_mail_gets_none(author, judge, posted):
    Member.objects.update_or_create(user=author, defaults={"mail_rhythm": Member.Rhythm.NEVER})
    assert not posted(approve, send(new_sheet(author)), user=judge)


def test_what_a_trusted_author_publishes_needs_no_mail(judge, author, posted):
    assert not posted(send, new_sheet(person("tess", "publish_unreviewed")))


def test_taking_back_all_of_a_person_sends_nothing(author, judge, posted):
    approve(send(new_sheet(author)), user=judge)
    assert not posted(roll_back_person, author, user=judge)


def test_a_mail_that_fails_undoes_nothing(author, judge, posted, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise SMTPException("no")

    monkeypatch.setattr("knowledge.members.mails.send_mail", broken)
    proposal = send(new_sheet(author))
    posted(approve, proposal, user=judge)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED
    assert str(proposal.key) in caplog.text


def test_a_title_cannot_add_a_header(author, judge, posted):
    answers = FIRST | {"start-title": "Mulch\nBcc: x@example.org"}
    (letter,) = posted(send_back, send(new_sheet(author, answers)), user=judge, reply="No.")

    assert "\n" not in letter.subject
