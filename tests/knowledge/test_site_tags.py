"""Template tags: icons, labels that fell back, charts, addresses."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from knowledge.icons import ICONS
from knowledge.templatetags import site


def render(source: str, **context) -> str:
    return Template("{% load site %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_and_silent(name):
    drawn = site.icon(name)
    assert drawn.startswith('<svg class="icon"') and 'aria-hidden="true"' in drawn


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        site.icon("nothing")


class Label(str):
    is_fallback = True


def test_a_label_without_a_translation_says_so():
    with translation.override("fr"):
        shown = site.word(Label("<Loss of topsoil>"))
    assert shown.startswith('<span lang="en">&lt;Loss of topsoil&gt;</span> <span class="tag">')


def test_a_label_in_the_readers_language_says_nothing():
    assert site.word(Label("Loss of topsoil")) == "Loss of topsoil"
    assert site.word("R&D") == "R&amp;D"


def test_a_record_names_the_language_it_fell_back_to():
    record = SimpleNamespace(label_language="en")
    with translation.override("es"):
        assert 'lang="en"' in site.word(record)
        assert 'lang="' not in site.word(SimpleNamespace(label_language="es"))


def test_foreign_words_carry_language_and_direction():
    phrase = SimpleNamespace(is_foreign=True, language="ar", direction="rtl")
    assert site.lang_of(phrase) == ' lang="ar" dir="rtl"'
    assert site.lang_of("own words") == ""


def test_a_chart_beside_words_is_silent_and_one_alone_speaks():
    assert 'aria-hidden="true"' in render("{% effect_chart 12 %}")
    assert 'aria-label="Plus &lt; 12"' in render(
        "{% effect_chart 12 label=words %}", words="Plus < 12"
    )


def test_a_chart_has_no_comma_in_its_numbers():
    with translation.override("fr"):
        assert 'x="41.3%"' in render("{% effect_chart 12 %}")


def test_what_is_not_known_is_a_dotted_line_and_no_mark():
    drawn = render("{% effect_chart None %}")
    assert "c-no" in drawn and "c-pos" not in drawn and "circle" not in drawn


def links(path: str, **context):
    context["request"] = RequestFactory().get(path)
    return {link.code: link.url for link in site.language_links(context)}


def test_the_language_switch_keeps_page_and_query():
    assert links("/en/search/?q=mulch&climate=Aw") == {
        "en": "/en/search/?q=mulch&climate=Aw",
        "fr": "/fr/search/?q=mulch&climate=Aw",
        "es": "/es/search/?q=mulch&climate=Aw",
    }


def test_a_page_that_is_not_there_leads_to_the_home_of_a_language():
    assert links("/en/nowhere/")["fr"] == "/fr/"


def test_a_page_with_words_in_its_address_gives_its_own():
    view = SimpleNamespace(languages=[SimpleNamespace(code="fr", url="/fr/sheets/1-paillage/")])
    assert links("/en/sheets/1-mulch/", view=view)["fr"] == "/fr/sheets/1-paillage/"


def test_an_address_is_made_absolute(settings):
    settings.SITE_URL = "https://example.org/"
    assert site.absolute("/en/") == "https://example.org/en/"


def test_a_licence_has_a_deed_and_no_licence_has_none():
    assert site.licence_url("CC-BY-4.0") == "https://creativecommons.org/licenses/by/4.0/"
    assert site.licence_url("") == ""


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.wocat.net/en/", "wocat.net"), ("http://era.org:80", "era.org"), ("era", "era")],
)
def test_a_link_names_where_it_leads(url, host):
    assert site.host(url) == host
