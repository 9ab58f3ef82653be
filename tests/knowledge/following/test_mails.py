"""Mails: read from a real server, when they are due, in three languages, and none twice."""

import email
from datetime import timedelta
from email import policy

import pytest
from django.core.management import call_command
from django.utils import timezone

from knowledge.following import actions
from knowledge.following.models import Follow, NewsMail
from knowledge.following.rhythms import due_before
from knowledge.members.models import Member
from tests.factories import SheetFactory
from tests.knowledge.following.conftest import MONDAY, earlier, friend, run, soon
from tests.knowledge.following.smtp_sink import running_sink
from tests.knowledge.following.test_news import comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings):
    with running_sink() as (sink, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.BOUNCE_ADDRESS = "bounces@example.org"
        yield sink


@pytest.fixture
def bo(make_person):
    return make_person("bo@example.org")


def news_for(user, bo, **how):
    sheet = SheetFactory(text__title="Stone\nbunds of Yatenga")
    follow = earlier(actions.follow("sheet", str(sheet.pk), user=user, **how), hours=1)
    comment(sheet, bo)
    return follow


def read(mail):
    return email.message_from_bytes(mail[2], policy=policy.default)


def test_a_real_server_gets_what_rfc_8058_asks(sink, ada, bo, settings):
    settings.SITE_URL = "https://soil.example.org"
    news_for(ada, bo)
    assert run(soon()) == (1, 1)
    (mail,) = sink.mails
    message = read(mail)
    assert mail[0].startswith(f"bounces+{ada.pk}-")
    assert mail[1] == ["ada@example.org"]
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert (
        message["List-Unsubscribe"]
        .strip()
        .startswith("<https://soil.example.org/en/following/stop/")
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Precedence"] == "bulk"
    assert message["Message-ID"].endswith("@soil.example.org>")
    assert message["Subject"] == "News: Stone bunds of Yatenga"
    body = message.get_content()
    assert f"Contributor {bo.pk} wrote a comment." in body
    assert "“Good.”" in body
    assert "https://soil.example.org/en/following/stop/" in body
    assert "&" not in body
    assert "&quot;" not in body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["New of what you follow", "wrote a comment", "No more of these mails"]),
        ("fr", ["ce que vous suivez", "a écrit un commentaire", "Plus aucun de ces messages"]),
        ("es", ["lo que sigue", "escribió un comentario", "Ninguno más de estos mensajes"]),
    ],
)
def test_a_digest_speaks_the_language_of_the_person(sink, make_person, bo, language, words):
    news_for(friend(make_person, "x@example.org", language=language), bo)
    run(soon())
    body = read(sink.mails[0]).get_content()
    for one in words:
        assert one in body
    assert f"/{language}/following/" in body


def test_one_mail_for_all_that_is_new(ada, bo, mailoutbox):
    for _n in range(3):
        news_for(ada, bo)
    assert run(soon()) == (1, 1)
    assert mailoutbox[0].subject.startswith("3 news")
    assert run(soon()) == (0, 0)


HOURS = sorted({*range(0, 200, 12), 20, 21, 22, 164, 165, 166})
"""Twice a day for eight days, and each hour about those at which a mail is due."""


@pytest.mark.parametrize(
    ("rhythm", "hours"), [("at_once", 0), ("daily", 21), ("weekly", 165), ("never", None)]
)
def test_each_rhythm_has_its_hour(ada, bo, rhythm, hours, monkeypatch):
    """On a Monday at nine; those of a day or a week leave at six."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    follow = news_for(ada, bo, rhythm=rhythm)
    Follow.objects.filter(pk=follow.pk).update(told_at=MONDAY - timedelta(minutes=30))
    due = [h for h in HOURS if run(MONDAY + timedelta(hours=h, minutes=5))[0]]
    assert due == ([] if hours is None else [hours])


def test_the_rhythm_of_the_person_holds_where_a_follow_has_none(ada, bo):
    Member.objects.filter(user=ada).update(mail_rhythm="never")
    news_for(ada, bo)
    own = news_for(ada, bo, rhythm="at_once")
    assert run(soon()) == (1, 1)
    assert Follow.objects.get(pk=own.pk).told_at > own.told_at


def test_a_slot_is_the_last_one_that_has_begun():
    assert due_before("daily", MONDAY) == MONDAY.replace(hour=5, minute=58)
    early = MONDAY.replace(hour=5)
    assert due_before("daily", early) == MONDAY.replace(hour=5, minute=58) - timedelta(days=1)
    assert due_before("weekly", early) == MONDAY.replace(hour=5, minute=58) - timedelta(days=7)


def test_killed_before_sending_the_next_run_sends_it_once(ada, bo, mailoutbox):
    news_for(ada, bo)
    now = soon()
    assert actions.write_mails(now=now) == 1
    NewsMail.objects.update(claimed_at=now)  # killed while it sent
    assert actions.send_waiting(now=now + timedelta(minutes=1)) == 0
    assert actions.send_waiting(now=now + timedelta(minutes=20)) == 1
    assert run(now + timedelta(minutes=21)) == (0, 0)
    assert len(mailoutbox) == 1


def test_killed_while_writing_nothing_is_noted_as_told(ada, bo, monkeypatch):
    news_for(ada, bo)
    with monkeypatch.context() as patched:
        patched.setattr("knowledge.following.actions.writing.words", None)
        with pytest.raises(TypeError):
            actions.write_mails(now=soon())
    assert run(soon()) == (1, 1)


def test_two_runs_at_once_write_one_mail(ada, bo):
    from knowledge.following.actions import writing

    news_for(ada, bo)
    people = list(writing._people(soon()))
    again = list(writing._people(soon()))
    assert [writing._write(one, soon()) for one in [*people, *again]] == [1, 0]


def test_what_is_too_fresh_waits_and_is_told_later(ada, bo):
    news_for(ada, bo)
    assert run(timezone.now()) == (0, 0)
    assert run(soon()) == (1, 1)


def test_a_refusal_for_good_stops_mails_and_one_for_now_does_not(sink, ada, bo, client):
    news_for(ada, bo)
    sink.refuses["ada@example.org"] = "450 4.2.1 later"
    now = soon()
    assert run(now) == (1, 0)
    assert NewsMail.objects.count() == 1
    sink.refuses["ada@example.org"] = "550 5.1.1 no such person"
    assert actions.send_waiting(now=now + timedelta(minutes=20)) == 0
    assert Member.objects.get(user=ada).mail_stopped_at
    news_for(ada, bo)
    assert run(soon()) == (0, 0)
    client.force_login(ada)
    assert "came back" in client.get("/en/account/").text
    client.post("/en/following/send-again/")
    sink.refuses.clear()
    news_for(ada, bo)
    assert run(soon()) == (1, 1)


def test_a_server_that_does_not_answer_loses_nothing(ada, bo, settings, mailoutbox):
    news_for(ada, bo)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    now = soon()
    assert run(now) == (1, 0)
    settings.EMAIL_BACKEND = backend
    assert actions.send_waiting(now=now + timedelta(minutes=20)) == 1


def test_the_command_runs_twice(ada, bo):
    news_for(ada, bo)
    call_command("mail_news")
    call_command("mail_news")
    assert NewsMail.objects.count() == 0
