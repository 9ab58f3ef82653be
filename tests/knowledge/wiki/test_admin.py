"""Pages in Wagtail's admin: edited, previewed, and found at their own address."""

import pytest
from django.contrib.auth.models import User

from tests.knowledge.wiki.factories import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return write("Cover crops", "Sow [[Bees]].")


def test_an_editor_opens_a_page_and_sees_where_it_is_live(client, page):
    client.force_login(User.objects.create_superuser("ada"))
    text = client.get(f"/admin/pages/{page.pk}/edit/").text
    assert "Sow [[Bees]]." in text
    assert f'href="{page.get_absolute_url()}"' in text or page.full_url in text


def test_a_preview_is_drawn_by_the_template_of_the_page(page):
    page.text = "Sow **never**."
    response = page.make_preview_request()
    assert response.status_code == 200
    assert b"<strong>never</strong>" in response.content


def test_the_address_that_wagtail_knows_is_that_of_the_site(page):
    assert page.get_url() == page.url == page.get_absolute_url()
    assert page.full_url == f"http://127.0.0.1:8000{page.get_absolute_url()}"
    assert page.get_parent().specific.get_url() == "/en/wiki/"


def test_an_editor_makes_a_page_below_the_wiki_alone(client, page):
    client.force_login(User.objects.create_superuser("ada"))
    parent = page.get_parent()
    assert client.get(f"/admin/pages/add/wiki/wikipage/{parent.pk}/").status_code == 200
    root = parent.get_parent()
    refused = client.get(f"/admin/pages/add/wiki/wikipage/{root.pk}/")
    assert refused.status_code in (302, 403)
