"""Where links lead, what is wanted, what nothing links to, what links here."""

import pytest

from knowledge.markdown import Target
from knowledge.wiki.actions import rename_page
from knowledge.wiki.links import Resolver, linking_to_page, orphan_pages, wanted_pages
from tests.factories import SheetFactory
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db


def found(written, language="en"):
    target = Target.of(written)
    return Resolver(language)([target])[target]


def test_a_title_leads_to_its_page_whatever_its_capitals_and_apostrophes():
    page = write("L’eau d’abord")
    assert found("l'EAU  d’abord").url == page.address()
    assert not found("L’eau d’abord").is_wanted


def test_a_title_of_another_language_is_wanted_in_this_one():
    write("Paillage", language="fr")
    link = found("Paillage")
    assert link.is_wanted
    assert link.url == "/en/contribute/new/wiki/?page-title=Paillage"
    assert not found("Paillage", "fr").is_wanted


def test_a_former_title_still_leads_to_the_page():
    page = write("Cover crops")
    page = rename_page(page, title="Green cover", user=person())
    assert found("Cover crops").url == page.address()
    assert found("Green cover").url == page.address()


def test_a_new_page_may_take_a_former_title_and_then_owns_it():
    old = rename_page(write("Cover crops"), title="Green cover", user=person())
    new = write("Cover crops")
    assert found("Cover crops").url == new.address()
    assert found("Green cover").url == old.address()


def test_sheets_practices_and_zones_have_their_names():
    sheet = SheetFactory(text__title="Stone bunds")
    assert found(f"sheet:{sheet.pk}").label == "Stone bunds"
    assert found("practice:mulching", "fr").label == "Paillage"
    assert found("zone:BSh").url.endswith("?climate=BSh")
    assert found("zone:AR").url.endswith("?soil=AR")


@pytest.mark.parametrize("written", ["sheet:99999999", "sheet:x", "practice:none", "zone:Zz"])
def test_what_is_not_there_is_red_and_leads_nowhere(written):
    assert found(written).is_wanted and found(written).url == ""


def test_a_sheet_that_is_not_published_stays_unnamed():
    sheet = SheetFactory(live=False)
    assert found(f"sheet:{sheet.pk}").url == ""


def test_a_page_with_many_links_asks_once_a_kind(django_assert_num_queries):
    for n in range(20):
        write(f"Page {n}")
    sheets = SheetFactory.create_batch(3)
    targets = [Target.of(f"Page {n}") for n in range(20)]
    targets += [Target.of(f"sheet:{sheet.pk}") for sheet in sheets]
    targets += [Target.of("practice:mulching"), Target.of("practice:no-till"), Target.of("zone:Aw")]
    with django_assert_num_queries(4):
        Resolver("en")(targets)


def test_wanted_pages_are_those_that_are_linked_and_missing_the_most_wanted_first():
    write("One", "[[Bees]] [[Ants]] [[Two]]")
    write("Two", "[[bees]]")
    assert [(row["key"], row["count"]) for row in wanted_pages("en")] == [("bees", 2), ("ants", 1)]
    write("Bees")
    assert [row["key"] for row in wanted_pages("en")] == ["ants"]
    assert list(wanted_pages("fr")) == []


def test_orphans_are_those_that_no_other_page_links_to():
    one = write("One", "[[Two]] [[One]]")
    two = write("Two", "")
    assert list(orphan_pages("en")) == [one]
    rename_page(two, title="Zwei", user=person())
    assert list(orphan_pages("en")) == [one], "a link by the former title is one"


def test_what_links_here_follows_each_version():
    two = write("Two")
    one = write("One", "[[Two]]")
    assert list(linking_to_page(two)) == [one]
    change(one, text="Nothing any more.")
    assert list(linking_to_page(two)) == []


def test_a_withdrawn_page_links_to_nothing_and_frees_its_title():
    two = write("Two", "[[Bees]]")
    two.unpublish()
    assert found("Two").is_wanted and list(wanted_pages("en")) == []
    assert write("Two").pk != two.pk
