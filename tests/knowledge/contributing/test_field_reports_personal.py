"""What a person takes along of their reports from the field, and what goes with them."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder

from knowledge.members.actions import delete_account, export_of
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import FieldReport, PeerAnswer
from tests.factories import SheetFactory
from tests.search.factories import zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FINE = {"latitude": 12.6392316, "longitude": -8.0028892}


def test_an_export_has_the_reports_and_no_position_finer_than_kept():
    zone("koppen", "BSh")
    user = User.objects.create_user("a")
    acts.report(SheetFactory(live=True).pk, Said("does", why="straw", **FINE), author=user)
    text = json.dumps(export_of(user), cls=DjangoJSONEncoder)
    assert '"why": "straw"' in text and '"latitude": "12.6"' in text
    assert "12.63" not in text and "8.00" not in text


def test_leaving_leaves_published_words_and_nothing_that_waits():
    user = User.objects.create_user("a")
    first, second = SheetFactory(live=True), SheetFactory(live=True)
    public = acts.report(first.pk, Said("does", **FINE), author=user, state="published")
    acts.report(second.pk, Said("tried", **FINE), author=user)
    delete_account(user)
    left = FieldReport.objects.get()
    assert (left.pk, left.latitude, left.longitude) == (public.pk, None, None)
    assert not PeerAnswer.objects.exists()
