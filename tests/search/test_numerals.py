"""Numbers and places as people write them."""

import pytest
from django.utils.formats import number_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from search.numerals import read_number, read_point, written, written_point
from search.query import LANGUAGES

hundredths = st.integers(-(10**9), 10**9).map(lambda number: number / 100)
anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1500", "en", 1500),
        ("1,500", "en", 1500),
        ("1,500.5", "en", 1500.5),
        ("1 500,25", "fr", 1500.25),
        ("1\u202f500", "fr", 1500),
        ("1\u00a0234\u00a0567", "es", 1234567),
        ("1.500", "es", 1500),
        ("1.500,5", "es", 1500.5),
        ("1’500", "fr", 1500),
        ("12.345", "en", 12.345),
        ("0.125", "es", 0.125),
        ("2,5", "en", 2.5),
        ("2,5", "fr", 2.5),
        ("2.5", "fr", 2.5),
        ("1,500", "fr", 1.5),
        ("-12", "en", -12),
        ("\u221212,5", "es", -12.5),
        (".5", "en", 0.5),
        ("5.", "en", 5),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text, language, number):
    assert read_number(text, language) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "1e3", "NaN", "inf", "--5", "5-", "1 50", "1,2,3", "1.2.3", "12 mm", "٣"),
        *("+5", "0x10", "²", "9" * 500, "1,500,5", "-", ".", ","),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_none(text, language):
    assert read_number(text, language) is None


@given(hundredths, st.sampled_from(LANGUAGES))
def test_a_number_is_read_as_it_was_written_for_people_and_for_addresses(number, language):
    assert read_number(written(number), language) == number
    with override(language):
        assert read_number(number_format(number), language) == number


@given(anything, st.sampled_from([*LANGUAGES, "tlh"]))
def test_nothing_raises(text, language):
    number = read_number(text, language)
    assert number is None or abs(number) < 1e20
    point = read_point(text)
    assert point is None or (abs(point[0]) <= 90 and abs(point[1]) <= 180)


@pytest.mark.parametrize(
    "text",
    [
        *("13.25,-5.97", "13.25, -5.97", "13.25 -5.97", "13,25; -5,97", "13,25 \u22125,97"),
        *("13.2512;-5.9681", " 13.25 ,  -5.97 "),
    ],
)
def test_a_place_is_read_and_rounded_to_about_a_kilometre(text):
    assert read_point(text) == (13.25, -5.97)


@pytest.mark.parametrize(
    "text", ["", "Bamako", "13.25", "91,0", "0,181", "1,2,3", "NaN,0", "13,25,-5,97", "1;", ";"]
)
def test_what_is_no_place_is_none(text):
    assert read_point(text) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_an_address_keeps_a_place(lat, lon):
    point = read_point(written_point((lat, lon)))
    assert point is not None
    assert abs(point[0] - lat) <= 0.006 and abs(point[1] - lon) <= 0.006
    assert read_point(written_point(point)) == point
