"""The index hears at once of whatever changes what a sheet's reports count for."""

import pytest
from django.contrib.auth.models import User

from knowledge.members.actions import block, delete_account, member_of
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import FieldReport
from search.models import Change
from tests.factories import SheetFactory
from tests.knowledge.friends.test_reporting import friend
from tests.search.factories import zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def vouched():
    """A report, and the peer who agreed to it."""
    zone("koppen", "BSh"), zone("koppen", "Aw")
    farmer, peer = friend("farmer"), friend("peer")
    said = Said(doing="does", since_year=2019, latitude=12.6, longitude=-8.0)
    reports = [
        acts.report(SheetFactory(live=True).pk, said, author=one, state="published")
        for one in (farmer, peer)
    ]
    acts.answer_as_peer(reports[0], peer=peer, agrees=True)
    Change.objects.all().delete()
    return reports[0], peer


@pytest.mark.parametrize("what", ["withdrawn", "removed", "author left"])
def test_of_a_report_that_goes(vouched, what):
    report, _peer = vouched
    if what == "withdrawn":
        acts.withdraw(report)
    elif what == "removed":
        acts.remove(report, reason="spam")
    else:
        delete_account(report.author)
    assert Change.objects.filter(sheet_id=report.sheet_id).exists()


@pytest.mark.parametrize("what", ["withdraws", "is blocked", "leaves"])
def test_of_a_peer_whose_word_counts_no_more(vouched, what):
    report, peer = vouched
    if what == "withdraws":
        acts.withdraw(FieldReport.objects.get(author=peer))
    elif what == "is blocked":
        block(peer, by=User.objects.create_superuser("m"), reason="spam")
    else:
        member_of(peer)
        delete_account(peer)
    assert Change.objects.filter(sheet_id=report.sheet_id).exists()
