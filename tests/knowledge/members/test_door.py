"""Signing up and in: by a code, by a password, and what an abuser learns, which is nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from knowledge.members import roles
from knowledge.members.actions import block
from tests.knowledge.members.conftest import last_code

pytestmark = pytest.mark.django_db

LOGIN, SIGNUP = "/en/account/login/", "/en/account/signup/"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_one_joins_by_a_code_and_is_a_friend(client, language):
    base = f"/{language}/account"
    client.post(f"{base}/signup/?next=/{language}/about/", {"email": "ana@example.org"})
    response = client.post(f"{base}/confirm-email/", {"code": last_code()})
    assert response.status_code == 302
    user = User.objects.get(email="ana@example.org")
    assert roles.roles_of(user) == ["friend"]
    assert (user.member.mail_language, user.member.reads) == (language, language)
    assert not user.has_usable_password()
    assert client.get(f"{base}/").status_code == 200


def test_the_user_name_tells_nothing_of_the_address(client):
    client.post(SIGNUP, {"email": "ana.lopez@example.org"})
    assert not re.search("ana|lopez", User.objects.get().username)


def test_one_comes_back_by_a_code_to_where_one_was(client, make_person):
    make_person("ana@example.org")
    response = client.post(LOGIN, {"login": "ana@example.org", "next": "/en/about/"})
    response = client.post(response["Location"], {"code": last_code(), "next": "/en/about/"})
    assert response["Location"] == "/en/about/"


def test_no_way_leads_off_the_site(client, make_person):
    make_person("ana@example.org")
    response = client.post(f"{LOGIN}?next=https://evil.example/", {"login": "ana@example.org"})
    response = client.post(
        "/en/account/login/code/confirm/",
        {"code": last_code(), "next": "https://evil.example/"},
    )
    assert response["Location"] == "/en/account/"


def test_a_password_works_where_one_was_set(client, make_person):
    make_person("ana@example.org", password="much-better-soil-9")
    wrong = client.post(LOGIN, {"login": "ana@example.org", "password": "guess"})
    assert wrong.status_code == 200 and "open" in re.search(r"<details[^>]*>", wrong.text)[0]
    right = client.post(LOGIN, {"login": "ana@example.org", "password": "much-better-soil-9"})
    assert right["Location"] == "/en/account/"
    assert mail.outbox == []


def test_mail_speaks_the_language_of_the_person_not_of_the_page(client, make_person):
    person = make_person("ana@example.org")
    person.member.mail_language = "es"
    person.member.save()
    client.post("/fr/account/login/", {"login": "ana@example.org"})
    assert mail.outbox[-1].subject == "Su código para entrar"
    assert "http://127.0.0.1:8000" in mail.outbox[-1].body


def shown(response) -> str:
    """A page without what differs from one request to the next, and without the address typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.text)
    return re.sub(r"\w+@example\.org", "", text)


@pytest.mark.parametrize(("path", "field"), [(LOGIN, "login"), (SIGNUP, "email")])
def test_nobody_learns_whether_an_address_has_an_account(make_person, path, field):
    make_person("known@example.org")
    seen = []
    for address in ("known@example.org", "nobody@example.org"):
        client = Client()
        answer = client.post(path, {field: address})
        after = client.get(answer["Location"])
        refused = client.post(answer["Location"], {"code": "ABCDEF"})
        seen.append((answer.status_code, answer["Location"], shown(after), shown(refused)))
    assert seen[0] == seen[1]
    assert len(mail.outbox) == 2


def test_a_wrong_password_says_the_same_for_a_known_and_an_unknown_address(make_person):
    make_person("known@example.org", password="much-better-soil-9")
    seen = {
        shown(Client().post(LOGIN, {"login": address, "password": "guess"})).replace(address, "")
        for address in ("known@example.org", "nobody@example.org")
    }
    assert len(seen) == 1


def test_who_joins_with_a_taken_address_changes_nothing(client, make_person):
    make_person("known@example.org")
    client.post(SIGNUP, {"email": "known@example.org"})
    assert User.objects.count() == EmailAddress.objects.count() == 1
    assert mail.outbox[-1].subject == "You have an account already"
    assert LOGIN in mail.outbox[-1].body


def test_a_code_may_be_guessed_three_times(client, make_person):
    make_person("ana@example.org")
    client.post(LOGIN, {"login": "ana@example.org"})
    code = last_code()
    for _ in range(3):
        client.post("/en/account/login/code/confirm/", {"code": "AAAAAA"})
    client.post("/en/account/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_codes_to_one_address_are_counted(make_person):
    make_person("ana@example.org")
    answers = [Client().post(LOGIN, {"login": "ana@example.org"}) for _ in range(6)]
    assert answers[0].status_code == 302
    assert len(mail.outbox) == 3
    assert answers[-1].status_code == 200  # the form says it


def test_passwords_of_one_account_are_counted(make_person):
    make_person("ana@example.org", password="much-better-soil-9")
    for _ in range(5):
        Client().post(LOGIN, {"login": "ana@example.org", "password": "guess"})
    late = Client().post(LOGIN, {"login": "ana@example.org", "password": "much-better-soil-9"})
    assert late.status_code == 200
    assert "_auth_user_id" not in late.client.session


def test_accounts_from_one_place_are_counted_and_the_page_says_so():
    answers = [Client().post(SIGNUP, {"email": f"a{n}@example.org"}) for n in range(21)]
    assert [a.status_code for a in answers] == [302] * 20 + [429]
    assert "Wait a few minutes" in answers[-1].text


@pytest.mark.parametrize(
    "path",
    [
        *("login/", "signup/", "logout/", "email/", "delete/", "terms/", "sign-out-elsewhere/"),
        *("password/set/", "password/remove/", "invitations/", "people/1/", ""),
    ],
)
def test_no_form_is_taken_from_another_site(make_person, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("ana@example.org"))
    response = client.post(f"/fr/account/{path}", {"email": "x@example.org"})
    assert response.status_code == 403
    assert "Merci de renvoyer" in response.text


def test_the_admin_is_entered_by_the_same_door(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/en/account/login/?next=/admin/"
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_who_may_not_enter_the_admin_is_told_and_not_sent_round(client, make_person):
    client.force_login(make_person("ana@example.org"))
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403 and "does not have the role" in response.text


def test_a_blocked_account_is_told_by_mail_alone(client, make_person):
    person = make_person("ana@example.org", password="much-better-soil-9")
    person.is_active = False
    person.save()
    answer = client.post(LOGIN, {"login": "ana@example.org"})
    assert answer["Location"] == "/en/account/login/code/confirm/"
    assert mail.outbox[-1].subject == "This account is closed"
    client.post(LOGIN, {"login": "ana@example.org", "password": "much-better-soil-9"}, follow=True)
    assert "_auth_user_id" not in client.session
    EmailAddress.objects.update(verified=False)
    cache.clear()
    Client().post(LOGIN, {"login": "ana@example.org"})
    assert mail.outbox[-1].subject != "This account is closed", "whose it is, nobody knows"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_who_is_blocked_meanwhile_reads_why_after_the_right_code_and_nobody_else_does(
    client, make_person, language
):
    person, judge = make_person("ana@example.org"), User.objects.create_superuser("judge")
    base = f"/{language}/account"
    client.post(f"{base}/login/", {"login": "ana@example.org"})
    block(person, by=judge, reason="Advertising, again.")
    wrong = client.post(f"{base}/login/code/confirm/", {"code": "AAAAAA"}, follow=True)
    assert "Advertising" not in wrong.text
    answer = client.post(f"{base}/login/code/confirm/", {"code": last_code()})
    assert answer["Location"] == f"{base}/inactive/"
    assert "Advertising" not in Client().get(answer["Location"]).text
    assert "Advertising, again." in client.get(answer["Location"]).text
    assert "Advertising" not in client.get(answer["Location"]).text
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["password/reset/", "login/code/nothing/", "phone/verify/"])
def test_pages_that_we_do_not_use_are_not_there(client, path):
    assert client.get(f"/en/account/{path}").status_code == 404
