"""Mails that come back: read whatever they hold, and believed only where we signed."""

import io
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from knowledge.following.bounces import Bounce, bounce_in
from knowledge.following.tokens import return_path
from knowledge.members.models import Member
from tests.knowledge.following.conftest import friend

REPORT = """\
From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ada@example.org
Action: {action}
Status: {status}

--b--
"""


@pytest.fixture(autouse=True)
def bounce_address(settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"


def report(user=7, action="failed", status="5.1.1", to=None):
    return REPORT.format(to=to or return_path(user), action=action, status=status).encode()


@pytest.mark.parametrize(
    ("action", "status", "bounce"),
    [
        ("failed", "5.1.1", Bounce(7, is_hard=True)),
        ("Failed", "5.7.1 (blocked)", Bounce(7, is_hard=True)),
        ("failed", "5.2.2", Bounce(7, is_hard=False)),
        ("failed", "4.4.1", Bounce(7, is_hard=False)),
        ("failed", "what", Bounce(7, is_hard=False)),
        ("delayed", "4.4.1", None),
        ("delivered", "2.0.0", None),
    ],
)
def test_a_report_says_whether_to_try_again(action, status, bounce):
    assert bounce_in(report(action=action, status=status)) == bounce


def test_only_an_address_that_we_signed_counts():
    assert bounce_in(report(to="ada@example.org")) is None
    assert bounce_in(report(to="bounces+7-0123456789abcdef@example.org")) is None
    assert bounce_in(b"Subject: I am away\n\nUntil Monday.") is None


@given(st.binary(max_size=400))
def test_no_bytes_break_it(noise):
    bounce_in(noise)
    whole = report()
    bounce_in(whole[: len(noise)] + noise + whole[len(noise) :])
    bounce_in(whole.replace(b"Status: 5.1.1", b"Status: " + noise))


def pipe(monkeypatch, raw):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("bounced")


@pytest.mark.django_db
@pytest.mark.any_database
def test_a_hard_one_stops_mails_and_the_fifth_soft_one_does(make_person, monkeypatch):
    ada, bo = friend(make_person, "ada@example.org"), friend(make_person, "bo@example.org")
    pipe(monkeypatch, report(ada.pk))
    assert Member.objects.get(user=ada).mail_stopped_at
    for n in range(5):
        assert Member.objects.get(user=bo).mail_stopped_at is None, n
        pipe(monkeypatch, report(bo.pk, status="4.4.1"))
    assert Member.objects.get(user=bo).mail_stopped_at
    pipe(monkeypatch, report(99999))
