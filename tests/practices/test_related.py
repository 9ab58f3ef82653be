"""Sheets of the like elsewhere follow the written rule."""

import pytest

from practices.models import Practice, PracticeSheet, SheetPractice, Site, SiteZone, Term, Zone
from practices.reading.related import MAX_RELATED, related_sheets
from practices.reading.rows import with_rows
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return Practice.objects.create(code="test-bunds", label_en="Bunds")


def made(practice, climate="Aw", soil=None, country="KEN", basis="reported", role="main"):
    sheet = SheetFactory()
    SheetPractice.objects.create(sheet=sheet, practice=practice, role=role)
    land = Term.objects.get(vocabulary__code="country", code=country)
    site = Site.objects.create(sheet=sheet, country=land)
    for scheme, code, how in (("koppen", climate, "modelled"), ("wrb", soil, basis)):
        if code:
            zone = Zone.objects.get(scheme=scheme, code=code)
            SiteZone.objects.create(site=site, zone=zone, basis=how)
    return sheet


def related(sheet):
    return related_sheets(PracticeSheet.objects.get(pk=sheet.pk))


SOIL = "FR"


@pytest.fixture(autouse=True)
def soil_code():
    global SOIL
    SOIL = Zone.objects.filter(scheme="wrb", parent=None).first().code


def test_both_zones_come_first_then_other_countries(practice):
    own = made(practice, soil=SOIL)
    at_home = made(practice)
    abroad = made(practice, country="UGA")
    both = made(practice, soil=SOIL)
    assert [row.url for row in related(own)] == [
        sheet.get_absolute_url() for sheet in (both, abroad, at_home)
    ]
    assert [row.shared for row in related(own)] == [
        "same climate, same soil group",
        "same climate",
        "same climate",
    ]


def test_another_practice_another_zone_or_a_modelled_soil_is_not_related(practice):
    own = made(practice, soil=SOIL)
    made(Practice.objects.create(code="test-other", label_en="Other"))
    made(practice, role="context")
    made(practice, climate="Cfb")
    made(practice, climate=None, soil=SOIL, basis="modelled")
    assert related(own) == []


def test_one_for_each_other_place(practice):
    own = made(practice)
    Site.objects.update(latitude=1, longitude=1)
    for latitude in (1, 2, 2, 3):
        sheet = made(practice)
        Site.objects.filter(sheet=sheet).update(latitude=latitude, longitude=1)
    third, second = (PracticeSheet.objects.filter(sites__latitude=n).first() for n in (3, 2))
    assert [row.url for row in related(own)] == [
        third.get_absolute_url(),
        second.get_absolute_url(),
    ]


def test_there_are_six_at_most_in_few_queries(practice, django_assert_max_num_queries):
    made_first = made(practice)
    own = with_rows(PracticeSheet.objects.all()).get(pk=made_first.pk)
    for _ in range(8):
        made(practice)
    with django_assert_max_num_queries(5):
        assert len(related_sheets(own)) == MAX_RELATED


def test_an_unpublished_sheet_is_not_shown(practice):
    own, other = made(practice), made(practice)
    PracticeSheet.objects.filter(pk=other.pk).update(live=False)
    assert related(own) == []


def test_a_place_that_the_title_names_is_not_said_twice(practice):
    own, named, unnamed = (made(practice) for _ in range(3))
    named.texts.update(title="Bunds in Kenya")
    assert [row.place for row in related(own)] == ["Kenya", ""]
    assert unnamed.title in [row.title for row in related(own)]
