"""What was backed up comes back: database, media, index."""

import tarfile

import pytest
from django.core.management import CommandError, call_command

from practices.models import PracticeSheet
from tests.factories import SheetFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("vocabularies"),
]


@pytest.fixture
def folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "photo.jpg").write_bytes(b"a photo")
    return settings


def test_a_site_is_restored_whole(folders, tmp_path, client):
    sheet = SheetFactory()
    archive = tmp_path / "site.tar.gz"
    call_command("backup", archive)
    PracticeSheet.objects.all().delete()
    (folders.MEDIA_ROOT / "photo.jpg").unlink()
    call_command("restore", archive, replace=True)
    assert PracticeSheet.objects.get().pk == sheet.pk
    assert (folders.MEDIA_ROOT / "photo.jpg").read_bytes() == b"a photo"
    assert client.get("/api/v1/search", {"q": "bunds"}).json()["total"] == 1


def test_restore_asks_before_it_replaces(tmp_path):
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "site.tar.gz")


def test_a_file_that_is_no_backup_is_refused_and_nothing_is_lost(folders, tmp_path):
    sheet = SheetFactory()
    (tmp_path / "bad.tar.gz").write_bytes(b"not an archive")
    with pytest.raises(CommandError, match="not a whole backup"):
        call_command("restore", tmp_path / "bad.tar.gz", replace=True)
    with tarfile.open(tmp_path / "empty.tar.gz", "w:gz"):
        pass
    with pytest.raises(CommandError, match="not a whole backup"):
        call_command("restore", tmp_path / "empty.tar.gz", replace=True)
    assert PracticeSheet.objects.filter(pk=sheet.pk).exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../outside", tarfile.REGTYPE), ("/tmp/outside", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)],
)
def test_an_archive_that_reaches_out_of_its_folder_is_refused(folders, tmp_path, name, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc"
    with tarfile.open(tmp_path / "sly.tar.gz", "w:gz") as tar:
        tar.addfile(member)
    with pytest.raises(CommandError, match="is no file or folder of a backup"):
        call_command("restore", tmp_path / "sly.tar.gz", replace=True)


def test_a_backup_never_overwrites_a_file(tmp_path):
    (tmp_path / "site.tar.gz").write_bytes(b"older")
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", tmp_path / "site.tar.gz")
