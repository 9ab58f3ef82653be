"""Numbers, dates and places as people write them."""

import datetime

import pytest
from django.utils import translation

from knowledge import wording
from practices.models.labels import language_label


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.3, "+12\u00a0%"),
        (-55.6, "−56\u00a0%"),
        (0.34, "+0.3\u00a0%"),
        (-0.04, "0\u00a0%"),
        (None, ""),
    ],
)
def test_percent_has_its_sign_and_a_space_that_holds(value, text):
    assert wording.percent(value) == text


def test_french_writes_a_comma():
    with translation.override("fr"):
        assert wording.percent(-0.34) == "−0,3\u00a0%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((8.27, "8.27"), (10.99, "10.99"), (92.0, "92"), (99.999, "100"), (-1.2, "−1.2")),
        *((46950.4, "46,950"), (1e6, "1,000,000"), (0.0123, "0.0123"), (0.00001, "0")),
        *((0, "0"), (None, "")),
    ],
)
def test_an_amount_keeps_what_was_measured(value, text):
    assert wording.amount(value) == text


def test_a_position_names_its_hemispheres():
    assert wording.position(13.3, -87.19) == "13.300° N, 87.190° W"
    assert wording.position(-1, 36.8) == "1.000° S, 36.800° E"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "20 November 2026"), ("fr", "20 novembre 2026"), ("es", "20 de noviembre de 2026")],
)
def test_a_date_is_in_words(language, text):
    with translation.override(language):
        assert wording.long_date(datetime.date(2026, 11, 20)) == text


def test_a_language_is_named_in_the_readers():
    with translation.override("fr"):
        assert language_label("ar") == "arabe"
        assert language_label("xx-none") == "xx-none"


SENTENCE = "Ten words stand in this sentence so that it counts. "


def test_a_short_text_stays_whole():
    assert wording.lead_and_rest(SENTENCE * 10) == (SENTENCE * 10, "")


def test_a_long_text_is_cut_where_it_pauses_and_loses_no_word():
    lead, rest = wording.lead_and_rest(SENTENCE * 20)
    assert lead.endswith("counts.") and len(lead.split()) == 80
    assert (lead + " " + rest).split() == (SENTENCE * 20).split()


def test_a_line_broken_for_width_flows_again_and_a_list_stays():
    long = "The technology was documented by the Sustainable Land Management"
    assert wording.flowing(f"{long}\nProject.") == f"{long} Project."
    for text in ("Depth: 0.7 m\nWidth: 1.2 m", f"{long}.\nThen", f"{long}\n\nThen"):
        assert wording.flowing(text) == text


def test_a_text_without_a_pause_stays_whole():
    assert wording.lead_and_rest("word " * 500)[1] == ""


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("en", 1, "1 year"),
        ("en", 2.5, "2.5 years"),
        ("fr", 0.5, "0,5 an"),
        ("fr", 1.5, "1,5 an"),
        ("fr", 23, "23 ans"),
        ("es", 1, "1 año"),
        ("es", None, ""),
    ],
)
def test_a_duration_has_its_plural(language, value, text):
    with translation.override(language):
        assert wording.years(value) == text


def test_a_name_is_brief_up_to_its_comma_or_colon():
    assert wording.brief("ERA, Evidence for Resilient Agriculture") == "ERA"
    assert wording.brief("faits seuls\u00a0: nombres, codes") == "faits seuls"
    assert wording.brief("CC BY-NC-SA 3.0") == "CC BY-NC-SA 3.0"


def test_the_first_of_a_month_is_an_ordinal_in_french():
    first, eleventh = datetime.date(2026, 1, 1), datetime.date(2026, 1, 11)
    with translation.override("fr"):
        assert wording.long_date(first) == "1er janvier 2026"
        assert wording.long_date(eleventh) == "11 janvier 2026"
    with translation.override("es"):
        assert wording.long_date(first) == "1 de enero de 2026"
