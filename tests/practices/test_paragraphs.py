"""A translation beside its original: one change marks one paragraph, wherever it stands."""

from hypothesis import given
from hypothesis import strategies as st

from practices.paragraphs import State, aligned, joined, paragraphs, pieces, sources, written

ONE, TWO, THREE = "Grass is cut in May.", "It is left on the field.", "Maize follows in June."
UN, DEUX, TROIS = "On coupe l’herbe en mai.", "On la laisse au champ.", "Le maïs suit en juin."
ORIGINAL, TRANSLATION = joined([ONE, TWO, THREE]), joined([UN, DEUX, TROIS])


def states(*arguments):
    return [(part.original, part.text, str(part.state)) for part in pieces(*arguments)]


def test_an_untranslated_text_misses_each_of_its_paragraphs():
    assert states(ORIGINAL, "", None) == [(one, "", "missing") for one in (ONE, TWO, THREE)]


def test_a_translation_without_a_note_was_made_from_the_original_as_it_is():
    assert {state for *_, state in states(ORIGINAL, TRANSLATION, None)} == {"translated"}


def test_a_changed_paragraph_is_outdated_and_no_other():
    new = "Grass is cut in April."
    parts = pieces(joined([new, TWO, THREE]), TRANSLATION, sources(ORIGINAL, TRANSLATION))
    assert [part.state for part in parts] == ["outdated", "translated", "translated"]
    assert (parts[0].made_from, parts[0].original, parts[0].text) == (ONE, new, UN)


def test_an_inserted_paragraph_misses_and_outdates_nothing():
    original = joined([ONE, "Nobody burns it.", TWO, THREE])
    assert [state for *_, state in states(original, TRANSLATION, [ONE, TWO, THREE])] == [
        "translated",
        "missing",
        "translated",
        "translated",
    ]


def test_a_removed_paragraph_takes_its_translation_along():
    parts = states(joined([ONE, THREE]), TRANSLATION, [ONE, TWO, THREE])
    assert parts == [(ONE, UN, "translated"), (THREE, TROIS, "translated")]


def test_moved_paragraphs_stay_translated():
    parts = states(joined([THREE, ONE, TWO]), TRANSLATION, [ONE, TWO, THREE])
    assert [text for _original, text, _state in parts] == [TROIS, UN, DEUX]


def test_a_paragraph_written_anew_between_its_neighbours_is_outdated_and_its_words_kept():
    parts = states(joined([ONE, "All else differs here.", THREE]), TRANSLATION, [ONE, TWO, THREE])
    assert parts[1] == ("All else differs here.", DEUX, "outdated")


def test_texts_of_unlike_length_are_one_block():
    made_from = sources(ORIGINAL, UN)
    assert made_from == [ORIGINAL]
    assert states(ORIGINAL, UN, made_from) == [(ORIGINAL, UN, "translated")]
    (part,) = pieces(joined([ONE, TWO]), UN, made_from)
    assert (part.state, part.made_from) == ("outdated", ORIGINAL)


def test_spaces_and_line_ends_outdate_nothing():
    original = ORIGINAL.replace("\n\n", "\r\n \r\n").replace("May", " May")
    assert {state for *_, state in states(original, TRANSLATION, [ONE, TWO, THREE])} == {
        "translated"
    }


def test_a_number_needs_no_translation():
    assert states("1250", "", None) == [("1250", "", "translated")]


def test_words_that_only_the_translation_has_stay():
    assert states("", UN, None) == [("", UN, "translated")]


def test_a_borrowed_text_is_missing():
    assert states(ONE, ONE, []) == [(ONE, "", "missing")]


WORD = st.sampled_from(["grass", "maize", "stone", "water", "slope", "tree", "seed", "soil"])
PARAGRAPHS = st.lists(
    st.lists(WORD, min_size=1, max_size=6).map(" ".join), unique=True, min_size=1, max_size=8
)


@given(PARAGRAPHS, st.data())
def test_random_changes_of_one_paragraph_outdate_just_that_one(own, data):
    own = [f"{part} {place}" for place, part in enumerate(own)]
    given_ = [f"T{place}" for place in range(len(own))]
    place = data.draw(st.integers(0, len(own) - 1))
    now = [*own[:place], f"{own[place]} or more", *own[place + 1 :]]
    parts = pieces(joined(now), joined(given_), own)
    assert [part.state == State.OUTDATED for part in parts] == [n == place for n in range(len(own))]
    assert [part.text for part in parts] == given_


@given(PARAGRAPHS, PARAGRAPHS)
def test_any_edit_shows_each_paragraph_once_and_says_the_truth(old, new):
    given_ = [f"T{place} of it" for place in range(len(old))]
    parts = pieces(joined(new), joined(given_), old)
    assert [part.original for part in parts] == new
    used = [part.text for part in parts if part.text]
    assert len(used) == len(set(used))
    for part in parts:
        if part.text:
            assert part.made_from == old[given_.index(part.text)]
            assert (part.state == State.TRANSLATED) == (part.made_from == part.original)
    assert all(one in {p.original for p in parts if p.state == "translated"}
               for one in set(old) & set(new))  # fmt: skip


@given(PARAGRAPHS, st.data())
def test_what_is_kept_is_read_back(own, data):
    kept = pieces(joined(own), joined(f"T{n}" for n in range(len(own))), None)
    some = data.draw(st.lists(st.booleans(), min_size=len(own), max_size=len(own)))
    told = [part for part, is_kept in zip(kept, some, strict=True) if is_kept]
    text, made_from = written(told)
    again = {part.original: part for part in pieces(joined(own), text, made_from)}
    assert [again[part.original] for part in told] == told
    assert len(paragraphs(text)) == len(made_from) == len(told)


@given(st.text(), st.text(), st.lists(st.text(), max_size=4))
def test_no_text_breaks_it(original, text, made_from):
    for part in pieces(original, text, made_from):
        assert part.state in State
    places = [place for place in aligned(made_from, paragraphs(original)) if place is not None]
    assert len(places) == len(set(places))
