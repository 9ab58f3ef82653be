"""The practice tree and its crosswalk, as they stand in their files: no database."""

import re
import unicodedata
from collections import Counter, defaultdict

import pytest

from tests.practices.practice_files import (
    CROSSWALK,
    LANGUAGES,
    LEAVES,
    TREE,
    UNMAPPED,
    codes,
    folded,
    rows,
)

LOANWORDS = {"Biochar"}
APPLIES = {"exact", "close", "narrow"}
SCHEMES = {
    "wocat_slm_group": "wocat_slm_groups.txt",
    "wocat_measure": "wocat_measures.txt",
    "era_practice": "era_practice_codes.txt",
    "era_theme": "era_themes.txt",
}


def practices_of(scheme, code, matches=APPLIES):
    return {
        row["practice"]
        for row in CROSSWALK
        if (row["scheme"], row["code"]) == (scheme, code) and row["match"] in matches
    }


def above(code):
    """The node, its parent, and so on up; raises if it never ends."""
    path = [code]
    while parent := TREE[path[-1]]["parent"]:
        assert parent not in path, f"{code} is above itself"
        path.append(parent)
    return path


def test_tree_has_fifty_to_eighty_practices_with_slugs():
    assert 50 <= len(TREE) <= 80
    assert len(rows("tree")) == len(TREE)
    assert [c for c in TREE if not re.fullmatch(r"[a-z]+(-[a-z]+)*", c) or len(c) > 60] == []


def test_every_parent_exists_and_comes_before_its_children():
    seen = {""}
    for code, row in TREE.items():
        assert row["parent"] in seen, code
        seen.add(code)


def test_tree_is_two_or_three_levels_deep_under_eight_to_ten_groups():
    depths = {code: len(above(code)) for code in TREE}
    assert max(depths.values()) == 3
    assert 8 <= Counter(depths.values())[1] <= 10
    assert {depths[code] for code in LEAVES} == {2, 3}


def test_siblings_are_numbered_from_one():
    orders = defaultdict(list)
    for row in TREE.values():
        orders[row["parent"]].append(int(row["order"]))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in orders.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_is_two_sentences(language):
    texts = {code: row[f"definition_{language}"] for code, row in TREE.items()}
    ends = {code: len(re.findall(r"[.!?](?=\s|$)", text)) for code, text in texts.items()}
    assert {code: number for code, number in ends.items() if number != 2} == {}
    assert all(text.endswith(".") and 100 <= len(text) <= 380 for text in texts.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_given_once(language):
    names = Counter(folded(row[f"name_{language}"]) for row in TREE.values())
    assert [name for name, number in names.items() if number > 1 or not name] == []


def test_no_language_repeats_another():
    for row in TREE.values():
        definitions = {row[f"definition_{language}"] for language in LANGUAGES}
        names = {row[f"name_{language}"] for language in LANGUAGES}
        assert len(definitions) == 3, row["code"]
        assert len(names) == 3 or names & LOANWORDS, row["code"]


def test_texts_are_clean():
    cells = [
        v for name in ("tree", "synonyms", "crosswalk") for r in rows(name) for v in r.values()
    ]
    assert [c for c in cells if c != " ".join(c.split()) or re.search("[’‘«»\u00a0]", c)] == []
    assert [c for c in cells if c != unicodedata.normalize("NFC", c)] == []


def test_baselines_are_marked():
    marks = Counter(row["is_baseline"] for row in TREE.values())
    assert set(marks) == {"0", "1"}
    assert {c for c, row in TREE.items() if row["is_baseline"] == "1"} == {
        "conventional-tillage",
        "crop-residue-removal",
        "continuous-grazing",
    }


def test_crosswalk_names_known_practices_codes_and_words():
    known = {(scheme, code) for scheme, file in SCHEMES.items() for code in codes(file)}
    assert {row["practice"] for row in CROSSWALK} <= TREE.keys()
    assert {(row["scheme"], row["code"]) for row in CROSSWALK + UNMAPPED} <= known
    assert {row["match"] for row in CROSSWALK} == APPLIES | {"broad", "related"}
    assert {row["confidence"] for row in CROSSWALK} == {"high", "medium", "low"}
    assert all(len(row["note"]) <= 255 for row in CROSSWALK)


def test_a_practice_and_a_code_meet_once():
    met = Counter((row["practice"], row["scheme"], row["code"]) for row in CROSSWALK)
    assert [pair for pair, number in met.items() if number > 1] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_code_is_mapped_or_explained_but_not_both(scheme):
    mapped = {row["code"] for row in CROSSWALK if row["scheme"] == scheme}
    explained = {row["code"] for row in UNMAPPED if row["scheme"] == scheme and row["reason"]}
    assert mapped | explained == set(codes(SCHEMES[scheme]))
    assert mapped & explained == set()


def test_every_wocat_group_and_soil_carbon_code_leads_to_a_practice():
    groups = [("wocat_slm_group", code) for code in codes("wocat_slm_groups.txt")]
    measured = [("era_practice", code) for code in codes("era_soil_carbon_practices.txt")]
    assert len(groups) == 26
    assert len(measured) == 67
    assert [pair for pair in groups + measured if not practices_of(*pair)] == []


def test_controls_of_era_say_so():
    notes = {r["code"]: r["note"] for r in CROSSWALK if r["scheme"] == "era_practice"}
    notes |= {r["code"]: r["reason"] for r in UNMAPPED if r["scheme"] == "era_practice"}
    starts = ("Control", "Context", "Bookkeeping")
    assert {c: n for c, n in notes.items() if c.startswith("h") and not n.startswith(starts)} == {}


def test_tillage_codes_lead_to_their_own_practice():
    assert practices_of("era_practice", "b38") == {"no-till"}
    assert practices_of("era_practice", "b39") == {"reduced-tillage"}
    assert practices_of("era_practice", "h6") == {"conventional-tillage"}
    assert practices_of("wocat_measure", "tillage_no") == {"no-till"}
    assert practices_of("wocat_measure", "tillage_full") == {"conventional-tillage"}
    assert practices_of("era_practice", "h6.1", {"exact", "close", "narrow", "broad"}) == set()


def test_treatments_never_lead_to_a_baseline():
    baselines = {code for code, row in TREE.items() if row["is_baseline"] == "1"}
    treatments = codes("era_soil_carbon_practices.txt") + [
        code for code in codes("era_practice_codes.txt") if not code.startswith("h")
    ]
    assert [c for c in treatments if practices_of("era_practice", c) & baselines] == []
