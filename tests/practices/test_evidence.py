"""The soil-carbon effect of one sheet, in numbers and in words."""

import math

import pytest
from django.utils import translation

from practices.evidence import carbon_effect, carbon_effects, direction
from practices.models import Evidence, Impact, Term, Vocabulary
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db


def term(vocabulary, code, parent=None):
    vocabulary, _ = Vocabulary.objects.get_or_create(
        code=vocabulary, defaults={"label_en": vocabulary}
    )
    defaults = {"label_en": code, "parent": parent}
    return Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults=defaults)[0]


@pytest.fixture
def stock():
    return term("outcome", "308", parent=term("outcome", "soil_carbon"))


def add(sheet, outcome, *changes, **more):
    """Comparisons with these changes in percent, None for one without a ratio."""
    for change in changes:
        ratio = None if change is None else math.log1p(change / 100)
        Evidence.objects.create(sheet=sheet, outcome=outcome, log_ratio=ratio, **more)


def test_the_mean_is_that_of_the_log_ratios(stock):
    sheet = SheetFactory()
    add(sheet, stock, 100, -50)  # doubled once, halved once
    effect = carbon_effect(sheet)
    assert effect.state == "measured"
    assert effect.percent == pytest.approx(0)
    assert (effect.low, effect.high) == (pytest.approx(-50), pytest.approx(100))


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ((10, 20), "up"),
        ((-10, -20), "down"),
        ((-10, 30), "maybe"),
        ((0.3, 0.4), "flat"),
        ((0.0,), "flat"),
        ((-0.4, 30), "up"),
        ((-0.4, 0.3), "flat"),
        ((-20, 25), "maybe"),
    ],
)
def test_the_verdict_follows_the_mean_and_its_range(stock, changes, verdict):
    sheet = SheetFactory()
    add(sheet, stock, *changes)
    assert carbon_effect(sheet).verdict == verdict


def test_the_words_count_what_agrees_with_the_mean(stock):
    sheet = SheetFactory()
    add(sheet, stock, 10, 20, 30, 14, 5, -3)
    effect = carbon_effect(sheet)
    assert effect.text == "Soil carbon higher in 5 of 6 comparisons"
    assert effect.note == "6 comparisons, from −3 to +30\u00a0%"
    lower = SheetFactory()
    add(lower, stock, -54, -58)
    assert carbon_effect(lower).text == "Soil carbon lower in 2 of 2 comparisons"


@pytest.mark.parametrize(
    ("changes", "english", "french", "spanish"),
    [
        (
            (0.2,),
            "Soil carbon: no clear change",
            "Carbone du sol\u00a0: pas de changement net",
            "Carbono del suelo: sin cambio claro",
        ),
        (
            (-20, 25),
            "Soil carbon higher in 1 and lower in 1 of 2 comparisons",
            "Carbone du sol plus élevé dans 1 et plus bas dans 1 des 2 comparaisons",
            "Carbono del suelo más alto en 1 y más bajo en 1 de 2 comparaciones",
        ),
        (
            (0.3, 9, 12),
            "Soil carbon higher in 2 of 3 comparisons",
            "Carbone du sol plus élevé dans 2 des 3 comparaisons",
            "Carbono del suelo más alto en 2 de 3 comparaciones",
        ),
    ],
)
def test_the_words_hold_to_the_limit_of_the_verdict(stock, changes, english, french, spanish):
    sheet = SheetFactory()
    add(sheet, stock, *changes)
    for language, words in (("en", english), ("fr", french), ("es", spanish)):
        with translation.override(language):
            assert carbon_effect(sheet).text == words


@pytest.mark.parametrize("percent", [0.5, 0.2, 0, -0.2, -0.5])
def test_no_clear_change_is_neither_gain_nor_loss(percent):
    assert direction(percent) == 0
    assert (direction(0.51), direction(-0.51)) == (1, -1)


def test_one_comparison_is_said_as_one(stock):
    sheet = SheetFactory()
    add(sheet, stock, 33)
    effect = carbon_effect(sheet)
    assert effect.text == "Soil carbon higher"
    assert effect.note == "1 comparison, +33\u00a0%"


@pytest.mark.parametrize(
    ("language", "warning"),
    [("en", "an error of the source"), ("fr", "une erreur de la source"), ("es", "un error de la")],
)
def test_a_change_of_ten_times_warns_of_an_error(stock, language, warning):
    high, low, large = SheetFactory(), SheetFactory(), SheetFactory()
    add(high, stock, 2, 7004), add(low, stock, -98), add(large, stock, -80, 400)
    with translation.override(language):
        assert warning in carbon_effect(high).note and warning in carbon_effect(low).note
        assert warning not in carbon_effect(large).note


def test_small_changes_keep_a_decimal(stock):
    sheet = SheetFactory()
    add(sheet, stock, 0.34)
    with translation.override("fr"):
        assert "+0,3" in carbon_effect(sheet).note


def test_what_is_not_published_does_not_count(stock):
    sheet = SheetFactory()
    add(sheet, stock, 40, state="pending")
    add(sheet, term("outcome", "101", parent=term("outcome", "product_yield")), 40)
    effect = carbon_effect(sheet)
    assert effect.state == "unknown"
    assert effect.verdict == "none"
    assert effect.percent is effect.low is effect.high is None


def test_a_measured_rate_is_not_computable_and_says_why(stock):
    sheet = SheetFactory()
    add(sheet, stock, None, no_ratio_reason="rate")
    effect = carbon_effect(sheet)
    assert effect.state == "measured"
    assert effect.percent is None
    assert "rate of change" in effect.note


@pytest.mark.parametrize(("value", "words"), [(2, "raise"), (0, "not to change"), (-1, "lower")])
def test_a_judgement_of_people_is_said_as_one(value, words):
    sheet = SheetFactory()
    indicator = term("impact", "tech_impacts_soilorganicmatter")
    Impact.objects.create(sheet=sheet, indicator=indicator, group="soil", value=value)
    effect = carbon_effect(sheet)
    assert effect.state == effect.verdict == "rated"
    assert words in effect.text
    assert effect.percent is None


def test_an_indicator_without_a_value_is_no_judgement():
    sheet = SheetFactory()
    indicator = term("impact", "tech_impacts_soilorganicmatter")
    Impact.objects.create(sheet=sheet, indicator=indicator, group="soil")
    other = term("impact", "tech_impacts_cropproduction")
    Impact.objects.create(sheet=sheet, indicator=other, group="production", value=3)
    assert carbon_effect(sheet).state == "unknown"


def test_a_measurement_wins_over_a_judgement(stock):
    sheet = SheetFactory()
    add(sheet, stock, 12)
    indicator = term("impact", "tech_impacts_soilorganicmatter")
    Impact.objects.create(sheet=sheet, indicator=indicator, group="soil", value=-2)
    assert carbon_effect(sheet).verdict == "up"


def test_a_list_has_the_effects_of_its_sheets_in_two_queries(stock, django_assert_num_queries):
    measured, reasoned, rated, unknown = (SheetFactory() for _ in range(4))
    add(measured, stock, 3, -4)
    add(measured, stock, 50, state=Evidence.State.PENDING)
    add(reasoned, stock, None, no_ratio_reason=Evidence.NoRatio.RATE)
    indicator = term("impact", "tech_impacts_soilorganicmatter")
    Impact.objects.create(sheet=rated, indicator=indicator, group="soil", value=-2)
    sheets = [measured, reasoned, rated, unknown]
    with django_assert_num_queries(2):
        effects = carbon_effects([sheet.pk for sheet in sheets])
    assert effects == {sheet.pk: carbon_effect(sheet) for sheet in sheets}
    assert [effects[sheet.pk].verdict for sheet in sheets] == ["maybe", "none", "rated", "none"]
