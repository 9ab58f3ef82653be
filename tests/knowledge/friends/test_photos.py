"""A photo that comes before its report: set aside, for its sender alone, and not for long."""

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from knowledge.friends.models import PhotoAside
from knowledge.friends.photos import forget_photos
from practices.models import FieldReport
from tests.factories import SheetFactory
from tests.knowledge.friends.test_reporting import friend, send, url

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PHOTO = "/en/friends/photo/"


@pytest.fixture
def sheet(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return SheetFactory(live=True, text__title="Stone bunds")


def taken():
    """With the place where it was taken in it."""
    exif, content = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825).update({1: "N", 2: (12.0, 38.0, 21.0), 3: "W", 4: (8.0, 0.0, 10.0)})
    Image.new("RGB", (3000, 20), "red").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")


def test_it_survives_joining_without_its_place_and_is_shown_to_its_sender_only(client, sheet):
    send(client, sheet, photo=taken())
    aside = PhotoAside.objects.get()
    assert not Image.open(io.BytesIO(aside.content)).getexif()
    assert client.get(PHOTO).content == bytes(aside.content)
    assert "no-store" in client.get(PHOTO)["Cache-Control"]
    assert Client().get(PHOTO).status_code == 404
    client.force_login(friend("farmer"))
    client.get(reverse("friends:send"))
    photo = FieldReport.objects.get().photo
    assert photo.width == 2000 and photo.uploaded_by_user.username == "farmer"
    assert not PhotoAside.objects.exists() and client.get(PHOTO).status_code == 404


def test_it_need_not_be_chosen_again_when_the_form_says_what_is_wrong(client, sheet):
    client.force_login(friend("farmer"))
    page = send(client, sheet, since="1066", photo=taken()).content.decode()
    assert PHOTO in page
    send(client, sheet, since="2019")
    assert FieldReport.objects.get().photo


def test_one_can_change_one_s_mind(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, since="1066", photo=taken())
    send(client, sheet, since="1066", photo=taken())
    assert PhotoAside.objects.count() == 1
    send(client, sheet, no_photo="on")
    assert FieldReport.objects.get().photo is None and not PhotoAside.objects.exists()


def test_the_photo_of_a_report_can_be_taken_away_alone(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, why="less water", photo=taken())
    assert "Take this photo away" in client.get(url(sheet)).content.decode()
    send(client, sheet, why="less water", no_photo="on")
    report = FieldReport.objects.get()
    assert (report.state, report.why, report.photo) == ("pending", "less water", None)


def test_it_is_of_the_sheet_that_it_was_chosen_for(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, since="1066", photo=taken())
    send(client, SheetFactory(live=True))
    assert FieldReport.objects.get().photo is None


def test_what_is_no_photo_is_said_and_not_kept(client, sheet):
    file = SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = send(client, sheet, photo=file)
    assert answer.status_code == 422 and "no photograph" in answer.content.decode()
    assert not PhotoAside.objects.exists()


def test_strangers_cannot_fill_the_disk(client, sheet, monkeypatch):
    cache.clear()  # what others counted
    monkeypatch.setattr("knowledge.friends.views.MOST_PHOTOS_AN_HOUR", 1)
    assert send(client, sheet, photo=taken()).status_code == 302
    assert send(Client(), sheet, photo=taken()).status_code == 422
    assert PhotoAside.objects.count() == 1


def test_after_a_day_it_is_gone(client):
    now = timezone.now()
    for hours in (23, 25):
        PhotoAside.objects.create(content=b"x", made_at=now - timedelta(hours=hours))
    old = PhotoAside.objects.earliest("made_at")
    client.get("/en/")
    session = client.session
    session["report_photo"] = {"key": str(old.key), "sheet": 1}
    session.save()
    assert client.get(PHOTO).status_code == 404
    assert forget_photos(now) == 1 and PhotoAside.objects.count() == 1
