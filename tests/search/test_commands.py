"""`manage.py index` says how it is, in words, and by its exit code."""

import pytest
from django.core.management import CommandError, call_command

from practices.models import SheetText
from practices.signals import sheets_changed
from search import engines
from search.checks import check_index_fits
from tests.factories import SheetFactory
from tests.search.factories import soil_carbon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


def index(capsys, *arguments, **options):
    """What the command prints."""
    call_command("index", *arguments, **options)
    return capsys.readouterr().out


def make_outdated(folder):
    """As if another version of the program had built it."""
    name = (folder / "CURRENT").read_text()
    (folder / name).rename(folder / "0123456789ab-1")
    (folder / "CURRENT").write_text("0123456789ab-1")


def test_a_fresh_database_gets_a_clear_word(capsys):
    with pytest.raises(CommandError, match=r"no index yet.*index rebuild"):
        index(capsys, "status")
    assert "nothing is published yet" in index(capsys, "rebuild")
    assert "has all that is saved" in index(capsys, "status")
    assert "agrees" in index(capsys, "check")


def test_rebuild_and_status_count_the_sheets(capsys):
    SheetFactory(), SheetFactory(), SheetFactory(live=False)
    assert "with 2 sheets" in index(capsys, "rebuild")
    status = index(capsys, "status")
    assert "2 of 2 published" in status
    assert "0 sheets changed" in status


def test_status_says_what_is_to_do(capsys):
    index(capsys, "rebuild")
    sheets_changed.send(sender=None, ids=[SheetFactory().pk])
    status = index(capsys, "status")
    assert "1 sheet changed" in status
    assert "the next search takes them up" in status


def test_nothing_is_printed_when_quiet(capsys):
    assert index(capsys, "rebuild", verbosity=0) == ""
    assert index(capsys, "check", "--repair", verbosity=0) == ""


def test_an_outdated_index_is_said_everywhere_and_renewed_by_a_search(capsys, index_dir):
    index(capsys, "rebuild")
    assert check_index_fits() == []
    make_outdated(index_dir)
    with pytest.raises(CommandError, match="another version"):
        index(capsys, "status")
    assert [warning.id for warning in check_index_fits()] == ["search.W001"]
    assert engines.refresh(engines.current())
    assert check_index_fits() == []


def test_no_index_is_no_warning():
    assert check_index_fits() == []


def test_check_names_the_differences_and_fails(capsys):
    stale = SheetFactory()
    index(capsys, "rebuild")
    missing = SheetFactory()
    SheetText.objects.filter(sheet=stale).update(title="Edited behind the log")
    with pytest.raises(CommandError, match=r"2 sheets not as.*--repair"):
        index(capsys, "check")
    said = capsys.readouterr().out
    assert f"Missing (published, not in the index): {missing.pk}\n" in said
    assert f"Stale (indexed in an old form): {stale.pk}\n" in said
    assert "Mended 2" in index(capsys, "check", "--repair")
    assert "agrees" in index(capsys, "check")


def test_check_repairs_an_index_that_is_not_there(capsys):
    SheetFactory()
    with pytest.raises(CommandError, match="no index yet"):
        index(capsys, "check")
    assert "with 1 sheet" in index(capsys, "check", "--repair")


def test_repair_fails_on_a_sheet_that_cannot_be_indexed(capsys):
    index(capsys, "rebuild")
    soil_carbon(SheetFactory(), 800.0)  # e^800 is no finite number
    with pytest.raises(CommandError, match="1 sheet could not be indexed"):
        index(capsys, "check", "--repair")


def test_a_long_list_of_differences_is_cut(capsys):
    index(capsys, "rebuild")
    for _ in range(25):
        SheetFactory()
    with pytest.raises(CommandError, match="25 sheets"):
        index(capsys, "check")
    assert "and 5 more" in capsys.readouterr().out
