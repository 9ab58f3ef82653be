"""A place by its name: what is understood is said, and asked, before anything is kept."""

import pytest
from django.urls import reverse

from practices.models import FieldReport, Site
from practices.reading.named_places import place_near, places_named
from tests.factories import SheetFactory
from tests.knowledge.friends.test_reporting import friend, send
from tests.search.factories import term, zone

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SITES = (
    ("IITA, Ibadan", "NGA", 7.498, 3.903, 1000),
    ("Ibadan", "NGA", 7.44, 3.94, 500),
    ("Ségou", "MLI", 13.43, -6.22, 500),
    ("Mulongo, Ségou road", "KEN", 0.51, 34.62, 500),
    ("Segou County", "USA", 40.0, -90.0, 60_000),
)


@pytest.fixture(autouse=True)
def sheet():
    zone("koppen", "BSh"), zone("koppen", "Aw")
    sheet = SheetFactory(live=True, text__title="Stone bunds")
    for number, (name, code, latitude, longitude, unsure) in enumerate(SITES):
        Site.objects.create(
            sheet=sheet, sort_order=number, name=name, country=term("country", code),
            latitude=latitude, longitude=longitude, uncertainty_m=unsure,
        )  # fmt: skip
    Site.objects.create(sheet=SheetFactory(live=False), name="Secret", latitude=1, longitude=1)
    return sheet


@pytest.mark.parametrize(
    "text, found",
    [
        ("Ibadan", ["Ibadan"]),
        ("ibadan, Nigeria", ["Ibadan"]),
        ("SEGOU", ["Ségou", "Mulongo, Ségou road"]),
        ("ségou Mali", ["Ségou"]),
        ("Segou, Kenya", ["Mulongo, Ségou road"]),
        ("county", []),
        ("Secret", []),
        ("%", []),
        ("s", []),
        ("", []),
    ],
)
def test_names_are_those_of_public_sheets_whatever_their_accents(text, found):
    assert [one.name for one in places_named(text)] == found


def test_a_position_is_named_by_the_nearest_place():
    assert place_near(13.4, -6.2).label("fr") == "Ségou, Mali"
    assert place_near(-40, 100) is None


def test_one_name_is_shown_before_it_is_kept(client, sheet):
    client.force_login(friend("farmer"))
    asked = send(client, sheet, near="Ibadan")
    assert asked.status_code == 422 and not FieldReport.objects.exists()
    page = asked.content.decode()
    assert "Is this the place?" in page and "near Ibadan, Nigeria; kept to about 10 km" in page
    assert "7.44" not in page
    send(client, sheet, near="Ibadan", place="7.4, 3.9")
    report = FieldReport.objects.get()
    assert (str(report.latitude), str(report.longitude)) == ("7.4", "3.9")
    assert report.country.code == "NGA"


def test_a_name_of_several_places_offers_the_choice(client, sheet):
    client.force_login(friend("farmer"))
    page = send(client, sheet, near="Segou").content.decode()
    assert "Which of these places" in page
    assert (
        page.count('name="place"') == 3 and "checked" not in page.split('name="place"', 1)[1][:80]
    )
    send(client, sheet, near="Segou", place="0.5, 34.6")
    assert str(FieldReport.objects.get().latitude) == "0.5"


@pytest.mark.parametrize("forged", ["12.34567, 8.12345", "40.0, -90.0", "nonsense", "<b>"])
def test_only_a_place_that_was_offered_is_kept(client, sheet, forged):
    client.force_login(friend("farmer"))
    assert send(client, sheet, near="Ibadan", place=forged).status_code == 422
    assert not FieldReport.objects.exists()


def test_another_place_keeps_none_and_a_country_alone_is_a_country(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, near="Ibadan", place="none")
    assert FieldReport.objects.get().latitude is None
    send(client, sheet, near="Mali")
    report = FieldReport.objects.get()
    assert report.latitude is None and report.country.code == "MLI"


def test_a_place_that_nobody_knows_is_said(client, sheet):
    page = send(client, sheet, near="Atlantis").content.decode()
    assert "No sheet here has a place of that name" in page


def test_what_was_kept_is_said_after_sending(client, sheet):
    client.force_login(friend("farmer"))
    send(client, sheet, near="13.4321, -6.2345")
    page = client.get(reverse("friends:reports", args=[sheet.pk])).content.decode()
    assert "Its place: near Ségou, Mali; kept to about 10 km." in page
