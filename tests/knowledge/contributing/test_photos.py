"""Photographs that people send: what is kept of a file, and what is said of one that is none."""

import io
import struct
import uuid
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model

from knowledge.contributing.actions import approve, begin, send
from knowledge.contributing.models import Proposal
from knowledge.contributing.uploads import LONGEST_SIDE, BadPhotoError, take_photo
from knowledge.members.actions import delete_account
from practices.editing import prepare_editing
from tests.knowledge.contributing.people import FIRST, person, reviewer

pytestmark = pytest.mark.django_db

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def jpeg(width=80, height=40, **exif) -> bytes:
    picture, tags = Image.new("RGB", (width, height), "green"), Image.Exif()
    tags[MAKE] = "Camera of Ama Mensah"
    tags[ORIENTATION] = 6  # turned by a quarter
    tags.get_ifd(GPS)[2] = (6.0, 41.0, 6.0)
    content = io.BytesIO()
    picture.save(content, "JPEG", exif=tags, comment=b"Ask Ama Mensah, Kpeve")
    return content.getvalue()


def upload(content: bytes, name="field.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def huge_png(width=40_000, height=40_000) -> bytes:
    """A few hundred bytes that say they are 1.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_position_camera_and_owner_are_gone_and_the_picture_stands_upright():
    image = take_photo(upload(jpeg()), user=None, title="Mulch")
    content = image.file.read()

    assert b"Ama Mensah" not in content
    with Image.open(io.BytesIO(content)) as kept:
        assert not dict(kept.getexif()) and "exif" not in kept.info
        assert kept.size == (40, 80)


def test_a_large_picture_is_made_smaller():
    image = take_photo(upload(jpeg(3000, 1500)), user=None, title="Large")

    assert max(image.width, image.height) == LONGEST_SIDE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90 a program",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        jpeg()[:200],
        huge_png(),
        b"%PDF-1.7",
        b"PK\x03\x04" + b"\0" * 100,
    ],
    ids=["empty", "program", "svg", "gif", "cut", "bomb", "pdf", "zip"],
)
def test_what_is_no_photograph_is_refused_whatever_its_name_says(content):
    with pytest.raises(BadPhotoError):
        take_photo(upload(content), user=None, title="x")
    assert not get_image_model().objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("knowledge.contributing.uploads.MOST_BYTES", 100)
    with pytest.raises(BadPhotoError):
        take_photo(upload(jpeg()), user=None, title="x")


def test_a_name_that_leads_out_of_the_folder_stays_in_it(tmp_path):
    image = take_photo(upload(jpeg()), user=None, title="../../etc/<script>alert(1)</script>")

    assert str(tmp_path) in image.file.path
    assert "<" not in image.file.name


def test_nobody_can_guess_the_address_of_a_photograph(tmp_path):
    image = take_photo(upload(jpeg()), user=None, title="Stone bunds")

    assert "bunds" not in image.file.name.casefold() and image.title == "Stone bunds"


def test_a_photograph_comes_with_its_row_and_a_bad_one_loses_no_word(client):
    client.force_login(person("ama", "add_proposal"))
    key = uuid.uuid4()
    address = reverse("contributing:keep", args=[key])
    row = {"photo-n1-caption": "Mulch in May", "kind": "sheet", "number": 0}
    client.post(address, FIRST | row | {"photo-n1-file": upload(b"no picture")})
    assert Proposal.objects.get().answers["photo-n1-caption"] == "Mulch in May"

    client.post(address, FIRST | row | {"number": 1, "photo-n1-file": upload(jpeg())})
    number = Proposal.objects.get().answers["photo-n1-image"]
    assert get_image_model().objects.get(pk=number).uploaded_by_user.username == "ama"


def test_a_photograph_is_taken_of_who_is_signed_in_only(client):
    address = reverse("contributing:keep", args=[uuid.uuid4()])
    row = {"photo-n1-caption": "Mulch in May", "kind": "sheet", "number": 0}
    client.post(address, FIRST | row | {"photo-n1-file": upload(jpeg())})

    assert Proposal.objects.get().answers["photo-n1-caption"] == "Mulch in May"
    assert not get_image_model().objects.exists()


def test_a_published_photograph_is_known_to_be_used():
    prepare_editing()
    author = person("ama")
    image = take_photo(upload(jpeg()), user=author, title="Mulch in May")
    texts = {"order": "1", "licence": "CC-BY-4.0", "caption": "Mulch in May", "credit": "Ama"}
    row = {f"photo-n1-{name}": text for name, text in (*texts.items(), ("image", str(image.pk)))}
    draft = begin(kind="sheet", author=author, language="en", answers=FIRST | row)

    approve(send(draft), user=reviewer())

    assert image.get_usage().count() == 1


def test_who_leaves_takes_along_the_pictures_that_nobody_saw(client):
    prepare_editing()
    author = person("ama", "add_proposal")
    seen, unseen = (take_photo(upload(jpeg()), user=author, title="Mulch") for _n in range(2))
    texts = {"order": "1", "licence": "CC-BY-4.0", "caption": "Mulch", "credit": "Ama"}
    row = {f"photo-n1-{name}": text for name, text in texts.items()}
    for image in (seen, unseen):
        answers = FIRST | row | {"photo-n1-image": str(image.pk)}
        draft = begin(kind="sheet", author=author, language="en", answers=answers)
        if image == seen:
            send(draft)

    delete_account(author)

    assert get_image_model().objects.get() == seen
