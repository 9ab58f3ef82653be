"""How complete a sheet is: the written rule, part by part."""

import pytest

from practices import completeness as rule
from practices.completeness import PARTS, completeness
from practices.models import (
    Activity,
    Assessment,
    ClimateExposure,
    CostItem,
    Evidence,
    Impact,
    PracticeSheet,
    Reference,
    SheetReference,
    SheetTerm,
    SheetText,
    Site,
    SiteZone,
    Step,
    Term,
    Zone,
)
from practices.vocabularies import ASPECTS
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def percent(sheet):
    """As a page reads it from the rows; the database must come to the same."""
    found = PracticeSheet.objects.annotate(complete=rule.percent()).get(pk=sheet.pk)
    assert found.complete == completeness(found).percent
    return found.complete


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


def a_text(field):
    return lambda sheet: SheetText.objects.filter(sheet=sheet).update(**{field: "Words"})


def an_answer(aspect):
    return lambda sheet: SheetTerm.objects.create(
        sheet=sheet, aspect=aspect, term=Term.objects.first()
    )


def a_reference(sheet):
    reference = Reference.objects.create(key="x", title="Contour farming")
    SheetReference.objects.create(sheet=sheet, reference=reference)


@pytest.mark.parametrize(
    ("add", "points"),
    [
        (a_text("description"), 15),
        (a_text("specifications"), 15),
        (a_text("land_use_comments"), 5),
        (a_text("barriers"), 5),
        (a_text("spread_comments"), 5),
        (a_text("purpose_comments"), 0),
        (an_answer("labour_demand"), 0),
        (lambda sheet: Activity.objects.create(sheet=sheet, phase="maintenance", text="Weed"), 15),
        (lambda sheet: Site.objects.create(sheet=sheet, name="Somewhere"), 0),
        (lambda sheet: ClimateExposure.objects.create(sheet=sheet, other_exposure="Hail"), 5),
        (a_reference, 5),
    ],
)
def test_each_way_to_have_a_part_brings_its_points(add, points):
    sheet = SheetFactory(text__summary="")
    add(sheet)
    assert percent(sheet) == points


@pytest.mark.parametrize("section", ["people", "adoption"])
def test_an_answer_is_as_good_as_a_text(section):
    sheet = SheetFactory(text__summary="")
    aspect = next(name for name, aspect in ASPECTS.items() if aspect.section == section)
    an_answer(aspect)(sheet)
    assert percent(sheet) == 5


@pytest.mark.parametrize("total", rule.TOTALS)
def test_a_total_is_a_cost_even_where_it_is_nothing(total):
    assert percent(SheetFactory(text__summary="", **{total: 0})) == 10


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
