"""A body is one Markdown text and back, without loss."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.wiki.body import from_markdown, to_markdown

WORDS = st.text(alphabet='aé "|[]()\\!:1', max_size=30).map(lambda text: " ".join(text.split()))
PICTURES = st.fixed_dictionaries(
    {
        "image": st.integers(1, 99999),
        "caption": WORDS,
        "credit": WORDS,
        "licence": st.sampled_from(["", "CC-BY-4.0"]),
    }
).map(lambda value: {"type": "image", "value": value})
TEXTS = st.sampled_from(["Sow.", "## Head\n\ntext", "- a\n- b", "![x](image:y)", "a\n\n\nb"])
BLOCKS = st.lists(
    PICTURES | TEXTS.map(lambda text: {"type": "markdown", "value": text}), max_size=6
)


@given(BLOCKS)
def test_pictures_and_text_come_back(blocks):
    back = from_markdown(to_markdown(blocks))
    assert [b for b in back if b["type"] == "image"] == [b for b in blocks if b["type"] == "image"]
    assert to_markdown(back) == to_markdown(blocks)


@given(st.text(max_size=200))
def test_any_text_is_kept_but_for_blank_lines_at_its_ends(text):
    text = text.replace("\r\n", "\n")
    once = to_markdown(from_markdown(text))
    assert to_markdown(from_markdown(once)) == once
    if "(image:" not in text and text.strip():
        assert once == text.strip("\n")


def test_a_picture_is_a_line():
    block = {"image": 12, "caption": 'Bunds [1] "new"', "credit": "A | B", "licence": "CC-BY-4.0"}
    line = to_markdown([{"type": "image", "value": block}])
    assert line == '![Bunds \\[1\\] \\"new\\"](image:12 "A \\| B | CC-BY-4.0")'
    assert from_markdown(f"before\n{line}\nafter")[1]["value"] == block
