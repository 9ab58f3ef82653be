"""Whatever changes what can be found says so, inside its own transaction."""

import pytest
from django.db import connection

from practices.models import Evidence, Practice, PracticeSynonym, Reference, Term, Zone
from practices.signals import sheets_changed
from tests.factories import SheetFactory
from tests.practices.lines import record, sheet_of


@pytest.fixture
def told(db):
    """The ids that were sent, one list a signal; each must come inside a transaction."""
    signals = []

    def listen(ids, **_):
        assert connection.in_atomic_block
        signals.append(ids)

    sheets_changed.connect(listen)
    yield signals
    sheets_changed.disconnect(listen)


@pytest.fixture
def imported(lines, told):
    reference = {"key": "k", "title": "On stones"}
    evidence = [{"external_id": "1", "outcome": ["outcome", "224"], "reference": 0}]
    site = {"country": "MLI", "zones": [["koppen", "BSh"]]}
    lines(
        record(7, practices=["bunds"], references=[reference], evidence=evidence, sites=[site]),
        record(8),
    )
    told.clear()
    return sheet_of(7)


def test_an_import_tells_once_a_batch_in_one_list(lines, told):
    lines(*(record(number) for number in range(30)))

    assert [len(ids) for ids in told] == [30]


def test_an_import_that_changes_nothing_tells_nothing(lines, told):
    lines(record(7))
    told.clear()

    lines(record(7))

    assert told == []


def test_publishing_and_unpublishing_tell(told):
    sheet = SheetFactory(live=False)
    sheet.save_revision().publish()
    sheet.refresh_from_db()
    sheet.unpublish()

    assert told == [[sheet.pk], [sheet.pk]]


def test_deleting_tells_once(imported, told):
    pk = imported.pk
    imported.delete()

    assert told == [[pk]]


@pytest.mark.parametrize(
    ("model", "which"),
    [
        (Practice, {"code": "test-bunds"}),
        (Reference, {"key": "k"}),
        (Term, {"vocabulary__code": "outcome", "code": "224"}),
        (Term, {"vocabulary__code": "country", "code": "MLI"}),
        (Term, {"vocabulary__code": "region", "code": "002"}),
        (Zone, {"scheme": "koppen", "code": "BSh"}),
        (Zone, {"scheme": "koppen", "code": "B"}),
    ],
)
def test_editing_an_entry_tells_of_the_sheets_that_use_it_or_one_below(
    imported, told, model, which
):
    model.objects.get(**which).save()

    assert told == [[imported.pk]]


def test_a_new_entry_tells_nothing(told):
    Practice.objects.create(code="new", label_en="New")

    assert told == []


def test_a_synonym_tells_of_the_sheets_of_its_practice(imported, told):
    practice = Practice.objects.get(code="test-bunds")
    synonym = PracticeSynonym.objects.create(practice=practice, language="en", text="lines")
    synonym.delete()

    assert told == [[imported.pk], [imported.pk]]


def test_a_measurement_of_a_person_tells_of_its_sheet(imported, told):
    outcome = Term.objects.get(vocabulary__code="outcome", code="224")
    Evidence.objects.create(sheet=imported, outcome=outcome).delete()

    assert told == [[imported.pk], [imported.pk]]
