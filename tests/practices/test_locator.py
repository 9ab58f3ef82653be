"""The locator map: each site is drawn where it is, and said in words."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from practices.models import Site, Term
from practices.reading.locator import locator
from practices.reading.locator.canvas import HEIGHT, WIDTH, Bounds, View, cut, path
from practices.reading.locator.outlines import stitched, thinned
from tests.factories import SheetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def site(latitude, longitude, country="", uncertainty_m=None):
    found = Term.objects.filter(vocabulary__code="country", code=country).first()
    return Site(latitude=latitude, longitude=longitude, country=found, uncertainty_m=uncertainty_m)


def percent(text):
    return float(text.removesuffix("%"))


def spread(drawn):
    """How wide and high an SVG path is, in units."""
    xs, ys, x, y = [], [], 0, 0
    for start_x, start_y, steps in re.findall(
        r"M(-?\d+) (-?\d+)l?([^Mz]*)", drawn.replace("-", " -")
    ):
        x, y = int(start_x), int(start_y)
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in [(0, 0), *zip(numbers[::2], numbers[1::2], strict=False)]:
            x, y = x + dx, y + dy
            xs.append(x), ys.append(y)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


PLACES = {
    "Afghanistan": (34.444, 67.546, "AFG"),
    "Fiji, west of 180": (-17.8, 178.0, "FJI"),
    "Fiji, east of 180": (-16.8, -179.9, "FJI"),
    "a tiny island": (13.9, -60.97, "LCA"),
    "atolls without outlines": (-8.52, 179.2, "TUV"),
    "Alaska": (64.0, -150.0, "USA"),
    "the north pole": (90.0, 0.0, ""),
    "the south pole": (-90.0, 0.0, "ATA"),
    "the open sea": (0.0, -30.0, ""),
    "a wrong country": (50.0, 5.0, "KEN"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_point_is_on_the_map(place):
    (mark,) = locator([site(*PLACES[place])]).marks
    assert 0 < percent(mark.x) < 100 and 0 < percent(mark.y) < 100
    assert mark.radius == ""


@pytest.mark.parametrize("place", ["Afghanistan", "Fiji, west of 180", "Fiji, east of 180"])
def test_the_point_is_in_its_country_and_the_country_whole(place):
    drawn = locator([site(*PLACES[place])])
    home = spread(drawn.drawing.home)
    x, y = percent(drawn.marks[0].x) / 100 * WIDTH, percent(drawn.marks[0].y) / 100 * HEIGHT
    assert home.west <= x <= home.east and home.south <= y <= home.north
    assert home.west >= 0 and home.east <= WIDTH and home.south >= 0 and home.north <= HEIGHT


def test_both_sides_of_the_antimeridian_are_one_map():
    west, east = (locator([site(*PLACES[f"Fiji, {side} of 180"])]) for side in ("west", "east"))
    assert west.drawing.home == east.drawing.home
    assert percent(east.marks[0].x) > percent(west.marks[0].x)


def test_distant_parts_of_a_country_do_not_shrink_the_map():
    contiguous = spread(locator([site(40, -99, "USA")]).drawing.home)
    assert contiguous.east - contiguous.west > WIDTH * 0.7


def test_an_unsure_site_is_a_circle_to_scale_and_never_too_small():
    wide, narrow = (locator([site(0.5, 37, "KEN", m)]).marks[0] for m in (200_000, 26_000))
    assert percent(wide.radius) > 3 * percent(narrow.radius) > 0
    assert locator([site(0.5, 37, "KEN", 1000)]).marks[0].radius == ""


def test_without_a_position_there_is_no_map_but_the_page_says_so(client):
    sheet = SheetFactory()
    Site.objects.create(sheet=sheet, name="Jeldu")
    assert locator([site(None, None, "KEN")]) is None
    text = client.get(sheet.get_absolute_url()).text
    assert "Its position is not known." in text and 'class="map"' not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Map of Afghanistan. The site lies in the middle."),
        ("fr", "Carte\u00a0: Afghanistan. Le site se trouve au milieu."),
        ("es", "Mapa: Afganistán. El sitio está en el centro."),
    ],
)
def test_the_map_is_said_in_words(language, words):
    with translation.override(language):
        assert locator([site(34.444, 67.546, "AFG")]).label == words


def test_several_sites_are_all_there():
    drawn = locator([site(0, 37, "KEN"), site(1, 32, "UGA"), site(None, None, "UGA")])
    assert len(drawn.marks) == 2
    assert drawn.label == "Map of Kenya, Uganda with 2 sites."
    assert {"Kenya", "Uganda"} <= {name.text for name in drawn.names}


def test_names_stand_clear_of_the_site_and_of_each_other():
    drawn = locator([site(0.5, 37, "KEN", 100_000)])
    rows = sorted((percent(name.y), percent(name.x)) for name in drawn.names)
    assert len(rows) >= 4 and len(set(rows)) == len(rows)
    (mark,) = drawn.marks
    for y, x in rows:
        assert abs(y - percent(mark.y)) > 5 or abs(x - percent(mark.x)) > 5


@pytest.mark.parametrize("country", ["AFG", "KEN", "IDN", "RUS", "CAN"])
def test_a_map_is_small(country):
    middle = {"AFG": (34, 67), "KEN": (0, 37), "IDN": (-7, 110), "RUS": (55, 37), "CAN": (50, -100)}
    drawn = locator([site(*middle[country], country)])
    html = render_to_string("practices/sheet/_locator.html", {"map": drawn})
    assert len(html.encode()) < 16_000


def test_lines_become_rings_also_across_the_antimeridian():
    (ring,) = stitched(
        [
            [(179.0, 0.0), (180.0, 0.0)],
            [(-180.0, 0.0), (-179.0, 0.5), (-180.0, 1.0)],
            [(180.0, 1.0), (179.0, 1.0), (179.0, 0.0)],
        ]
    )
    assert max(x for x, _y in ring) - min(x for x, _y in ring) == pytest.approx(2)


def test_cutting_keeps_what_is_on_the_canvas():
    around = [(-1000, -1000), (1000, -1000), (1000, 1000), (-1000, 1000)]
    box = Bounds.around(cut(around))
    assert (box.west, box.north) == (-6, HEIGHT + 6)
    assert cut([(-50, 0), (-40, 0), (-40, 9)]) == []


def test_thinning_keeps_corners_and_drops_the_rest():
    assert thinned([(0, 0), (5, 0.1), (10, 0), (10, 10)], 1) == [(0, 0), (10, 0), (10, 10)]


def test_a_speck_is_a_dot():
    assert path([[(3.1, 4.2), (3.2, 4.1), (3.1, 4.2)]]) == "M3 4h0"


def test_the_middle_of_a_view_is_the_middle_of_the_canvas():
    view = View.of(Bounds(170, -20, 190, -10), 3)
    assert view.place(-180, -15) == pytest.approx((WIDTH / 2, HEIGHT / 2))
