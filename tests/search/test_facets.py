"""A count is the list: every count of every filter against a plain loop over the records."""

import random
from urllib.parse import parse_qs, urlsplit

import pytest

from practices.models import PracticeSheet
from search import engines
from search.delivery import comparing
from search.fields import FACETS, UNKNOWN
from search.page.facets import LABELS
from tests.search.corpus import generate
from tests.search.counting import all_values, counts, matching

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def index_dir(tmp_path, settings):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


def ask(client, **params):
    response = client.get("/api/v1/search", params)
    assert response.status_code == 200
    assert response.json()["ignored"] == []
    return response.json()


def found_by(client, text):
    """Every sheet that the words find, by turning all pages."""
    ids, page = [], 1
    while True:
        answer = ask(client, q=text, per_page=100, page=page)
        ids += [hit["id"] for hit in answer["hits"]]
        if len(ids) >= answer["total"]:
            return ids
        page += 1


def assert_right(answer, values, filters):
    """Total and every count, values of count 0 included."""
    assert answer["total"] == len(matching(values, filters))
    expected = counts(values, filters)
    for name in FACETS:
        shown = {entry["value"]: entry["count"] for entry in answer["facets"][name]}
        assert {value: n for value, n in shown.items() if n} == dict(expected[name]), name
        chosen = {entry["value"] for entry in answer["facets"][name] if entry["selected"]}
        assert chosen == set(filters.get(name, ())), name


def some_filters(rng, values):
    """Up to three filters of one or two values each, taken from what some sheet has."""
    filters = {}
    for name in rng.sample(list(FACETS), rng.choice([1, 2, 2, 3])):
        present = sorted(set().union(*(own[name] for own in values.values())))
        filters[name] = sorted(rng.sample(present, min(len(present), rng.choice([1, 2]))))
    return filters


def check_many_questions(client, questions, seed):
    rng, values = random.Random(seed), all_values()
    assert_right(ask(client), values, {})
    for _ in range(questions):
        filters = some_filters(rng, values)
        assert_right(ask(client, **filters), values, filters)
    return values


def test_every_count_on_two_thousand_generated_sheets(client):
    generate(2000)
    values = check_many_questions(client, questions=60, seed=1)
    for name in FACETS:  # or the test would show less than it says
        present = set().union(*(own[name] for own in values.values()))
        assert len(present) >= 3, f"{name} is hardly filled"
        assert UNKNOWN in present or name in ("basis", "source", "language"), name


def test_every_count_under_words(client):
    generate(400, seed=3)
    values = all_values()
    rng = random.Random(5)
    for text in ("mulch", "érosion terrasses", "suelo", "التربة"):
        base = {pk: values[pk] for pk in found_by(client, text)}
        assert base, text
        for _ in range(5):
            filters = some_filters(rng, base)
            assert_right(ask(client, q=text, **filters), base, filters)


def test_a_second_value_of_a_filter_leaves_its_own_counts_alone(client):
    generate(200, seed=2)
    values = all_values()
    first = ask(client, basis=["field"])
    both = ask(client, basis=["field", "both"])
    assert both["total"] > first["total"]
    assert both["facets"]["basis"] != first["facets"]["basis"]  # what is chosen differs
    for answer, chosen in ((first, ["field"]), (both, ["field", "both"])):
        assert_right(answer, values, {"basis": chosen})
    same = [{e["value"]: e["count"] for e in a["facets"]["basis"]} for a in (first, both)]
    assert same[0] == same[1]


def test_a_number_on_the_page_leads_to_that_many_sheets(client):
    generate(150, seed=4)
    page = client.get("/en/search/", {"carbon": ["measured", "unknown"], "q": "mulch"}).context[
        "page"
    ]
    rng = random.Random(6)
    for facet in page.facets:
        stack, shown = [*facet.values, *facet.more_values], []
        while stack:
            shown.append(stack.pop())
            stack += shown[-1].children
        for value in rng.sample(shown, min(4, len(shown))):
            query = parse_qs(urlsplit(value.only_url).query)
            assert query[facet.name] == [value.value]
            assert ask(client, **query)["total"] == value.count


def test_every_filter_of_the_address_is_shown_with_a_name():
    assert set(LABELS) == set(FACETS)


def test_every_count_on_the_bundled_records(client):
    from practices.actions import import_bundled

    import_bundled()
    assert PracticeSheet.objects.published().count() > 400
    values = check_many_questions(client, questions=60, seed=8)
    base = {pk: values[pk] for pk in found_by(client, "paillage")}
    assert base
    assert_right(ask(client, q="paillage", carbon="measured"), base, {"carbon": ["measured"]})
    assert not comparing.check(engines.current()).all
