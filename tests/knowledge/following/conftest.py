"""People who follow, things that happen, and an index of one's own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from knowledge.following import actions
from knowledge.following.models import Follow
from knowledge.members.models import Member
from tests.knowledge.members.conftest import *  # noqa: F403

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def ada(make_person):
    return friend(make_person, "ada@example.org")


def friend(make_person, email, *, language="en", rhythm="at_once"):
    user = make_person(email)
    Member.objects.filter(user=user).update(mail_language=language, mail_rhythm=rhythm)
    user.member.refresh_from_db()
    return user


def ago(**ago):
    return timezone.now() - timedelta(**ago)


def earlier(follow, **ago_):
    """As if it had begun some time ago."""
    when = ago(**ago_)
    Follow.objects.filter(pk=follow.pk).update(since=when, told_at=when)
    follow.refresh_from_db()
    return follow


def run(now=None):
    """As the command does it: how many were written, and sent."""
    actions.look_into_searches()
    return actions.write_mails(now=now), actions.send_waiting(now=now)


def soon():
    """When what happens now is old enough to be told."""
    return timezone.now() + timedelta(minutes=5)
