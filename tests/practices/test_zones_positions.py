"""What counts as a position, and what is said of one that is none."""

from decimal import Decimal

import pytest

from practices.zones import PositionError, check_position, repair_position


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (90, 180), (-90, -180), (48.85, 2.35), (Decimal("13.25"), Decimal("-5.97"))],
)
def test_a_position_comes_back_as_degrees(latitude, longitude):
    assert check_position(latitude, longitude) == (float(latitude), float(longitude))


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        (95, 200, "Latitude 95 is outside -90 to 90 degrees."),
        (95, 10, "Did you swap latitude and longitude?"),
        (-120.5, 33, "Did you swap latitude and longitude?"),
        (10, 321581, "Longitude 321581 is outside -180 to 180 degrees."),
        (10, 190, "Is it meant as -170?"),
        (float("nan"), 1, "nan is not one"),
        (1, float("inf"), "inf is not one"),
        ("12", 1, "'12' is not one"),
        (None, 1, "None is not one"),
        (True, 1, "True is not one"),
        (10**400, 1, "is not one"),
    ],
)
def test_what_is_no_position_is_refused_with_the_reason(latitude, longitude, said):
    with pytest.raises(PositionError) as refused:
        check_position(latitude, longitude)
    assert said in str(refused.value)


def test_a_hint_to_swap_is_given_only_where_swapping_helps():
    with pytest.raises(PositionError) as refused:
        check_position(95, 100)
    assert "swap" not in str(refused.value)


def test_a_refusal_is_a_value_error_and_speaks_three_languages():
    with pytest.raises(ValueError, match="outside") as refused:
        check_position(95, 10)
    assert "hors de -90 à 90 degrés" in refused.value.message("fr")
    assert "intercambiado la latitud" in refused.value.message("es-MX")


def test_metres_of_web_mercator_become_degrees_and_say_so():
    repaired = repair_position(871394.082, 4159017.43026)
    assert (round(repaired.latitude, 2), round(repaired.longitude, 2)) == (7.80, 37.36)
    assert repaired.was_mercator


def test_metres_south_and_west_keep_their_signs():
    repaired = repair_position(-2060971.5257, -3606751.5017)
    assert (round(repaired.latitude, 2), round(repaired.longitude, 2)) == (-18.20, -32.40)


def test_degrees_are_left_alone():
    assert repair_position(-12.5, 50) == (-12.5, 50.0, False)


@pytest.mark.parametrize("pair", [(35.2, 321581), (95, 10), (5e7, 5e7), (float("nan"), 4159017)])
def test_what_is_neither_degrees_nor_metres_is_refused(pair):
    with pytest.raises(PositionError):
        repair_position(*pair)
