"""What a wiki starts with: the same pages in three languages, once."""

import pytest
from django.conf import settings

from knowledge.wiki.links import wanted_pages
from knowledge.wiki.models import WikiIndex, WikiPage
from knowledge.wiki.starting import prepare_wiki, start_pages
from tests.knowledge.wiki.factories import change

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def started():
    prepare_wiki()


def test_each_language_has_the_same_pages_of_every_kind(started):
    names = {language: [page.name for page in start_pages(language)] for language in LANGUAGES}
    assert names["en"] == names["fr"] == names["es"]
    assert WikiIndex.objects.count() == 3
    for language in LANGUAGES:
        kinds = WikiPage.objects.in_language(language).values_list("kind", flat=True)
        assert set(kinds) == set(WikiPage.Kind.values)
    assert len({page.translation_key for page in WikiPage.objects.all()}) == len(names["en"])


def test_their_links_lead_somewhere_but_the_one_that_is_wanted(started):
    for language in LANGUAGES:
        assert len(wanted_pages(language)) == 1
    for page in WikiPage.objects.all():
        for link in page.links.exclude(kind="page"):
            assert link.key in page.text


def test_no_link_to_a_practice_or_zone_of_theirs_is_red(started, client):
    for page in WikiPage.objects.all():
        reds = client.get(page.get_absolute_url()).text.count('<span class="wanted"')
        assert reds == 0, page.title


def test_a_second_time_changes_nothing_that_people_changed_or_took_away(started):
    page, other = WikiPage.objects.order_by("pk")[:2]
    change(page, text="Better.")
    other.delete()
    before = WikiPage.objects.count()
    prepare_wiki()
    page.refresh_from_db()
    assert page.text == "Better." and WikiPage.objects.count() == before
