"""Where marks stand, and that shape says what colour says."""

import pytest

from knowledge.charts import effect_mark, impact_bar, mark_of, position


@pytest.mark.parametrize(
    ("percent", "x"),
    [(-50, "0.0%"), (0, "33.3%"), (25, "50.0%"), (100, "100.0%"), (-80, "0.0%"), (300, "100.0%")],
)
def test_an_effect_stands_on_one_scale_and_stays_inside(percent, x):
    assert position(percent) == x


@pytest.mark.parametrize(
    ("percent", "shape", "tone"),
    [
        (12, "dot", "pos"),
        (-12, "triangle", "neg"),
        (0.5, "ring", "und"),
        (-0.5, "ring", "und"),
        (100.1, "right", "pos"),
        (-50.1, "left", "neg"),
    ],
)
def test_the_shape_of_a_study_says_its_sign(percent, shape, tone):
    mark = effect_mark(percent, None, None, is_pooled=False)
    assert (mark.shape, mark.tone) == (shape, tone)


@pytest.mark.parametrize(
    ("low", "high", "tone"), [(4, 20, "pos"), (-20, -4, "neg"), (-4, 20, "und"), (0, 20, "und")]
)
def test_a_pooled_mean_is_certain_only_when_its_interval_leaves_zero(low, high, tone):
    mark = effect_mark((low + high) / 2, low, high, is_pooled=True)
    assert (mark.shape, mark.tone) == ("diamond", tone)


def test_a_range_has_arrows_where_it_leaves_the_scale():
    mark = effect_mark(34, -60, 142, is_pooled=False)
    assert (mark.range_from, mark.range_to) == ("0.0%", "100.0%")
    assert mark.is_low_beyond and mark.is_high_beyond


def test_one_comparison_has_no_range():
    assert effect_mark(33, 33, 33, is_pooled=False).range_from == ""


def test_no_number_is_no_mark():
    assert effect_mark(None, None, None, is_pooled=False) is None
    assert impact_bar(None) is None


def test_a_mixed_result_points_where_its_mean_does():
    assert mark_of("maybe", 34) == "maybe"
    assert mark_of("maybe", -34) == "doubt"
    assert mark_of("down", -34) == "down"


def test_an_impact_grows_from_the_middle():
    assert impact_bar(2).x == "50%" and impact_bar(2).width == "31.2%"
    assert impact_bar(-3).x == "3.2%" and impact_bar(-3).tone == "neg"
    assert impact_bar(9).width == impact_bar(3).width
