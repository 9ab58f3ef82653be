"""How far places are apart, and the box around one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.distance import FARTHEST_M, box_around, distance_m

PARIS, NAIROBI, AUCKLAND = (48.8566, 2.3522), (-1.2921, 36.8219), (-36.8485, 174.7633)
places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        (PARIS, NAIROBI, 6483.9),
        (PARIS, AUCKLAND, 18_545.3),
        ((0, 179.5), (0, -179.5), 111.195),
        ((90, 0), (-90, 77), 20_015.1),
        (PARIS, PARIS, 0),
    ],
)
def test_distances_are_those_of_a_ball_of_6371_km(here, there, km):
    """As the angle between the two unit vectors gives them."""
    assert distance_m(here, there) / 1000 == pytest.approx(km, rel=1e-5, abs=0.01)
    assert distance_m(there, here) == pytest.approx(distance_m(here, there))


@given(places, places, st.floats(1, FARTHEST_M))
def test_a_box_holds_all_that_is_within_its_radius(here, there, radius):
    if distance_m(here, there) > radius:
        return
    box, (lat, lon) = box_around(here, radius), there
    assert box.south <= lat <= box.north
    if box.west <= box.east:
        assert box.west <= lon <= box.east
    else:
        assert lon >= box.west or lon <= box.east


def test_a_small_box_is_small():
    box = box_around(PARIS, 10_000)
    assert box.north - box.south < 0.2 and box.east - box.west < 0.3
