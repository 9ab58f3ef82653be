"""What the difference of two texts says, and that nothing of either is lost."""

import time

from hypothesis import given
from hypothesis import strategies as st

from knowledge.diffing import Kind, blocks, diff

WORDS = st.sampled_from(["soil", "carbon", "Mulch", "é", "t/ha", "–", "  ", "", "\t", "a.b", "\r"])
LINES = st.lists(WORDS, max_size=6).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), st.lists(LINES, max_size=12).map("\n".join))


def read_back(lines, side):
    sides = [getattr(line, side) for line in lines]
    return "\n".join("".join(span.text for span in spans) for spans in sides if spans is not None)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before, after):
    lines = diff(before, after)
    assert read_back(lines, "before") == before
    assert read_back(lines, "after") == after


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert {line.kind for line in diff(text, text)} == {Kind.SAME}


@given(TEXTS, TEXTS)
def test_each_moved_line_is_where_the_other_says(before, after):
    lines = diff(before, after)
    old, new = before.split("\n"), after.split("\n")
    for line in lines:
        if line.kind == Kind.MOVED_FROM:
            assert new[line.other - 1] == line.spans[0].text
        if line.kind == Kind.MOVED_TO:
            assert old[line.other - 1] == line.spans[0].text
    kinds = [line.kind for line in lines]
    assert kinds.count(Kind.MOVED_FROM) == kinds.count(Kind.MOVED_TO)


@given(TEXTS, TEXTS)
def test_blocks_hold_every_line_and_fold_only_what_is_the_same(before, after):
    lines = diff(before, after)
    made = blocks(lines)
    assert [line for block in made for line in block.lines] == lines
    folded = [line for block in made if block.is_folded for line in block.lines]
    assert {line.kind for line in folded} <= {Kind.SAME}


def test_only_the_changed_word_is_marked():
    [line] = diff("Mulch keeps soil wet.", "Mulch keeps soil moist.")
    assert line.kind == Kind.CHANGED
    said = [(span.kind, span.text) for span in line.spans]
    assert said == [
        (Kind.SAME, "Mulch keeps soil "),
        (Kind.REMOVED, "wet"),
        (Kind.ADDED, "moist"),
        (Kind.SAME, "."),
    ]


def test_words_added_at_the_end_leave_the_line_as_it_was():
    [line] = diff("Sow maize", "Sow maize and beans")
    assert [span.kind for span in line.spans] == [Kind.SAME, Kind.ADDED]


def test_a_line_that_went_elsewhere_is_moved_not_removed():
    lines = diff("One line\nTwo lines\nThree lines", "Two lines\nThree lines\nOne line")
    assert [(line.kind, line.other) for line in lines] == [
        (Kind.MOVED_FROM, 3),
        (Kind.SAME, None),
        (Kind.SAME, None),
        (Kind.MOVED_TO, 1),
    ]


def test_blank_lines_do_not_move():
    lines = diff("\nSow\nReap\nRest", "Sow\nReap\nRest\n")
    assert [line.kind for line in lines if line.kind != Kind.SAME] == [Kind.REMOVED, Kind.ADDED]


def test_a_line_that_was_rewritten_is_removed_and_added():
    kinds = [line.kind for line in diff("Stone bunds on slopes", "Cattle graze here")]
    assert kinds == [Kind.REMOVED, Kind.ADDED]


def test_a_changed_line_finds_its_counterpart_past_a_new_one():
    lines = diff("Keep the straw on the field.", "A new line.\nKeep all straw on the field.")
    assert [line.kind for line in lines] == [Kind.ADDED, Kind.CHANGED]


def test_the_worst_texts_take_seconds_at_most():
    same, others = "a\n" * 20_000, "\n".join(str(n % 7) for n in range(20_000))
    long_line = "the soil of the field " * 4_000
    started = time.monotonic()
    diff(same, others)
    diff(long_line, long_line.replace("field", "plot"))
    assert time.monotonic() - started < 10
