"""People of each role; a cache without the counts of the test before."""

import re

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
    prepare_editing()
    roles.prepare_roles()


@pytest.fixture
def by_role(all_roles, make_person):
    """Role -> a person who has it."""
    return {code: make_person(f"{code}@example.org", code) for code in roles.ROLES}


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
