"""Accounts that were never confirmed do not stay for ever; all others do."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone

from knowledge.contributing import actions as contributing
from knowledge.members.actions import forget_unconfirmed
from tests.knowledge.members.conftest import last_code

pytestmark = pytest.mark.django_db

ADDRESS = "ana@example.org"


@pytest.fixture
def newcomer(client):
    """Gave an address at the door, and did not come back with the code."""
    client.post("/en/account/signup/", {"email": ADDRESS})
    return User.objects.get(email=ADDRESS)


def age(user, days: int = 31) -> None:
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=days))


def test_an_address_that_nobody_confirmed_goes_after_a_month(newcomer):
    age(newcomer, 29)
    assert forget_unconfirmed(timezone.now()) == 0
    age(newcomer)
    assert forget_unconfirmed(timezone.now()) == 1
    assert not User.objects.filter(pk=newcomer.pk).exists()
    assert not EmailAddress.objects.filter(email=ADDRESS).exists()


def test_who_confirmed_stays(client, newcomer):
    client.post("/en/account/confirm-email/", {"code": last_code()})
    age(newcomer)
    assert forget_unconfirmed(timezone.now()) == 0


def test_accounts_made_otherwise_stay(make_person):
    old = User.objects.create_user("of the command line")
    editor = User.objects.create_superuser("root", "root@example.org")
    EmailAddress.objects.create(user=editor, email="root@example.org", verified=False)
    for user in (old, editor, make_person("b@example.org")):
        age(user)
    assert forget_unconfirmed(timezone.now()) == 0


def test_one_that_wrote_something_stays(newcomer):
    contributing.begin(kind="wiki", author=newcomer, language="en", answers={"page-title": "x"})
    age(newcomer)
    assert forget_unconfirmed(timezone.now()) == 0 and User.objects.filter(pk=newcomer.pk).exists()
