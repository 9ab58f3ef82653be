"""What "Your data" promises: it speaks of every table, and what it says is done each day."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone, translation
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import UploadedFile

from knowledge.contributing import actions as contributing
from knowledge.contributing.models import Proposal
from knowledge.discussion.actions import write as comment
from knowledge.discussion.models import Comment
from knowledge.following.models import NewsMail
from knowledge.friends.models import Profile
from knowledge.members import actions, keeping
from knowledge.members.models import Invitation
from knowledge.members.roles import prepare_roles
from knowledge.moderation.actions import flag, remove
from knowledge.moderation.models import Decision, PostFlag
from knowledge.regions.models import Offer
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import FieldReport
from tests.factories import SheetFactory
from tests.knowledge.friends.test_page import member

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NOW = timezone.now()


def names_a_person(model) -> bool:
    return any(
        field.related_model is User and not field.auto_created
        for field in model._meta.concrete_fields
    )


def test_each_table_with_a_person_in_it_is_declared():
    everything = apps.get_models(include_auto_created=True)
    with_people = {model._meta.label for model in everything if names_a_person(model)}
    declared = {label for one in keeping.HELD for label in one.models}
    assert with_people - declared == set()
    assert declared <= {model._meta.label for model in everything}, "a table that is gone"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_page_says_all_that_is_declared_and_each_page_leads_to_it(client, language):
    page = client.get(f"/{language}/privacy/")
    with translation.override(language):
        for one in keeping.HELD:
            for said in (one.what, one.why, one.who, one.until):
                assert str(said).split("“")[0].split("’")[0] in page.text, said
    assert "{" not in page.text.split("<main")[1].split("</main")[0]
    assert f'href="/{language}/privacy/"' in client.get(f"/{language}/about/").text
    assert not page.cookies


def days_ago(number):
    return NOW - timedelta(days=number)


def swept(name, days):
    """What the broom of this name takes, so many days from now."""
    return actions.forget(now=NOW + timedelta(days=days))[name]


def test_invitations_that_nobody_took_up_go_after_44_days(make_superuser):
    actions.invite(email="bo@example.org", role="friend", language="en", by=make_superuser)
    assert (swept("forget_old_invitations", 43), swept("forget_old_invitations", 45)) == (0, 1)
    assert not Invitation.objects.exists()


@pytest.fixture
def make_superuser(db):
    prepare_roles()
    return User.objects.create_superuser("root")


def test_sessions_go_after_two_weeks(client):
    client.force_login(member("ana"))
    assert (swept("forget_sessions", 13), swept("forget_sessions", 15)) == (0, 1)
    assert not Session.objects.exists()


def test_what_editors_did_not_save_goes_after_a_week(
    make_superuser, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    kind = ContentType.objects.get_for_model(User)
    EditingSession.objects.create(
        user=make_superuser, content_type=kind, object_id="1", last_seen_at=NOW
    )
    FormState.objects.create(
        user=make_superuser, content_type=kind, object_id="1", data="x", last_updated_at=NOW
    )
    file = ContentFile(b"x", name="x.txt")
    UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=make_superuser)
    with django_capture_on_commit_callbacks(execute=True):
        assert (swept("forget_scratch", 6), swept("forget_scratch", 8)) == (0, 3)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_draft_of_nobody_goes_after_a_month_and_a_person_s_stays():
    contributing.begin(kind="wiki", author=None, language="en")
    kept = contributing.begin(kind="wiki", author=member("ana"), language="en")
    assert swept("forget_unsigned_drafts", 29) == 0 < swept("forget_unsigned_drafts", 31)
    assert Proposal.objects.get() == kept


def test_a_mail_that_nobody_takes_goes_after_three_days():
    NewsMail.objects.create(user=member("ana"), subject="x", body="x", language="en", made_at=NOW)
    assert (swept("give_up", 2), swept("give_up", 4)) == (0, 1)


def test_a_report_that_was_taken_back_keeps_no_word_after_a_month():
    said = Said("does", why="straw", region="Kayes", crop_said="mil", latitude=12.6, longitude=-8)
    report = acts.report(SheetFactory(live=True).pk, said, author=member("ana"))
    assert swept("forget_withdrawn_reports", 400) == 0, "it stands"
    acts.withdraw(report)
    name = "forget_withdrawn_reports"
    assert [swept(name, 29), swept(name, 31), swept(name, 32)] == [0, 1, 0]
    report = FieldReport.objects.get()
    assert (report.why, report.region, report.crop_said) == ("", "", "")


def test_what_a_moderator_removed_is_emptied_once_nobody_can_undo_it(make_superuser):
    ana, sheet = member("ana"), SheetFactory(live=True)
    report = acts.report(sheet.pk, Said("does", why="straw"), author=ana)
    words = comment(sheet, author=ana, text="Buy our compost", language="en")
    page = Profile.objects.create(
        author=ana, about="Best compost", region="Kayes", shows_about=True, state="pending"
    )
    for post in (report, words, page):
        remove(post, by=make_superuser, reason="spam")
    name = "forget_removed_posts"
    assert [swept(name, 29), swept(name, 31), swept(name, 32)] == [0, 3, 0]
    said = [FieldReport.objects.get().why, Comment.objects.get().text, Profile.objects.get().about]
    assert said == ["", "", ""]
    assert Profile.objects.get().region == "Kayes", "closed, so no moderator read it"


def test_a_flag_that_was_settled_goes_after_a_year():
    words = comment(SheetFactory(live=True), author=member("ana"), text="x", language="en")
    flag(words, by=member("ben"), reason="spam")
    assert swept("forget_settled_flags", 999) == 0, "nobody has looked at it"
    PostFlag.objects.update(settled_at=NOW)
    assert (swept("forget_settled_flags", 364), swept("forget_settled_flags", 366)) == (0, 1)
    assert not Decision.objects.exists()


def test_an_offer_goes_a_month_after_it_was_decided_on():
    offer = Offer.objects.create(user=member("ana"), place="MLI", words="I would", language="en")
    assert swept("forget_decided_offers", 99) == 0, "nobody has looked at it"
    Offer.objects.filter(pk=offer.pk).update(decided_at=NOW)
    assert (swept("forget_decided_offers", 29), swept("forget_decided_offers", 31)) == (0, 1)


def test_the_command_says_what_went_and_warns_where_a_day_was_missed(client):
    client.post("/en/account/signup/", {"email": "ana@example.org"})
    User.objects.update(date_joined=days_ago(31))
    call_command("forget", check=True)
    User.objects.update(date_joined=days_ago(33))
    with pytest.raises(CommandError):
        call_command("forget", check=True)
    said = StringIO()
    call_command("forget", stdout=said)
    assert "forget_unconfirmed: 1" in said.getvalue() and not User.objects.exists()


@pytest.mark.parametrize("error", [DatabaseError, PermissionError])
def test_one_broom_that_breaks_does_not_keep_the_others(monkeypatch, error):
    def broken(now):
        User.objects.create(username="x")
        raise error

    monkeypatch.setattr(keeping, "BROOMS", [broken, *keeping.BROOMS])
    assert actions.forget()["forget_sessions"] == 0 and not User.objects.exists()
