"""Names, roles given and taken, blocks; and what each page asks of the database."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import translation
from wagtail.models import ModelLogEntry

from knowledge.members import actions, roles
from knowledge.members.names import name_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Contributor"), ("fr", "Contributeur"), ("es", "Colaborador")]
)
def test_without_a_name_one_has_a_number_and_never_an_address(make_person, language, said):
    person = make_person("ana@example.org")
    with translation.override(language):
        assert name_of(person) == f"{said} {person.pk}"


def test_who_has_no_profile_or_is_nobody_has_a_name_too(db):
    assert name_of(User.objects.create_superuser("root", "root@example.org")).startswith("Contr")
    assert name_of(None) == name_of(AnonymousUser()) == "Former contributor"


def test_one_chooses_name_languages_and_mail(client, make_person):
    client.force_login(make_person("ana@example.org"))
    wish = {
        "shown_name": " Ana  Quispe ",
        "reads": ["es", "fr"],
        "mail_language": "es",
        "mail_rhythm": "weekly",
    }
    page = client.post("/en/account/", wish, follow=True)
    assert "Ana Quispe" in page.text and "Saved." in page.text
    member = User.objects.get().member
    assert member.reading_languages == ("fr", "es") or member.reading_languages == ("es", "fr")
    assert (member.mail_language, member.mail_rhythm) == ("es", "weekly")


@pytest.mark.parametrize("wrong", [{"shown_name": "ana@example.org"}, {"mail_language": "xx"}])
def test_what_cannot_be_is_refused_with_its_reason(client, make_person, wrong):
    client.force_login(make_person("ana@example.org"))
    wish = {"shown_name": "Ana", "mail_language": "es", "mail_rhythm": "never"} | wrong
    response = client.post("/en/account/", wish)
    assert response.status_code == 200 and 'aria-invalid="true"' in response.text


def test_the_secretariat_gives_and_takes_roles(client, by_role, make_person):
    ana = make_person("ana@example.org", "friend")
    client.force_login(by_role["secretariat"])
    path = f"/en/account/people/{ana.pk}/"
    client.post(path, {"give": "1", "roles": ["friend", "reviewer"]})
    assert roles.roles_of(ana) == ["friend", "reviewer"]
    client.post(path, {"give": "1", "roles": ["friend"]})
    assert roles.roles_of(ana) == ["friend"]
    logged = ModelLogEntry.objects.filter(action__in=("members.give_role", "members.take_role"))
    assert {entry.user_id for entry in logged} == {by_role["secretariat"].pk}
    assert {entry.data["role"] for entry in logged} == {"reviewer"}


def test_a_moderator_gives_no_role_but_blocks(client, by_role, make_person):
    ana = make_person("ana@example.org", "friend")
    Client().force_login(ana)
    client.force_login(by_role["moderator"])
    path = f"/en/account/people/{ana.pk}/"
    client.post(path, {"give": "1", "roles": ["moderator"]})
    assert roles.roles_of(ana) == ["friend"]
    client.post(path, {"block": "1", "reason": "advertises"})
    ana.refresh_from_db()
    assert not ana.is_active
    assert ModelLogEntry.objects.get(action="members.block").data == {"reason": "advertises"}
    assert Session.objects.count() == 1  # the moderator's own
    client.post(path, {"unblock": "1"})
    ana.refresh_from_db()
    assert ana.is_active


def test_nobody_blocks_upwards_or_themselves(by_role):
    for other in ("secretariat", "moderator"):
        with pytest.raises(actions.MayNot):
            actions.block(by_role[other], by=by_role["moderator"])
    with pytest.raises(actions.MayNot):
        actions.block(User.objects.create_superuser("root"), by=by_role["secretariat"])


def test_the_last_of_the_secretariat_cannot_lock_themselves_out(by_role):
    with pytest.raises(actions.MayNot):
        actions.take_role("secretariat", of=by_role["secretariat"], by=by_role["secretariat"])


def test_one_signs_out_everywhere_else(client, make_person):
    ana = make_person("ana@example.org")
    other, stranger = Client(), Client()
    for browser, who in ((client, ana), (other, ana), (stranger, make_person("bo@example.org"))):
        browser.force_login(who)
    client.post("/en/account/sign-out-elsewhere/")
    opened = [c.get("/en/account/").status_code for c in (client, other, stranger)]
    assert opened == [200, 302, 200]


def test_a_forgotten_password_is_taken_away_by_a_code(client, make_person, sign_in):
    ana = make_person("ana@example.org", password="much-better-soil-9")
    sign_in(client, "ana@example.org")
    client.post("/en/account/password/remove/")
    ana.refresh_from_db()
    assert not ana.has_usable_password()
    assert client.get("/en/account/").status_code == 200


def test_the_first_account_is_made_at_the_command_line(db, client, sign_in):
    user = actions.make_editor(email="Root@example.org", password="much-better-soil-9")
    answer = client.post(
        "/en/account/login/",
        {"login": "root@example.org", "password": "much-better-soil-9", "next": "/admin/"},
    )
    assert answer["Location"] == "/admin/" and client.get("/admin/").status_code == 200
    assert actions.make_editor(email="root@example.org") == user


def test_signed_out_pages_know_nothing_of_sessions(client, django_assert_num_queries):
    response = client.get("/en/about/")
    assert "Cookie" not in response.get("Vary", "") and not response.cookies
    assert 'href="/en/account/login/?next=%2Fen%2Fabout%2F"' in response.text
    with django_assert_num_queries(0):
        client.get("/en/about/")


def test_signed_in_pages_are_kept_by_nobody_else(client, make_person, django_assert_num_queries):
    client.force_login(make_person("ana@example.org"))
    with django_assert_num_queries(2):  # the session, the user
        response = client.get("/en/about/")
    assert response["Cache-Control"] == "private" and "Cookie" in response["Vary"]
    assert 'href="/en/account/"' in response.text


def test_open_data_is_the_same_for_all(client, make_person):
    path = "/api/v1/practices"
    before = client.get(path)
    client.force_login(make_person("ana@example.org"))
    after = client.get(path)
    assert before.status_code == 200 and before.content == after.content
    assert "Cookie" not in after.get("Vary", "") and "Cache-Control" not in after


def test_the_account_page_asks_little(client, by_role, django_assert_max_num_queries):
    client.force_login(by_role["secretariat"])
    client.get("/en/account/")  # content types are asked for once a process
    # Five of them: how far one is from trust, what waits of each kind of post, and of offers.
    with django_assert_max_num_queries(17):
        client.get("/en/account/")


def test_more_people_cost_no_more_queries(
    client, by_role, make_person, django_assert_max_num_queries
):
    for number in range(30):
        make_person(f"p{number}@example.org", "friend")
    client.force_login(by_role["moderator"])
    with django_assert_max_num_queries(9):
        page = client.get("/en/account/people/")
    assert page.text.count("/en/account/people/") > 30
    assert "@example.org" not in page.text
