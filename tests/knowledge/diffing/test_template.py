"""How a difference is written for people."""

from django.conf import settings
from django.template import Context, Template


def drawn(before, after, **titles):
    template = Template("{% load diffing %}{% text_diff before after old new %}")
    return template.render(
        Context({"before": before, "after": after, "old": "", "new": ""} | titles)
    )


def test_words_are_struck_and_underlined():
    text = drawn("Mulch keeps soil wet.", "Mulch keeps soil moist.")
    assert "Mulch keeps soil <del>wet</del>." in text
    assert "Mulch keeps soil <ins>moist</ins>." in text


def test_the_sides_are_named():
    assert "Published" in drawn("a", "b", old="Published", new="Proposed")
    assert ">Before<" in drawn("a", "b") and ">After<" in drawn("a", "b")


def test_a_moved_line_says_where_to():
    text = drawn("One line\nTwo lines\nThree", "Two lines\nThree\nOne line")
    assert "Moved to line 3" in text and "Moved from line 1" in text
    assert "<del>" not in text


def test_far_lines_are_folded():
    far = "\n".join(f"line {n}" for n in range(9))
    assert "7 lines unchanged" in drawn(far, far + "\nmore")


def test_no_text_becomes_markup():
    text = drawn("<script>a</script>", "<img src=x onerror=b>")
    assert "<script" not in text and "<img" not in text


def test_equal_texts_say_so():
    assert "No difference." in drawn("a", "a")


def test_a_page_that_compares_links_the_style():
    root = settings.BASE_DIR / "templates"
    texts = {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.html")}
    compare = {name for name, text in texts.items() if "text_diff" in text}
    compare |= {n for n, text in texts.items() if any(f'"{one}"' in text for one in compare)}
    pages = {name for name in compare if "{% extends" in texts[name]}
    assert len(pages) > 2
    assert {name for name in pages if "css/apart/diff.css" not in texts[name]} == set()
