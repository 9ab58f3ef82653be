"""Markdown as clean HTML: what it makes, and that no text can make anything else."""

import re
import time

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from knowledge.markdown import Link, render, targets_in
from knowledge.markdown.rendering import ALLOWED
from tests.knowledge.markdown.attacks import ATTACKS, dangers

SIGNS = st.text(alphabet="<>[]()|\"'`*_#-!&;:/\\ \n\tajx=1é\x00\u2028", max_size=80)


def html(text, **links):
    def resolve(targets):
        return {one: links.get(one.kind, Link("/somewhere/", one.key)) for one in targets}

    return render(text, resolve=resolve)[0].html


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_through(attack):
    for text in (attack, f"# {attack}", f"[[{attack}]]", f"[a]({attack})", f"| {attack} |\n|--|"):
        assert dangers(html(text)) == []


@given(SIGNS)
def test_only_allowed_elements_come_out(text):
    made = html(text)
    assert set(re.findall(r"<\s*/?\s*([^\s/>]+)", made)) <= ALLOWED
    assert dangers(made) == []


@given(st.lists(st.sampled_from(ATTACKS), min_size=1, max_size=4), SIGNS)
def test_attacks_do_not_help_each_other(attacks, between):
    assert dangers(html(between.join(attacks))) == []


def test_headings_begin_below_that_of_the_page_and_skip_no_level():
    made = html("# One\n\n### Two\n\n# Three")
    assert re.findall(r"<(h\d)", made) == ["h2", "h3", "h2"]
    assert re.findall(r"<(h\d)", html("#### Deep")) == ["h2"]


def test_headings_make_a_table_of_contents_with_ids_of_their_own():
    [rendered] = render("## How\n\n## How\n\n### Less\n\n## Été")
    assert [heading.id for heading in rendered.headings] == ["s-how", "s-how-2", "s-été"]
    assert all(f'id="{heading.id}"' in rendered.html for heading in rendered.headings)


def test_links_elsewhere_lend_no_weight():
    assert 'rel="nofollow ugc noopener"' in html("[a](https://example.org/)")
    assert "rel=" not in html("[a](/en/method/)")


def test_wiki_links_say_where_they_lead_or_are_wanted():
    assert '<a href="/somewhere/">Cover crops</a>' in html("[[Cover crops]]")
    assert '<a href="/somewhere/">other words</a>' in html("[[Cover crops|other words]]")
    red = html("[[Bees]]", page=Link("/new/?title=Bees&language=en", "Bees", is_wanted=True))
    assert '<a href="/new/?title=Bees&amp;language=en" class="wanted" rel="nofollow">' in red
    assert '<span class="wanted">9</span>' in html("[[sheet:9]]", sheet=Link("", "9", True))


def test_brackets_in_code_are_no_links():
    assert targets_in("`[[a]]`\n\n    [[b]]\n\n[[c]]")[0].key == "c"
    assert len(targets_in("`[[a]]` [[sheet: 12 ]] [[Sheet:12|x]]")) == 1


def test_targets_of_several_texts_are_looked_up_once():
    asked = []
    render("[[a]] [[b]]", "[[a]]", resolve=lambda targets: asked.append(list(targets)) or {})
    assert [[one.key for one in targets] for targets in asked] == [["a", "b"]]


def test_a_picture_from_elsewhere_is_only_a_link():
    assert "<img" not in html("![a](https://example.org/a.png)")


def test_tables_and_struck_words_are_known():
    made = html("| a | b |\n|---|---|\n| ~~1~~ | 2 |")
    assert '<div class="scroll" tabindex="0"><table>' in made and "<s>1</s>" in made


def test_the_result_can_stand_in_a_template_as_it_is():
    drawn = Template("{{ html }}").render(Context({"html": html("**a** <b>")}))
    assert drawn == "<p><strong>a</strong> &lt;b&gt;</p>\n"


def test_a_text_of_many_brackets_takes_no_time():
    html("[[" * 5_000 + "a" + "]]" * 5_000)
    html("[[a|" * 5_000)


def test_thousands_of_headings_take_no_time():
    begin = time.monotonic()
    found = render("# a\n" * 6_000)[0].headings
    assert found[-1].id == "s-a-6000" and time.monotonic() - begin < 5
