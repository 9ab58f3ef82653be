"""The form of a report: what comes through it, and what does not."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from knowledge.moderation.actions import publish, remove, undo
from knowledge.moderation.limits import TooManyError
from knowledge.moderation.posts import kind_of
from practices.models import FieldReport, PracticeSheet
from tests.factories import SheetFactory
from tests.search.factories import zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FINE = "12.6392316, -8.0028892"
FINER = ("12.63", "12.639", "8.002", "8.00")


@pytest.fixture(autouse=True)
def climate():
    return zone("koppen", "BSh"), zone("koppen", "Aw")


@pytest.fixture
def sheet():
    return SheetFactory(live=True, text__title="Stone bunds")


def friend(name):
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="friend"))
    return user


@pytest.fixture
def signed_in(client):
    client.force_login(friend("farmer"))
    return client


def url(sheet, name="report"):
    return reverse(f"friends:{name}", args=[getattr(sheet, "pk", sheet)])


def send(client, sheet, **more):
    return client.post(url(sheet), {"doing": "does", **more})


def test_one_tap_is_enough_and_a_newcomer_s_report_waits(signed_in, sheet):
    assert send(signed_in, sheet).status_code == 302
    report = FieldReport.objects.get()
    assert (report.state, report.doing, report.language) == ("pending", "does", "en")
    page = Client().get(sheet.get_absolute_url()).content.decode()
    assert "1 does it" not in page
    publish(report, by=User.objects.create_superuser("m"))
    page = Client().get(sheet.get_absolute_url()).content.decode()
    assert "1 does it" in page and "still needs" in page


def test_what_a_moderator_removes_is_gone_from_the_page(signed_in, sheet):
    send(signed_in, sheet, why="straw is cheap")
    report, judge = FieldReport.objects.get(), User.objects.create_superuser("m")
    publish(report, by=judge)
    remove(FieldReport.objects.get(), by=judge, reason="spam")
    page = Client().get(url(sheet, "reports")).content.decode()
    assert "straw is cheap" not in page
    assert kind_of(report).about(report) == "Stone bunds"


def test_its_author_sees_it_wait_and_why_it_was_removed_and_nobody_else_does(signed_in, sheet):
    pages = (sheet.get_absolute_url(), url(sheet))
    send(signed_in, sheet, since="2019")
    for page in pages:
        shown = signed_in.get(page).content.decode()
        assert "You said: “I do it”, since 2019." in shown and "only you see it" in shown
    judge = User.objects.create_superuser("m")
    remove(FieldReport.objects.get(), by=judge, reason="empty", words="Say how long you dig.")
    assert FieldReport.objects.get().removed_because == "empty"
    for page in pages:
        shown = signed_in.get(page).content.decode()
        assert "It says too little" in shown and "Say how long you dig." in shown
        assert "It says too little" not in Client().get(page).content.decode()


def test_readers_who_signed_in_can_flag_another_s_report(signed_in, sheet):
    send(signed_in, sheet)
    FieldReport.objects.update(state="published")
    flag = reverse("moderation:flag", args=["report", FieldReport.objects.get().pk])
    reader = Client()
    reader.force_login(friend("reader"))
    for page in (sheet.get_absolute_url(), url(sheet, "reports")):
        assert flag in reader.get(page).content.decode()
        assert flag not in signed_in.get(page).content.decode()
        assert flag not in Client().get(page).content.decode()


def test_a_number_comes_back_with_a_report_whose_removal_is_undone(signed_in, sheet):
    send(signed_in, sheet, outcome="224", unit="g/kg", before="8", after="10")
    report = FieldReport.objects.get()
    rita = User.objects.create_superuser("rita")

    decision = remove(report, by=rita, reason="spam")
    report = FieldReport.objects.get()
    assert report.result.state == "withdrawn"
    undo(decision, by=rita)

    report = FieldReport.objects.get()
    assert (report.state, report.result.state) == ("pending", "pending")


def test_what_was_removed_does_not_come_back_beside_what_was_said_anew(signed_in, sheet):
    send(signed_in, sheet)
    judge = User.objects.create_superuser("m")
    decision = remove(FieldReport.objects.get(), by=judge, reason="spam")
    send(signed_in, sheet, why="anew")
    moderator = Client()
    moderator.force_login(judge)
    for address in (
        reverse("moderation:undo", args=[decision.pk]),
        reverse("moderation:decide", args=["report", decision.object_id]),
    ):
        shown = moderator.post(address, {"do": "publish"}, follow=True).content.decode()
        assert "its author has said it anew" in shown
    assert FieldReport.objects.get(pk=decision.object_id).state == "removed"


def test_a_removed_report_can_be_taken_back_with_its_place(signed_in, sheet):
    send(signed_in, sheet, near=FINE)
    remove(FieldReport.objects.get(), by=User.objects.create_superuser("m"), reason="spam")
    assert url(sheet, "withdraw") in signed_in.get(url(sheet)).content.decode()
    assert signed_in.post(url(sheet, "withdraw")).status_code == 302
    report = FieldReport.objects.get()
    assert (report.state, report.latitude) == ("withdrawn", None)


def test_a_position_is_rounded_in_the_database_on_the_page_and_in_the_session(client, sheet):
    refused = client.post(url(sheet), {"near": FINE}).content.decode()
    assert "12.6, -8.0" in refused and not any(one in refused for one in FINER)
    assert send(client, sheet, near=FINE).status_code == 302
    assert not any(one in str(dict(client.session)) for one in FINER)
    client.force_login(friend("farmer"))
    client.get(reverse("friends:send"))
    report = FieldReport.objects.get()
    assert f"{report.latitude}, {report.longitude}" == "12.6, -8.0"
    shown = client.get(url(sheet)).content.decode()
    assert "12.6, -8.0" in shown and not any(one in shown for one in FINER)
    api = client.get(f"/api/v1/sheets/{sheet.pk}").content.decode()
    assert "12.6" not in api


def test_a_report_written_before_signing_in_survives_and_is_sent_once(client, sheet):
    answer = send(client, sheet, why="less water", since="2019", crop="sorghum of ours")
    assert reverse("account_signup") in answer["Location"]
    client.force_login(friend("farmer"))
    client.get(reverse("friends:send"))
    client.get(reverse("friends:send"))
    report = FieldReport.objects.get()
    assert (report.why, report.since_year, report.crop_said) == (
        "less water", 2019, "sorghum of ours",
    )  # fmt: skip


def test_words_that_were_refused_after_signing_in_are_in_the_form(client, sheet, monkeypatch):
    send(client, sheet, why="less water", crop="sorghum of ours")
    client.force_login(friend("farmer"))
    monkeypatch.setattr("knowledge.moderation.limits._count", _refused)
    shown = client.get(reverse("friends:send"), follow=True).content.decode()
    assert "You have written much" in shown
    assert "less water" in shown and "sorghum of ours" in shown
    monkeypatch.undo()
    client.get(reverse("friends:send"))
    assert FieldReport.objects.get().why == "less water"
    assert "field_report" not in client.session


def _refused(*_):
    raise TooManyError(timezone.now())


def test_sending_twice_changes_the_one_report(signed_in, sheet):
    send(signed_in, sheet, why="one")
    send(signed_in, sheet, doing="stopped", until="2020", why="two")
    report = FieldReport.objects.get()
    assert (report.doing, report.until_year, report.why) == ("stopped", 2020, "two")
    assert [one.why for one in report.versions.all()] == ["one"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"doing": "owns"},
        {"since": "1066"},
        {"since": "3019"},
        {"since": "13/2019"},
        {"since": "２０１９"},
        {"since": "2019", "until": "2010"},
        {"near": "nan, inf"},
        {"near": "95, 200"},
        {"near": "1e9"},
        {"region": "12.63 north"},
        {"why": "x" * 281},
        {"before": "5"},
        {"before": "-1", "after": "2"},
        {"outcome": "nothing", "before": "1", "after": "2"},
        {"country": "XXX"},
    ],
)
def test_what_cannot_be_is_said_and_not_kept(signed_in, sheet, wrong):
    answer = send(signed_in, sheet, **wrong)
    assert answer.status_code == 422 and 'class="err"' in answer.content.decode()
    assert not FieldReport.objects.exists()


def test_tomorrow_is_refused_and_this_year_is_not(signed_in, sheet):
    now = timezone.localdate()
    later = now + timedelta(days=40)
    assert send(signed_in, sheet, since=f"{later.month}/{later.year}").status_code == 422
    assert send(signed_in, sheet, since=str(now.year)).status_code == 302


def test_no_report_on_a_sheet_that_is_not_public(signed_in):
    for pk in (SheetFactory(live=False).pk, 999_999):
        assert send(signed_in, pk).status_code == 404


def test_another_s_report_cannot_be_taken_back_and_a_program_is_ignored(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet)
    client.force_login(friend("other"))
    assert client.post(url(sheet, "withdraw")).status_code == 403
    send(client, sheet, website="http://x")
    assert FieldReport.objects.standing().count() == 1


def test_forms_of_other_sites_are_refused(sheet):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(friend("farmer"))
    for address in (url(sheet), url(sheet, "withdraw"), url(sheet, "answer")):
        assert strict.post(address, {"doing": "does"}).status_code == 403


def test_a_flood_is_stopped(signed_in):
    codes = [send(signed_in, SheetFactory(live=True)).status_code for _ in range(6)]
    assert codes == [302] * 5 + [422]


def test_a_flood_of_changes_is_stopped_and_the_same_again_is_no_change(signed_in, sheet):
    for _ in range(3):
        send(signed_in, sheet, why="0", near=FINE, crop="sorghum")
    FieldReport.objects.update(state="published")
    send(signed_in, sheet, why="0", near=FINE, crop="sorghum")
    report = FieldReport.objects.get()
    assert report.state == "published" and not report.versions.exists()
    codes = [send(signed_in, sheet, region=f"R{'x' * n}").status_code for n in range(21)]
    assert codes == [302] * 20 + [422]


def test_the_address_of_a_report_leads_to_the_page_that_it_is_on(sheet):
    made = [
        FieldReport.objects.create(
            sheet=sheet, author=friend(f"n{n}"), doing="does", state="published", language="en"
        )
        for n in range(21)
    ]
    for report in (made[0], made[-1]):
        page = Client().get(kind_of(report).url_of(report)).content.decode()
        assert f'id="report-{report.pk}"' in page
    assert Client().get(url(sheet, "reports"), {"report": "x"}).status_code == 200


@pytest.mark.parametrize("field", ["why", "region", "crop"])
def test_a_script_stays_text(signed_in, sheet, field):
    send(signed_in, sheet, **{field: "<script>alert(/x/)</script>"})
    FieldReport.objects.update(state="published")
    page = Client().get(sheet.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_photo_loses_the_place_where_it_was_taken(
    signed_in, sheet, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    exif, content = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (12.0, 38.0, 21.0), 3: "W", 4: (8.0, 0.0, 10.0)})
    Image.new("RGB", (20, 20)).save(content, "JPEG", exif=exif)
    assert b"Exif" in content.getvalue()
    file = SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")
    assert send(signed_in, sheet, photo=file).status_code == 302
    photo = FieldReport.objects.get().photo
    with photo.file.open() as kept:
        assert not Image.open(kept).getexif()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(url(sheet, "withdraw"))
    assert not list(tmp_path.rglob("*.jpg"))


def test_a_peer_confirms_by_one_tap_and_a_stranger_does_not(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, near=FINE)
    client.force_login(friend("peer"))
    send(client, SheetFactory(live=True), near=FINE)
    FieldReport.objects.update(state="published")
    report = FieldReport.objects.get(sheet=sheet)
    assert "Stone bunds" in client.get(reverse("friends:peers")).content.decode()
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=False)
    assert "Stone bunds" not in client.get(reverse("friends:peers")).content.decode()
    assert client.post(url(report, "answer"), {"agree": "1"}).status_code == 404
    PracticeSheet.objects.filter(pk=sheet.pk).update(live=True)
    answer = client.post(url(report, "answer"), {"agree": "1", "why": "I saw it"})
    assert answer.status_code == 302 and report.answers.get().agrees
    assert "Stone bunds" not in client.get(reverse("friends:peers")).content.decode()
    client.force_login(friend("stranger"))
    assert client.post(url(report, "answer"), {"agree": "1"}).status_code == 403


def test_a_reader_with_a_zone_sees_how_many_are_in_zones_like_theirs(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, near=FINE)
    FieldReport.objects.update(state="published")
    assert "in zones like yours: 1" in client.get(sheet.get_absolute_url()).content.decode()
    assert "zones like yours" not in Client().get(sheet.get_absolute_url()).content.decode()


def test_two_hundred_reports_take_as_many_queries_as_ten(sheet):
    def told(first, last):
        koppen = zone("koppen", "BSh")
        for n in range(first, last):
            user = User.objects.create_user(f"n{n}")
            made = FieldReport.objects.create(
                sheet=sheet, author=user, doing="does", state="published", language="en"
            )
            made.zones.add(koppen)

    taken = []
    for first, last in ((0, 10), (10, 200)):
        told(first, last)
        Client().get(sheet.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            page = Client().get(sheet.get_absolute_url())
        taken.append(len(queries))
    assert "200 do it" in page.content.decode()
    assert taken[1] <= taken[0] + 1, "the link to all of them"
