"""How complete a sheet is: the written rule, part by part."""

import pytest

from practices.completeness import PARTS, completeness
from practices.models import (
    Assessment,
    CostItem,
    Evidence,
    Impact,
    PracticeSheet,
    Site,
    SiteZone,
    Step,
    Term,
    Zone,
)
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db


def percent(sheet):
    return completeness(PracticeSheet.objects.get(pk=sheet.pk)).percent


def test_all_parts_make_a_hundred():
    assert sum(part.points for part in PARTS) == 100
    assert len({part.id for part in PARTS}) == len(PARTS)


def test_an_empty_sheet_is_at_zero_and_wants_what_weighs_most_first():
    found = completeness(SheetFactory(text=None))
    assert (found.percent, found.next.id) == (0, "short")


def test_what_is_added_brings_its_points():
    sheet = SheetFactory()
    assert percent(sheet) == 15
    Step.objects.create(sheet=sheet, text="Dig")
    assert percent(sheet) == 30
    site = Site.objects.create(sheet=sheet, latitude=1, longitude=1)
    assert percent(sheet) == 40
    CostItem.objects.create(sheet=sheet, phase="establishment", group="labour")
    assert percent(sheet) == 50
    SiteZone.objects.create(
        site=site, zone=Zone.objects.filter(scheme="wrb").first(), basis="modelled"
    )
    assert percent(sheet) == 50, "a modelled soil group is no observation"
    SiteZone.objects.create(
        site=site, zone=Zone.objects.filter(scheme="wrb").first(), basis="reported"
    )
    assert percent(sheet) == 55


def test_a_measurement_counts_only_if_its_effect_can_be_computed():
    sheet = SheetFactory()
    outcome = Term.objects.filter(parent__code="soil_carbon").first()
    row = Evidence.objects.create(sheet=sheet, outcome=outcome)
    assert percent(sheet) == 15
    row.log_ratio = 0.1
    row.save()
    assert percent(sheet) == 30


def test_an_unrated_impact_and_one_side_alone_do_not_count():
    sheet = SheetFactory()
    impact = Impact.objects.create(sheet=sheet, other_indicator="Springs", value=None)
    Assessment.objects.create(sheet=sheet, kind="strength", view="land_user", text="Jobs")
    assert percent(sheet) == 15
    impact.value = 0
    impact.save()
    Assessment.objects.create(sheet=sheet, kind="weakness", view="land_user", text="Work")
    assert percent(sheet) == 25


def test_the_page_says_it_and_what_to_add_next(client):
    text = client.get(SheetFactory().get_absolute_url()).text
    assert "15 % complete" in text
    assert "The next most useful thing:" in text and "the steps, one by one." in text
