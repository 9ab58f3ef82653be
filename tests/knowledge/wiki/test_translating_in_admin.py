"""The admin's "Translate": paragraphs, PO files, updates, and what becomes of it on the site."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from knowledge.contributing import actions
from knowledge.members.roles import rights_of
from knowledge.wiki.models import WikiPage
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db

TEXT = "Sow [[Bees]] early.\n\n## When & where\n\n- In May\n- In <June>\n\n   | a | b |"
FRENCH = {
    "Cover crops": "Couverts",
    "Plants that cover.": "Des plantes.",
    "Sow [[Bees]] early.": "Semez tôt.",
    "## When &amp; where": "## Quand",
    "- In May<br/>- In &lt;June&gt;": "- En mai<br/>- En &lt;juin&gt;",
}


@pytest.fixture
def page():
    return write("Cover crops", TEXT, summary="Plants that cover.", kind="theme")


@pytest.fixture
def french(page, admin_client, django_capture_on_commit_callbacks):
    """The page that "Translate" makes, with the translation behind it."""
    locale, _is_new = Locale.objects.get_or_create(language_code="fr")
    write("Hub", language="fr")
    address = f"/admin/localize/submit/page/{page.pk}/"
    assert "Translate page" in admin_client.get(address).text
    admin_client.post(address, {"locales": [locale.pk]})
    return Translation.objects.get(target_locale=locale)


def translate(translation, client, on_commit):
    """By a PO file, out and in, then published."""
    po = polib.pofile(
        client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/").text
    )
    for entry in po:
        entry.msgstr = entry.msgstr or FRENCH.get(entry.msgid, entry.msgid)
    file = SimpleUploadedFile("fr.po", str(po).encode(), content_type="text/x-gettext-translation")
    client.post(f"/admin/localize/translate/{translation.pk}/pofile/upload/", {"file": file})
    with on_commit(execute=True):
        edit = f"/admin/pages/{translation.get_target_instance().pk}/edit/"
        client.post(edit, {"action": "publish"})
    return WikiPage.objects.get(pk=translation.get_target_instance().pk)


def change_on_the_site(page):
    draft = actions.begin(kind="wiki", author=person(), language="fr", target=page)
    words = {"page-summary": "Mieux."}
    actions.keep(draft, answers=words, names=words, number=0)
    return actions.approve(actions.send(draft), user=person("rose", reviews=True)).target


def test_each_paragraph_is_one_thing_to_translate(french):
    found = french.source.stringsegment_set.order_by("order")
    assert [segment.string.data for segment in found] == [*FRENCH, "   | a | b |"]


def test_a_po_file_goes_out_and_comes_in_and_the_page_is_paired(
    french, page, admin_client, client, django_capture_on_commit_callbacks
):
    there = translate(french, admin_client, django_capture_on_commit_callbacks)
    assert there.live and there.translation_key == page.translation_key
    assert (there.title, there.summary, there.kind) == ("Couverts", "Des plantes.", "theme")
    assert there.text == TEXT.replace("Sow [[Bees]] early.", "Semez tôt.").replace(
        "## When & where", "## Quand"
    ).replace("In May", "En mai").replace("In <June>", "En <juin>")
    assert there.translated_from == page.live_revision and there.outdated_since is None
    assert there.address() in client.get(page.address()).text


def test_the_translation_is_edited_in_the_admin(french, admin_client):
    there = french.get_target_instance()
    text = admin_client.get(f"/admin/pages/{there.pk}/edit/").text
    assert "Sow [[Bees]] early." in text and "pofile/download" in text


def test_an_update_asks_for_the_paragraphs_alone_that_changed(
    french, page, admin_client, django_capture_on_commit_callbacks
):
    there = translate(french, admin_client, django_capture_on_commit_callbacks)
    page = change(page, text=TEXT.replace("early", "late"))
    there.refresh_from_db()
    assert there.outdated_since is not None
    source = TranslationSource.objects.get()
    admin_client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": ""})
    french.refresh_from_db()
    total, done = french.get_progress()
    assert total - done == 1
    there = translate(french, admin_client, django_capture_on_commit_callbacks)
    assert there.translated_from == page.live_revision and there.outdated_since is None
    assert "Quand" in there.text and "late" in there.text


def test_what_people_change_on_the_site_is_not_overwritten_from_the_admin(
    french, admin_client, django_capture_on_commit_callbacks
):
    there = translate(french, admin_client, django_capture_on_commit_callbacks)
    change_on_the_site(there)
    french.refresh_from_db()
    assert not french.enabled and StringTranslation.objects.exists()
    there.refresh_from_db()
    assert there.summary == "Mieux." and there.translated_from is not None


def test_a_change_on_the_site_does_not_say_that_the_translation_is_up_to_date(
    french, page, admin_client, django_capture_on_commit_callbacks
):
    there = translate(french, admin_client, django_capture_on_commit_callbacks)
    change(page, text=TEXT.replace("early", "late"))
    source = TranslationSource.objects.get()
    admin_client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": ""})
    there = change_on_the_site(there)
    assert there.summary == "Mieux." and there.translated_from == page.live_revision
    assert there.outdated_since is not None


def test_a_change_on_the_site_keeps_the_names_of_blocks(page):
    """By them the admin finds what is translated already."""
    before = [block["id"] for block in page.body.raw_data]
    page = change(page, text=TEXT + "\n\nMore.")
    assert [block["id"] for block in page.body.raw_data] == before


def test_reviewers_may_and_contributors_may_not():
    right = "wagtail_localize.submit_translation"
    assert right in rights_of("reviewer") and right not in rights_of("contributor")
