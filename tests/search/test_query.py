from hypothesis import given, settings
from hypothesis import strategies as st

from search.address import MAX_PER_PAGE, MAX_REACH, MAX_TEXT, PARAMETERS, Reason, clean, parse
from search.fields import FACETS
from search.numerals import read_number, read_point
from search.query import Query
from search.scales import SCALES, as_indexed

KNOWN = {"country": {"KE", "ML"}, "climate": {"B", "BSh"}, "soil": {"LV"}}


def read(**params):
    return parse(params, known_values=KNOWN)


def reasons(parsed):
    return [(one.parameter, one.value, one.reason) for one in parsed.ignored]


def test_an_empty_address_is_the_whole_list():
    parsed = read()
    assert parsed.query == Query()
    assert (parsed.ignored, parsed.page, parsed.per_page) == ((), 1, 20)


def test_an_address_becomes_a_question():
    parsed = parse(
        {
            "q": ["mulch", "sorghum"],
            "country": ["KE", "ML", "unknown"],
            "climate": ["BSh"],
            "lang": ["fr"],
            "sort": ["soc_desc"],
            "page": ["3"],
            "per_page": ["10"],
        },
        known_values=lambda facet, value: value in KNOWN[facet],
    )
    assert parsed.ignored == ()
    assert parsed.query == Query(
        text="mulch sorghum",
        language="fr",
        filters={"country": frozenset({"KE", "ML", "unknown"}), "climate": frozenset({"BSh"})},
        sort="soc_desc",
        offset=20,
        limit=10,
    )


def test_the_language_of_the_page_counts_where_the_address_has_none():
    assert parse({}, known_values=KNOWN, language="es").query.language == "es"


def test_every_facet_is_a_parameter_and_takes_unknown():
    for facet in FACETS:
        parsed = read(**{facet: ["unknown"]})
        assert parsed.query.filters == {facet: {"unknown"}}
        assert parsed.ignored == ()


def test_what_is_not_known_is_named_and_the_rest_counts():
    parsed = read(colour=["red"], country=["KE", "XX"], soil=["ZZ"], lang=["tlh"], sort=["size"])
    assert parsed.query == Query(filters={"country": frozenset({"KE"})})
    assert sorted(reasons(parsed)) == [
        ("colour", "red", Reason.UNKNOWN_PARAMETER),
        ("country", "XX", Reason.UNKNOWN_VALUE),
        ("lang", "tlh", Reason.UNKNOWN_VALUE),
        ("soil", "ZZ", Reason.UNKNOWN_VALUE),
        ("sort", "size", Reason.UNKNOWN_VALUE),
    ]


def test_pages_that_cannot_be_are_named():
    for value, reason in {
        "two": Reason.NOT_A_NUMBER,
        "-1": Reason.NOT_A_NUMBER,
        "1.5": Reason.NOT_A_NUMBER,
        "²": Reason.NOT_A_NUMBER,
        "0": Reason.OUT_OF_RANGE,
        "501": Reason.OUT_OF_RANGE,
        "9" * 10_000: Reason.OUT_OF_RANGE,
    }.items():
        parsed = read(page=[value])
        assert (parsed.page, parsed.query.offset) == (1, 0)
        assert reasons(parsed) == [("page", value[:100], reason)]


def test_the_last_page_within_reach_counts():
    parsed = read(page=["500"], per_page=["00020"])
    assert parsed.query.offset + parsed.query.limit == MAX_REACH
    assert parsed.ignored == ()


def test_a_page_holds_at_most_a_hundred_and_says_so():
    parsed = read(per_page=["1000"])
    assert parsed.query.limit == parsed.per_page == MAX_PER_PAGE
    assert reasons(parsed) == [("per_page", "1000", Reason.OUT_OF_RANGE)]


def test_of_a_repeated_single_parameter_the_last_counts_and_the_others_are_named():
    parsed = read(sort=["title", "newest"])
    assert parsed.query.sort == "newest"
    assert reasons(parsed) == [("sort", "title", Reason.REPEATED)]


def test_bounds_of_numbers_become_ranges():
    parsed = read(
        rainfall_mm_min=["500"],
        rainfall_mm_max=["1,500"],
        rainfall_mm_unknown=["1"],
        soc_change_min=["-2.504"],
        duration_years_max=["0"],
    )
    assert parsed.ignored == ()
    assert parsed.query == Query(
        ranges={
            "soc_change": (-2.5, None),
            "rainfall_mm": (500, 1500),
            "duration_years": (None, 0),
        },
        unknown_too=frozenset({"rainfall_mm"}),
    )


def test_numbers_are_read_in_the_language_of_the_page():
    for language, lowest in {"en": 1500, "fr": 1.5}.items():
        parsed = parse({"duration_years_min": ["1,500"]}, known_values=KNOWN, language=language)
        assert parsed.query.ranges == {"duration_years": (lowest, None)}


def test_ends_that_are_the_wrong_way_round_are_turned():
    assert read(year_min=["2010"], year_max=["1990"]).query.ranges == {"year": (1990, 2010)}


def test_the_unknown_without_bounds_asks_for_nothing():
    assert read(year_unknown=["1"]).query == Query()


def test_bounds_that_cannot_be_are_named_and_the_others_count():
    parsed = read(
        altitude_m_min=["high"],
        altitude_m_max=["900"],
        year_min=["1e3"],
        cost_usd_ha_max=["9" * 12],
        year_unknown=["yes"],
        completeness_min=["5"],
    )
    assert parsed.query.ranges == {"altitude_m": (None, 900)}
    assert sorted(reasons(parsed)) == [
        ("altitude_m_min", "high", Reason.NO_NUMBER),
        ("completeness_min", "5", Reason.UNKNOWN_PARAMETER),
        ("cost_usd_ha_max", "9" * 12, Reason.OUT_OF_RANGE),
        ("year_min", "1e3", Reason.NO_NUMBER),
        ("year_unknown", "yes", Reason.UNKNOWN_VALUE),
    ]


def test_near_a_place_the_nearest_come_first_unless_another_order_is_asked_for():
    query = read(near=["13.2512, -5.97"]).query
    assert (query.near, query.sort) == ((13.25, -5.97), "nearest")
    assert read(near=["0,0"], sort=["title"]).query.sort == "title"


def test_nearest_to_no_place_is_named_and_the_rest_counts():
    parsed = read(sort=["nearest"], q=["mulch"])
    assert (parsed.query.sort, parsed.query.text) == ("relevance", "mulch")
    assert reasons(parsed) == [("sort", "nearest", Reason.NEAR_WHAT)]
    parsed = read(near=["Bamako"])
    assert (parsed.query.near, parsed.query.sort) == (None, "relevance")
    assert reasons(parsed) == [("near", "Bamako", Reason.NO_PLACE)]


def test_long_text_is_cut_and_that_is_said():
    parsed = read(q=["mulch " * 2000])
    assert len(parsed.query.text) <= MAX_TEXT
    assert [one.reason for one in parsed.ignored] == [Reason.TOO_LONG]
    assert len(parsed.ignored[0].value) == 100


def test_text_is_cleaned():
    assert clean(" a\x00b\ud800c\t\n d ") == "a b c d"
    assert clean("e\u0301") == "é"


def test_empty_values_are_none():
    parsed = read(q=[""], country=["", " "], page=[""])
    assert parsed == read()


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)
numbers = st.sampled_from(
    [*("0", "-1", "9" * 5000, "1e9", "٣", "NaN", "0x10", "1" * 19), *("1,5", "-2.5", "13.25,-5.97")]
)
long = st.integers(0, 10_000).map("a".__mul__)
names = st.one_of(st.sampled_from(PARAMETERS), anything)
values = st.lists(st.one_of(anything, numbers, long, st.sampled_from(["KE", "B"])), max_size=4)


def is_of_a_number(name, value, query):
    if name == "near":
        return query.near == read_point(value)
    field, _, ending = name.rpartition("_")
    if field not in SCALES:
        return False
    bounds = query.ranges.get(field, (None, None))
    if ending == "unknown":
        return value == "1" and (field in query.unknown_too) == (field in query.ranges)
    number = read_number(value, "en")
    return number is not None and as_indexed(field, number) in bounds


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, values, max_size=8))
def test_nothing_in_an_address_raises_or_is_dropped_silently(params):
    parsed = parse(params, known_values=KNOWN)
    query = parsed.query
    assert 1 <= query.limit <= MAX_PER_PAGE
    assert 0 <= query.offset <= MAX_REACH - query.limit
    query.text.encode()
    named = {one.parameter for one in parsed.ignored}
    for one in parsed.ignored:
        (one.parameter + one.value).encode()
    for name, given_values in params.items():
        for value in filter(None, map(clean, given_values)):
            used = value in query.filters.get(name, ()) or value in query.text
            used |= value in (query.language, query.sort)
            used |= is_of_a_number(clean(name), value, query)
            used |= value.isdecimal() and int(value[:25]) in (parsed.page, parsed.per_page)
            assert used or clean(name)[:100] in named
