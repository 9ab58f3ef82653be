"""People of each role; a cache without the counts of the test before."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache

from knowledge.members import roles
from knowledge.members.actions import member_of, random_username
from practices.editing import prepare_editing


@pytest.fixture(autouse=True)
def no_counts_yet():
    cache.clear()


@pytest.fixture
def make_person(db):
    """Makes a person with an address and roles."""

    def make(email: str, *given: str, password: str | None = None) -> User:
        user = User.objects.create_user(random_username(), email, password)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        for code in given:
            user.groups.add(Group.objects.get_or_create(name=code)[0])
        member_of(user)
        return user

    return make


@pytest.fixture
def all_roles(db):
    """They are there from the start, until a test with real transactions empties every table."""
    if not Group.objects.filter(name__in=roles.ROLES).exists():
        prepare_editing()
        roles.prepare_roles()


class OnePerRole(dict):
    """Made when first asked for: a test needs two of the seven."""

    def __init__(self, make: Callable[[str, str], User]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, code: str) -> User:
        self[code] = self.make(f"{code}@example.org", code)
        return self[code]


@pytest.fixture
def by_role(all_roles, make_person):
    """Role -> a person who has it."""
    return OnePerRole(make_person)


def code_in(message) -> str:
    """The code that a mail holds, on a line of its own."""
    return re.search(r"^([A-Z0-9-]{6,10})$", message.body, re.MULTILINE)[1]


def last_code() -> str:
    return code_in(mail.outbox[-1])


@pytest.fixture
def sign_in():
    """By the door, with the code of the mail: so that it counts as a fresh proof."""

    def go(client, email: str, language: str = "en"):
        client.post(f"/{language}/account/login/", {"login": email})
        return client.post(f"/{language}/account/login/code/confirm/", {"code": last_code()})

    return go


@pytest.fixture
def old_session():
    """Signs in without the door, as a browser in which one came in long ago."""

    def go(client, user):
        client.force_login(user)
        session = client.session
        session["came_in_at"] = 0
        session.save()

    return go
