from hypothesis import given, settings
from hypothesis import strategies as st

from search.address import MAX_PER_PAGE, MAX_REACH, MAX_TEXT, PARAMETERS, Reason, clean, parse
from search.fields import FACETS
from search.query import Query

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
numbers = st.sampled_from(["0", "-1", "9" * 5000, "1e9", "٣", "NaN", "0x10", "1" * 19])
long = st.integers(0, 10_000).map("a".__mul__)
names = st.one_of(st.sampled_from(PARAMETERS), anything)
values = st.lists(st.one_of(anything, numbers, long, st.sampled_from(["KE", "B"])), max_size=4)


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
            used |= value.isdecimal() and int(value[:25]) in (parsed.page, parsed.per_page)
            assert used or clean(name)[:100] in named
