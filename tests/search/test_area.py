"""Areas of the map: how an address says them, their cells, and the ways to the next ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.address import MAP, Reason, clean, parse
from search.area import (
    CELLS,
    STEP,
    box_of,
    cell_box,
    common,
    ends_of,
    read_ends,
    widest,
    written_area,
    zoom_of,
)
from search.page.area_words import area_words
from search.page.map.frame import WORLD, beside, bounds_of, closer, view_of, wider
from search.query import Box

degrees_east = st.integers(-180_000_000, 180_000_000).map(lambda n: n / 10**6)
degrees_north = st.integers(-90_000_000, 90_000_000).map(lambda n: n / 10**6)
boxes = st.builds(box_of, degrees_east, degrees_north, degrees_east, degrees_north).filter(bool)


def read(value, **params):
    return parse({"box": [value], **params}, known_values={})


def test_neighbours_share_no_place():
    west, east = box_of(0, 10, 10, 20), box_of(10, 10, 20, 20)
    assert west.east == pytest.approx(10 - STEP) and east.west == 10
    assert box_of(-180, -90, 180, 90) == Box(-180, -90, 180 - STEP, 90), "the pole is inside"


@pytest.mark.parametrize(
    "text", ["-20,0,20,25", "-20, 0, 20, 25", "-20 0 20 25", "−20;0;20;25", "-20.0,0,20.,25.000"]
)
def test_people_write_areas_in_several_ways(text):
    parsed = read(text)
    assert ends_of(parsed.query.box) == (-20, 0, 20, 25)
    assert parsed.ignored == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5", Reason.NO_AREA),
        ("1,2,3", Reason.NO_AREA),
        ("1,2,3,4,5", Reason.NO_AREA),
        ("a,b,c,d", Reason.NO_AREA),
        ("nan,0,1,1", Reason.NO_AREA),
        ("1e1,0,20,5", Reason.NO_AREA),
        ("-181,0,1,1", Reason.NO_AREA),
        ("0,-91,1,1", Reason.NO_AREA),
        ("0,20,10,10", Reason.FLAT_AREA),
        ("0,10,10,10", Reason.FLAT_AREA),
        ("7,0,7,10", Reason.FLAT_AREA),
        ("180,0,-180,10", Reason.FLAT_AREA),
    ],
)
def test_what_is_no_area_is_named_and_the_rest_counts(text, reason):
    parsed = read(text, q=["mulch"], view=[MAP])
    assert (parsed.query.box, parsed.query.text, parsed.view) == (None, "mulch", MAP)
    assert [(one.parameter, one.value, one.reason) for one in parsed.ignored] == [
        ("box", text, reason)
    ]


def test_the_map_asks_for_cells_and_the_list_does_not():
    assert read("0,0,36,10", view=[MAP]).query.grid == 2
    assert read("0,0,36,10").query.grid is None
    assert parse({"view": [MAP]}, known_values={}).query.grid == CELLS[0]


@given(st.text(alphabet="0123456789.,-;− \x00eNº", max_size=40) | st.text(max_size=60))
def test_no_text_breaks_an_address(text):
    parsed = read(text, view=[MAP])
    assert (parsed.query.box is None) == (bool(parsed.ignored) or not clean(text))


@given(boxes)
def test_an_area_is_read_as_it_was_written(box):
    assert box_of(*read_ends(written_area(box))) == box
    assert area_words(box)


@given(boxes)
def test_the_cells_of_an_area_are_few_and_not_too_few(box):
    size = CELLS[zoom_of(box)]
    assert size == CELLS[-1] or 6 < widest(box) / size <= 18 or widest(box) > 300
    assert widest(box) / size <= 18


@given(boxes, st.sampled_from(CELLS), degrees_east, degrees_north)
def test_a_place_of_an_area_is_in_the_part_of_its_cell(box, size, lon, lat):
    if lon == 180 or lat == 90 or not is_in(box, lon, lat):
        return
    step = round(size * 10**6)
    south, west = (round(end * 10**6) // step * step / 10**6 for end in (lat, lon))
    cell = cell_box(south, west, size)
    assert is_in(cell, lon, lat)
    part = common(cell, box)
    assert (part is None and box.west > box.east) or is_in(part, lon, lat)


def is_in(box, lon, lat):
    if not box.south <= lat <= box.north:
        return False
    if box.west <= box.east:
        return box.west <= lon <= box.east
    return lon >= box.west or lon <= box.east


@given(boxes)
def test_a_view_holds_its_area_and_each_way_leads_to_one(box):
    view, bounds = view_of(box), bounds_of(box)
    assert view.scale > 0
    if view != WORLD:
        shown = view.bounds
        assert shown.west <= bounds.west + 1e-6 and bounds.east <= shown.east + 1e-6
        assert shown.south <= bounds.south + 1e-6 and bounds.north <= shown.north + 1e-6
    ways = [closer(view), wider(view), *(beside(view, *way) for way in [(1, 0), (0, -1)])]
    for way in filter(None, ways):
        assert box_of(*read_ends(written_area(way))) == way
        assert view_of(way).scale > 0


def test_going_closer_and_wider_from_the_world_ends():
    view, steps = WORLD, 0
    while box := closer(view):
        view, steps = view_of(box), steps + 1
        assert view_of(wider(view)).scale < view.scale
    assert 8 < steps < 20
    assert beside(WORLD, 1, 0) is None, "all of it is there already"


def test_going_east_crosses_the_line_where_days_begin_and_comes_round():
    view, crossed = view_of(box_of(0, -10, 40, 10)), 0
    for _step in range(18):
        box = beside(view, 1, 0)
        crossed += box.west > box.east
        view = view_of(box)
    assert crossed >= 1
    assert view.longitude % 360 == pytest.approx(20, abs=1)
