"""Taking one's data along, and leaving: complete the one, without a trace the other."""

import json

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from knowledge.members import actions, keeping
from knowledge.members.names import name_of
from tests.factories import SheetFactory
from tests.knowledge.members.conftest import last_code

pytestmark = pytest.mark.django_db

ADDRESS, NAME = "ana.lopez@example.org", "Ana Maria Quispe"
DELETE, EXPORT = "/en/account/delete/", "/en/account/export/"


@pytest.fixture
def ana(all_roles, make_person):
    """Everything that an account can have."""
    user = make_person(ADDRESS, "friend", "reviewer", password="much-better-soil-9")
    user.first_name, user.last_name, user.last_login = "Ana Maria", "Quispe", timezone.now()
    user.save()
    actions.agree_to_terms(user)
    user.member.refresh_from_db()
    user.member.shown_name = NAME
    user.member.save()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    SocialAccount.objects.create(user=user, provider="orcid", uid="0000-0002-1825-0097")
    UserProfile.get_for_user(user)
    actions.invite(email="bo@example.org", role="contributor", language="en", by=user)
    return user


def everything() -> str:
    """Each text of each row of each table, sessions opened."""
    rows = []
    for model in apps.get_models(include_auto_created=True):
        fields = [f.attname for f in model._meta.concrete_fields if not f.is_relation]
        rows += [repr(row) for row in model._default_manager.values_list(*fields)]
    rows += [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(rows).lower()


def test_nothing_personal_is_left_in_any_table(ana, client, sign_in):
    other = User.objects.create_superuser("root")
    actions.invite(email=ADDRESS, role="moderator", language="en", by=other)
    Client().post("/en/account/login/", {"login": ADDRESS})  # begun in another browser
    Client().force_login(ana)
    for personal in (ADDRESS, "ana maria", "quispe", "0000-0002-1825-0097"):
        assert personal in everything(), "the test would see nothing"
    actions.delete_account(ana)
    kept = everything()
    for personal in (ADDRESS, "ana maria", "quispe", "0000-0002-1825-0097", "bo@example.org"):
        assert personal not in kept


def test_texts_keep_an_author_who_has_no_name(ana):
    revision = SheetFactory().save_revision(user=ana)
    actions.delete_account(ana)
    revision.refresh_from_db()
    assert revision.user_id == ana.pk
    assert name_of(User.objects.get(pk=ana.pk)) == "Former contributor"


def test_who_has_left_cannot_come_back(ana):
    actions.delete_account(ana)
    ana.refresh_from_db()
    assert not ana.is_active and not ana.is_superuser and not ana.has_usable_password()
    assert not ana.groups.exists()
    with pytest.raises(actions.MayNot):
        actions.unblock(ana, by=User.objects.create_superuser("root"))


def test_leaving_is_in_the_log_without_a_name(ana):
    actions.delete_account(ana)
    entry = ModelLogEntry.objects.get(action="members.delete_account")
    assert entry.label == f"Member {ana.pk}" and entry.user_id == ana.pk


def test_the_address_may_be_used_again(ana, client):
    actions.delete_account(ana)
    client.post("/en/account/signup/", {"email": ADDRESS})
    client.post("/en/account/confirm-email/", {"code": last_code()})
    assert User.objects.get(email=ADDRESS).pk != ana.pk


def test_one_leaves_in_three_clicks_after_a_code(client, make_person, sign_in):
    user = make_person(ADDRESS)
    sign_in(client, ADDRESS)
    assert DELETE in client.get("/en/account/").text  # first click
    page = client.get(DELETE)  # second
    assert 'method="post"' in page.text and "Former contributor" in page.text
    assert User.objects.get(pk=user.pk).is_active, "to look deletes nothing"
    done = client.post(DELETE, follow=True)  # third
    assert "Your account is deleted." in done.text
    assert not User.objects.get(pk=user.pk).is_active
    assert client.get("/en/account/").status_code == 302


def test_an_old_session_proves_itself_again_before_it_deletes(client, make_person, old_session):
    user = make_person(ADDRESS)
    old_session(client, user)
    asked = client.post(DELETE)
    assert asked["Location"].startswith("/en/account/reauthenticate/")
    assert User.objects.get(pk=user.pk).is_active
    sent = client.post(asked["Location"], {"recipient": ADDRESS})
    client.post(sent["Location"], {"code": last_code(), "next": DELETE}, follow=True)
    assert not User.objects.get(pk=user.pk).is_active


def test_the_export_holds_all_that_is_kept(ana):
    SheetFactory(text__title="Zaï pits").save_revision(user=ana, log_action=True)
    found = actions.export_of(ana)
    said = json.dumps(found, default=str, ensure_ascii=False)
    for personal in (ADDRESS, NAME, "0000-0002-1825-0097", "bo@example.org", "Zaï pits"):
        assert personal in said
    assert found["account"]["roles"] == ["friend", "contributor", "reviewer"]
    assert {key["type"] for key in found["second_keys"]} == {"totp", "recovery_codes"}
    assert [row["action"] for row in found["log"]][:1] == ["members.agree_to_terms"]
    assert len(found["versions"]) == 1


def test_the_export_gives_no_secret_out(ana):
    said = json.dumps(actions.export_of(ana), default=str)
    assert ana.password not in said and "secret" not in said and "token" not in said


def test_what_an_app_keeps_is_in_the_export_and_let_go_of(ana, monkeypatch):
    monkeypatch.setattr(keeping, "PARTS", dict(keeping.PARTS))
    monkeypatch.setattr(keeping, "FAREWELLS", list(keeping.FAREWELLS))
    let_go = []
    keeping.kept("proposals")(lambda user: [{"title": "mine"}])
    keeping.on_leaving(let_go.append)
    assert actions.export_of(ana)["proposals"] == [{"title": "mine"}]
    actions.delete_account(ana)
    assert let_go == [ana]


def test_the_export_is_a_file_for_its_owner_alone(client, make_person, sign_in):
    user = make_person(ADDRESS)
    assert client.get(EXPORT).status_code == 302
    sign_in(client, ADDRESS)
    response = client.get(EXPORT)
    assert response["Content-Disposition"] == f'attachment; filename="account-{user.pk}.json"'
    assert "no-store" in response["Cache-Control"]
    assert response.json()["account"]["email"] == ADDRESS


def test_an_old_session_proves_itself_before_it_exports(client, make_person, old_session):
    old_session(client, make_person(ADDRESS))
    assert client.get(EXPORT)["Location"].startswith("/en/account/reauthenticate/")


def test_every_field_that_names_a_person_is_known():
    """A new table with a text about a person needs a thought on leaving and on the export."""
    known = {"account.EmailAddress", "account.EmailConfirmation", "auth.User", "members.Invitation"}
    addresses = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField) or "email" in field.name
    }
    assert addresses - {"wagtailforms.FormSubmission"} <= known
