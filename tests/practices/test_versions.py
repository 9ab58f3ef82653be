"""Printed pages lead back to what the sheet says today."""

import re
from datetime import UTC, datetime

import pytest

from practices.models import PracticeSheet
from practices.reading.versions import QrCode, Version, moment_of
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    made = SheetFactory()
    PracticeSheet.objects.filter(pk=made.pk).update(
        changed_at=datetime(2026, 11, 21, 3, 58, 39, 500, tzinfo=UTC)
    )
    return PracticeSheet.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("20261121T035839", "Nothing has changed since."),
        ("20250101T000000", "This sheet has changed since"),
    ],
)
def test_who_comes_from_paper_is_told_whether_it_is_the_newest(client, sheet, asked, says):
    assert says in client.get(f"{sheet.get_absolute_url()}?version={asked}").text


@pytest.mark.parametrize("asked", ["", "x", "99999999T000000", "2026-11-21"])
def test_what_is_no_version_says_nothing(client, sheet, asked):
    text = client.get(f"{sheet.get_absolute_url()}?version={asked}").text
    assert "printed page of" not in text
    assert moment_of(asked) is None


def test_an_older_title_in_the_address_keeps_the_version(client, sheet):
    response = client.get(f"/en/sheets/{sheet.pk}-old/?version=20250101T000000", follow=True)
    assert response.redirect_chain and "This sheet has changed since" in response.text


def test_the_code_names_the_version(sheet):
    version = Version(sheet)
    assert version.code == "20261121T035839"
    assert version.address.endswith(sheet.get_absolute_url())


def test_the_qr_code_draws_each_dark_module_within_its_quiet_zone():
    code = QrCode("https://example.org/en/sheets/1-x/?version=20261121T035839")
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code.path)]
    assert min(x for x, _y, _n in runs) == min(y for _x, y, _n in runs) == 4
    assert max(x + n for x, _y, n in runs) == code.size - 4
    assert (4, 4, 7) in runs  # the finder pattern begins with seven dark modules
