"""Translating a page on the site: beside the original, reviewed, paired, mended once it changed."""

import re

import pytest

from knowledge.contributing import actions
from knowledge.contributing.actions.reviewing import BlockedError, MergeConflictError
from knowledge.contributing.models import Proposal
from knowledge.contributing.subjects import InvalidAnswersError
from knowledge.wiki.actions import begin_mending, restore_version
from knowledge.wiki.forms import VersionField
from knowledge.wiki.models import WikiPage
from knowledge.wiki.translating import (
    glossary,
    outdated_translations,
    translate_url,
    wanted_translations,
)
from practices.models import Practice, Zone
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db

FRENCH = {
    "page-title": "Couverts végétaux",
    "page-kind": "article",
    "page-summary": "Des plantes qui couvrent.",
    "text-body": "Semez-les tôt.",
}


@pytest.fixture
def reviewer(db):
    return person("rose", reviews=True)


@pytest.fixture
def original(db):
    write("Abeilles", language="fr", translation_key=write("Bees").translation_key)
    return write(
        "Cover crops",
        "Sow them early. See [[Bees]].",
        summary="Plants that cover.",
        practice=Practice.objects.get(code="cover-crops"),
        zone=Zone.objects.get(scheme="koppen", code="BSh"),
    )


def begun(author, page, **words):
    """A draft of a translation into French, as the editor keeps it."""
    answers = FRENCH | {"page-original": str(page.live_revision_id)} | words
    return actions.begin(kind="wiki", author=author, language="fr", answers=answers)


def translated(page, reviewer, author=None):
    draft = begun(author or person("ada"), page)
    return actions.approve(actions.send(draft), user=reviewer).target


def mended(page, original, reviewer, **words):
    draft = begin_mending(page, original=original, author=person("eve"))
    actions.keep(draft, answers=words, names=words, number=draft.number)
    return actions.approve(actions.send(draft), user=reviewer).target


def test_two_clicks_lead_to_the_editor_with_the_original_beside_each_field(client, original):
    assert f"/en/wiki/{original.pk}/translate/" in client.get(original.address()).text
    choice = client.get(f"/en/wiki/{original.pk}/translate/").text
    url = translate_url(original, "fr")
    assert url in choice and translate_url(original, "es") in choice
    text = client.get(url).text
    for words in ("Plants that cover.", "Sow them early.", ">Cover crops<", "[[Abeilles]]"):
        assert words in text, words
    assert f'name="page-original" value="{original.live_revision_id}"' in text
    assert '<option value="cover-crops" selected' in text
    assert '<option value="koppen:BSh" selected' in text
    assert '<input type="hidden" name="language" value="fr">' in text


def test_without_javascript_it_is_kept_sent_and_paired(client, original, reviewer):
    client.force_login(person())
    key = re.search(r'data-key="([^"]+)"', client.get(translate_url(original, "fr")).text)[1]
    number = str(original.live_revision_id)
    post = FRENCH | {"page-original": number, "kind": "wiki", "language": "fr", "number": "0"}
    client.post(f"/fr/contribute/{key}/keep/", post | {"do": "send", "agreed": "on"})
    actions.approve(Proposal.objects.get(key=key), user=reviewer)
    page = WikiPage.objects.get(title="Couverts végétaux")
    assert page.live and page.language == "fr"
    assert page.translation_key == original.translation_key
    assert page.translated_from == original.live_revision and page.outdated_since is None
    assert page.address() in client.get(original.address()).text


def test_a_red_link_still_begins_a_page_of_its_own(client, original):
    text = client.get("/en/contribute/new/wiki/?page-title=Bees").text
    assert 'class="original' not in text and 'id="language"' in text
    assert 'class="original' not in client.get("/en/contribute/new/wiki/?page-original=99999").text


def test_two_people_who_translate_at_once_make_one_page(original, reviewer):
    ada = actions.send(begun(person("ada"), original))
    ben = actions.send(begun(person("ben"), original, **{"page-title": "Cultures de couverture"}))
    page = actions.approve(ada, user=reviewer).target
    with pytest.raises(MergeConflictError, match="page-title"):
        actions.approve(ben, user=reviewer)
    done = actions.approve(ben, user=reviewer, mine_of=["page-title"])
    assert done.target == page
    same = WikiPage.objects.filter(translation_key=original.translation_key)
    assert [one.title for one in same.in_language("fr")] == ["Cultures de couverture"]
    actions.undo(done, user=reviewer)
    page.refresh_from_db()
    assert page.title == "Couverts végétaux" and page.live


def test_who_writes_while_another_is_published_is_told(client, original, reviewer):
    url = translate_url(original, "fr")
    page = translated(original, reviewer)
    assert page.title in client.get(url).text
    assert "Quelqu’un l’a traduite entre-temps" in client.get(url).text


def test_the_database_itself_refuses_a_second_page_of_one_key(original, reviewer):
    subject = begun(person("ada"), original).subject
    answers = FRENCH | {"page-original": str(original.live_revision_id)}
    first, second = (subject.new(answers, "fr") for _n in range(2))
    for page in (first, second):
        subject.write(page, answers, "fr")
    subject.save_new(first)
    with pytest.raises(InvalidAnswersError, match="page-original"):
        subject.save_new(second)


def test_a_translation_cannot_be_of_another_page_or_of_none(original, reviewer):
    page = translated(original, reviewer)
    other = write("Else")
    for number in (str(other.live_revision_id), "999999", "x"):
        draft = actions.begin(kind="wiki", author=person(f"p{number}"), language="fr", target=page)
        said = {"page-original": number}
        actions.keep(draft, answers=said, names=said, number=0)
        with pytest.raises(InvalidAnswersError, match="page-original"):
            actions.send(draft)


def test_a_changed_original_says_outdated_and_shows_the_difference(client, original, reviewer):
    page = translated(original, reviewer)
    assert "Outdated since" not in client.get(page.address("en")).text
    base = original.live_revision_id
    original = change(original, text="Sow them late. See [[Bees]].")
    page.refresh_from_db()
    assert page.outdated_since == original.live_revision.created_at
    text = client.get(page.address("en")).text
    assert "Outdated since" in text
    address = re.search(r'href="([^"]+compare/[^"]+)"', text)[1].replace("&amp;", "&")
    assert f"from={base}" in address
    compared = client.get(address).text
    assert "<del>early</del>" in compared and "<ins>late</ins>" in compared
    assert "<del>early</del>" in client.get(f"/en/wiki/{page.pk}/mend/").text
    assert "Périmée depuis" in client.get(page.address()).text


def test_what_is_not_translated_makes_nothing_outdated(original, reviewer):
    page = translated(original, reviewer)
    original = change(original, kind="theme", practice=None)
    page.refresh_from_db()
    assert page.outdated_since is None
    change(original, text="Other words.")
    page.refresh_from_db()
    assert page.outdated_since > original.live_revision.created_at


def test_mending_has_the_difference_beside_and_ends_it(client, original, reviewer):
    page = translated(original, reviewer)
    original = change(original, text="Sow them late.")
    client.force_login(person("dan"))
    editor = client.post(f"/en/wiki/{page.pk}/mend/", follow=True)
    assert "<del>early</del>" in editor.text and "Semez-les tôt." in editor.text
    page = mended(page, original, reviewer, **{"text-body": "Semez-les tard."})
    assert page.translated_from == original.live_revision and page.outdated_since is None
    assert page.text == "Semez-les tard."


def test_a_translation_that_is_right_as_it_is_may_be_said_to_be_so(original, reviewer):
    page = translated(original, reviewer)
    page = mended(page, change(original, text="Sow them early: see [[Bees]]."), reviewer)
    assert page.outdated_since is None and page.text == "Semez-les tôt."


def test_an_earlier_version_of_a_translation_is_outdated_again(original, reviewer):
    page = translated(original, reviewer)
    first = page.live_revision
    page = mended(page, change(original, text="Late."), reviewer, **{"text-body": "Tard."})
    restore_version(page, version=first, user=reviewer)
    page.refresh_from_db()
    assert page.text == "Semez-les tôt." and page.outdated_since is not None


def test_an_original_that_says_again_what_it_said_makes_it_right(original, reviewer):
    page, first = translated(original, reviewer), original.live_revision
    original = change(original, text="Late.")
    restore_version(original, version=first, user=reviewer)
    page.refresh_from_db()
    assert page.outdated_since is None


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_a_translation_outlives_its_original(client, original, reviewer, end):
    page = translated(original, reviewer)
    original = change(original, text="Late.")
    getattr(original, end)()
    page.refresh_from_db()
    text = client.get(page.address("en")).text
    assert page.live and "Outdated since" not in text
    assert client.get(f"/en/wiki/{page.pk}/mend/").status_code == 404
    assert not outdated_translations("fr")


def test_a_page_that_translates_nothing_is_not_mended(client, original):
    assert client.get(f"/en/wiki/{original.pk}/mend/").status_code == 404


def test_one_who_waits_is_known_to_the_next(client, original):
    actions.send(begun(person("ada"), original))
    text = client.get(f"/en/wiki/{original.pk}/translate/").text
    assert text.count("waits for its review") == 1


def test_a_language_knows_what_it_lacks_the_most_wanted_first(client, original, reviewer):
    write("Hub", "[[Cover crops]]")
    titles = [page.title for page in wanted_translations("fr")]
    assert titles == ["Cover crops", "Hub"]
    assert next(page.title for page in wanted_translations("es")) == "Bees"
    assert len({page.translation_key for page in wanted_translations("es")}) == 3
    text = client.get("/fr/wiki/translations/").text
    assert translate_url(original, "fr") in text and ">Bees<" not in text
    page = translated(original, reviewer)
    assert [one.title for one in wanted_translations("fr")] == ["Hub"]
    change(original, text="Late.")
    assert f"/fr/wiki/{page.pk}/mend/" in client.get("/fr/wiki/translations/").text


def test_the_glossary_names_links_that_have_a_page_there(original):
    text = "[[bees|them]], [[Nowhere]], [[practice:mulching]]"
    assert glossary(text, "en", "fr") == [("bees", "Abeilles")]
    assert glossary(text, "en", "es") == []


def test_a_reader_of_another_language_is_one_click_from_translating(client, original):
    text = client.get(original.address("fr")).text
    assert translate_url(original, "fr") in text


def test_a_page_that_the_reader_has_in_another_page_is_not_called_untranslated(client, original):
    write("Couverts", language="fr", translation_key=original.translation_key)
    text = client.get(original.address("fr")).text
    assert translate_url(original, "fr") not in text and "pas été traduite" not in text
    assert ">Couverts<" in text


def draft_in_admin(page, **words):
    """What an editor keeps there and does not publish."""
    page = WikiPage.objects.get(pk=page.pk)
    for name, value in words.items():
        setattr(page, name, value)
    return page.save_revision()


def test_what_is_not_public_is_not_read_beside_a_translation(client, original):
    draft = draft_in_admin(original, text="Half-done words.", title="Half-done")
    public = original.live_revision_id
    address = "/fr/contribute/new/wiki/?page-original={}"
    for number, is_public in ((draft.pk, True), (public, False)):
        if not is_public:
            WikiPage.objects.get(pk=original.pk).unpublish()
        text = client.get(address.format(number)).text
        for words in ("Half-done", "Sow them", "Plants that cover", 'cover-crops" selected'):
            assert words not in text, words
        with pytest.raises(InvalidAnswersError, match="page-original"):
            actions.send(begun(person(f"p{number}"), original, **{"page-original": str(number)}))
        assert VersionField().said(str(number)) == str(number)


def test_a_translation_of_what_is_no_longer_public_can_still_be_changed(original, reviewer):
    page = translated(original, reviewer)
    original.unpublish()
    draft = actions.begin(kind="wiki", author=person("eve"), language="fr", target=page)
    words = {"page-summary": "Elles couvrent."}
    actions.keep(draft, answers=words, names=words, number=0)
    done = actions.approve(actions.send(draft), user=reviewer)
    assert done.target.summary == "Elles couvrent."
    assert done.target.translated_from == page.translated_from


def test_a_translation_does_not_publish_again_what_was_taken_down(client, original, reviewer):
    url, page = translate_url(original, "fr"), translated(original, reviewer)
    page = change(page, text="Mots retirés.", title="Titre retiré")
    page.unpublish()
    assert "Titre retiré" not in client.get(url).text
    draft = begun(person("ben"), original)
    client.force_login(draft.author)
    assert "retiré" not in client.get(f"/fr/contribute/{draft.key}/preview/").text
    sent = actions.send(draft)
    client.force_login(reviewer)
    address = f"/en/contribute/review/{sent.key}/"
    assert "not public now" in client.post(address, {"do": "approve"}, follow=True).text
    page.refresh_from_db()
    assert not page.live and page.latest_revision.as_object().text == "Mots retirés."


def test_a_translation_does_not_overwrite_what_an_editor_is_at(original, reviewer):
    page = translated(original, reviewer)
    draft = draft_in_admin(page, text="À moitié.")
    WikiPage.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    ben = actions.send(begun(person("ben"), original, **{"page-summary": "Autre."}))
    with pytest.raises(BlockedError):
        actions.approve(ben, user=reviewer, mine_of=["page-summary"])
    page.refresh_from_db()
    assert page.latest_revision == draft and page.text == "Semez-les tôt."


def test_mending_that_is_one_draft_too_many_is_not_begun(client, original, reviewer, monkeypatch):
    page = mended(translated(original, reviewer), change(original, text="Late."), reviewer)
    before = Proposal.objects.count()
    monkeypatch.setattr("knowledge.contributing.access.MOST_UNSIGNED", 0)

    assert client.post(f"/en/wiki/{page.pk}/mend/").status_code == 403
    assert Proposal.objects.count() == before
