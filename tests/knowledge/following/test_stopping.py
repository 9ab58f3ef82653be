"""One click stops mails, without signing in; a signature that is not ours stops nothing."""

import pytest
from django.test import Client

from knowledge.following import actions
from knowledge.following.models import Follow
from knowledge.following.tokens import return_path, returned_to, stop_token
from knowledge.members.models import Member
from tests.factories import SheetFactory
from tests.knowledge.following.test_mails import bo, news_for  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def follow(ada):
    return actions.follow("sheet", str(SheetFactory().pk), user=ada)


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def address(*which):
    return f"/en/following/stop/{stop_token(*which)}/"


def test_looking_at_the_address_changes_nothing(follow, strict):
    assert "<button" in strict.get(address(follow.user_id)).text
    strict.get(address(follow.user_id, follow.pk))
    assert Follow.objects.count() == 1
    assert Member.objects.get(user=follow.user).mail_rhythm == "at_once"


def test_one_click_stops_all_mails_and_keeps_what_is_followed(follow, strict, bo):  # noqa: F811
    news_for(follow.user, bo)
    for _twice in range(2):
        assert strict.post(address(follow.user_id), ONE_CLICK).status_code == 200
    assert Member.objects.get(user=follow.user).mail_rhythm == "never"
    assert Follow.objects.count() == 2
    assert actions.write_mails() == 0


def test_the_address_of_one_follow_ends_that_one(follow, strict):
    other = actions.follow("sheet", str(SheetFactory().pk), user=follow.user)
    strict.post(address(follow.user_id, follow.pk), ONE_CLICK)
    assert list(Follow.objects.all()) == [other]


def test_a_token_ends_no_follow_of_another(follow, strict, make_person):
    other = make_person("bo@example.org")
    strict.post(address(other.pk, follow.pk), ONE_CLICK)
    assert Follow.objects.count() == 1


def test_a_tampered_token_is_nothing(follow, strict):
    token = stop_token(follow.user_id)
    for bad in (token[:-1], token[1:], token.swapcase(), f"x{token}", "x", "a:b:c", "é"):
        for ask in (strict.get, strict.post):
            assert ask(f"/en/following/stop/{bad}/").status_code == 404
    assert Member.objects.get(user=follow.user).mail_rhythm == "at_once"


def test_the_return_path_names_the_person_and_cannot_be_made_up(settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    path = return_path(12)
    assert returned_to(path) == returned_to(f"<{path.upper()}>") == 12
    assert len(path.partition("@")[0]) <= 64
    assert returned_to(path.replace("+12-", "+13-")) is None
    assert returned_to("bounces+12-0000000000000000@example.org") is None
