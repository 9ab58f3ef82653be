"""The judged queries can be read, and every judgement names sheets that there are."""

import pytest

from tests.search.relevance.facts import JudgementError
from tests.search.relevance.judgements import KINDS, LANGUAGES, SETS, judged, load
from tests.search.relevance.measures import ndcg, succeeds

# Before the tests with a browser, whose event loop forbids the database to others.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

VALID = 'text = "paillage"\nkind = "practice"\nwhy = "Why."\n'


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_30_queries_of_every_kind_and_20_others(language):
    queries, others = load(language), load(language, SETS["second"])
    assert (len(queries), len(others)) == (30, 20)
    assert {query.kind for query in queries} == set(KINDS)
    assert {query.text for query in queries}.isdisjoint(query.text for query in others)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_judgement_names_sheets_of_the_bundle(language, name, corpus):
    for query in load(language, SETS[name]):
        found = judged(query, corpus)
        assert set(found.grades.values()) <= {1, 2, 3}
        assert found.never.isdisjoint(found.grades)
        for judgement in (*(one for _, one in query.graded), *query.never):
            assert corpus.sheets(judgement), f"{query.place}: {judgement}"


def read(folder, *entries):
    text = "".join(f"[[query]]\n{entry}\n" for entry in entries)
    (folder / "en.toml").write_text(text, encoding="utf-8")
    return load("en", folder)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (['text = "paillage'], r"en\.toml: .*line 2"),
        (['text = "paillage"\nkind = "practice"'], r'en\.toml, query "paillage": `why` is missing'),
        ([VALID.replace("practice", "wish")], r'query "paillage": unknown kind "wish"; known are'),
        ([VALID + 'better = ["wocat:1724"]'], r'query "paillage": unknown \[.better.\]; known are'),
        ([VALID, VALID.replace("paillage", "Paillage")], r'query "Paillage" is there twice'),
    ],
    ids=["not TOML", "missing", "kind", "key", "twice"],
)
def test_a_wrong_file_says_where_and_what(tmp_path, entries, message):
    with pytest.raises(JudgementError, match=message):
        read(tmp_path, *entries)


@pytest.mark.parametrize(
    ("judgement", "message"),
    [
        ('good = ["wocat:0"]', 'query "paillage": no sheet is "wocat:0"'),
        ('good = [{ practice = "mulch" }]', r"unknown code \['mulch'\]"),
        ('good = [{ weather = "fine" }]', 'unknown fact "weather"; known are'),
        ('good = [{ practice = "biochar", country = "MLI" }]', "no sheet has .*loosen it"),
        ('useful = ["wocat:1724"]', "no sheet is good; drop the query"),
        ('good = ["wocat:1724"]\nnever = ["wocat:1724"]', "no sheet is good"),
    ],
)
def test_a_wrong_judgement_says_where_and_what(tmp_path, corpus, judgement, message):
    (query,) = read(tmp_path, VALID + judgement)
    with pytest.raises(JudgementError, match=message):
        judged(query, corpus)


def test_facts_hold_together_and_a_code_has_those_below_it(corpus):
    both = corpus.sheets({"practice": "mulching", "country": ["MDG", "TUN"]})
    assert both < corpus.sheets({"practice": "soil-cover"})
    assert both < corpus.sheets({"country": "MDG"}) | corpus.sheets({"country": "TUN"})
    without = corpus.sheets({"practice": "mulching", "without": "no-till"})
    assert without == corpus.sheets({"practice": "mulching"}) - corpus.sheets(
        {"practice": "no-till"}
    )
    assert corpus.sheets({"climate": "BSh"}) < corpus.sheets({"climate": "B"})
    assert "era:NN0146/tafa-antsirabe/no-till.mulch" in map(corpus.identity, both)


def test_the_higher_grade_holds_and_never_has_none(tmp_path, corpus):
    entry = 'good = ["wocat:1724"]\nuseful = ["wocat:1724", "wocat:1723"]\nnever = ["wocat:1723"]'
    found = judged(*read(tmp_path, VALID + entry), corpus)
    (sheet,) = corpus.sheets("wocat:1724")
    assert found.grades == {sheet: 2}
    assert found.never == corpus.sheets("wocat:1723")


def test_success_wants_a_good_sheet_and_no_forbidden_one_in_the_first_three(tmp_path, corpus):
    entry = 'good = ["wocat:1724"]\nuseful = ["wocat:1722"]\nnever = ["wocat:1723"]'
    found = judged(*read(tmp_path, VALID + entry), corpus)
    good, useful, never = (min(corpus.sheets(f"wocat:{number}")) for number in (1724, 1722, 1723))
    assert succeeds(found, [0, useful, good])
    assert not succeeds(found, [useful])
    assert not succeeds(found, [0, useful, 0, good])
    assert not succeeds(found, [good, 0, never])
    assert succeeds(found, [good, 0, 0, never])


def test_ndcg_follows_its_formula(tmp_path, corpus):
    entry = 'hoped = ["wocat:1724"]\nuseful = ["wocat:1723"]'
    found = judged(*read(tmp_path, VALID + entry), corpus)
    hoped, useful = (min(corpus.sheets(f"wocat:{number}")) for number in (1724, 1723))
    assert ndcg(found, [hoped, useful]) == 1
    # gains 1 and 7 at discounts 1 and log2(3), against 7 and 1
    assert ndcg(found, [useful, hoped]) == pytest.approx(0.70980, abs=1e-5)
    assert ndcg(found, [0] * 10 + [hoped]) == 0
    assert ndcg(found, []) == 0
