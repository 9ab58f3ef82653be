"""The words of a sheet in another language: paragraph by paragraph, and never silently wrong."""

import uuid
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.actions import (
    approve,
    approve_some,
    begin,
    restore_version,
    send,
    undo,
)
from knowledge.contributing.actions.drafting import open_draft
from knowledge.contributing.actions.reviewing import MergeConflictError, NothingChangedError
from knowledge.contributing.models import Proposal, Review
from knowledge.contributing.queue import waiting
from knowledge.contributing.subjects import InvalidAnswersError, subject_for, subject_of
from knowledge.contributing.translations.names import GROUPS, SLOTS, slots_of
from practices.editing import prepare_editing
from practices.models import RowTranslation
from practices.paragraphs import Piece
from practices.reading.outdated import Versions
from practices.translating import Slot, all_slots, write
from tests.knowledge.contributing.people import FIRST, person, reviewer
from tests.knowledge.contributing.test_proposals import published
from tests.knowledge.contributing.translating import (
    FRENCH,
    ONE,
    TEXT,
    THREE,
    TWO,
    again,
    answers_in,
    changed,
    page_of,
    states,
    translated,
    translation_by,
)

pytestmark = pytest.mark.django_db

NEW_TWO = "It is left on the field, all of it."


@pytest.fixture
def judge():
    prepare_editing()
    return reviewer()


@pytest.fixture
def ama():
    return person("ama")


@pytest.fixture
def zoe():
    return person("zoe")


@pytest.fixture
def sheet(ama, judge):
    return published(ama, judge, TEXT)


@pytest.fixture
def french(zoe, judge, sheet):
    """The sheet, all of it translated into French."""
    return translated(zoe, judge, sheet)


def reads(*paragraphs):
    return {"doing__description": "\n\n".join(paragraphs)}


def test_each_field_of_words_is_asked_in_one_section():
    found = [slot for group in GROUPS for slot in slots_of(group)]
    assert sorted(found) == sorted(all_slots()) == sorted(SLOTS)


def test_a_sheet_is_still_proposed_for_as_a_sheet(sheet):
    assert subject_for(sheet).kind == "sheet"


def test_a_translation_is_public_once_approved(client, french):
    text = french.texts.get(language="fr")

    assert text.title == FRENCH[FIRST["start-title"]] and not text.is_original
    assert text.description == "\n\n".join(FRENCH[one] for one in (ONE, TWO, THREE))
    assert set(states(french).values()) == {"translated"}
    html = page_of(client, french)
    for words in FRENCH.values():
        assert words in html
    assert "Outdated" not in html and "Périmé" not in html


def test_facts_are_never_asked_again(sheet):
    answers = subject_of("translation").answers_of(sheet, "fr")
    assert not any("6.685" in text or "cropland" in text for text in answers.values())


def test_what_is_not_translated_is_shown_in_the_original_language(client, judge, zoe, sheet):
    translated(zoe, judge, sheet, {ONE: FRENCH[ONE], FIRST["start-title"]: "Paillis"})
    html = page_of(client, sheet)

    assert FRENCH[ONE] in html
    assert f'<div class="prose" lang="en" dir="ltr"><p>{TWO}</p></div>' in html
    assert "Cut the grass." in html
    assert states(sheet)[TWO] == "missing"


def test_a_title_that_is_not_translated_follows_the_original(judge, ama, zoe, sheet, client):
    translated(zoe, judge, sheet, {ONE: FRENCH[ONE]})
    changed(ama, judge, sheet, start__title="Another name")

    assert again(sheet).texts.get(language="fr").title == "Another name"
    assert states(sheet)["Another name"] == "missing"
    assert '<h1 lang="en" dir="ltr">Another name</h1>' in page_of(client, sheet)


def test_a_change_of_one_paragraph_outdates_just_that_one_in_each_language(
    client, ama, judge, zoe, french
):
    spanish = dict.fromkeys(FRENCH, "En español.")
    translated(zoe, judge, french, spanish, "es")
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE))

    for language in ("fr", "es"):
        found = states(french, language)
        assert [one for one, state in found.items() if state != "translated"] == [NEW_TWO]
        assert found[NEW_TWO] == "outdated"
    html = page_of(client, french)
    assert html.count('class="outdated"') == 1
    assert FRENCH[TWO] in html and "<ins>, all of it</ins>" in html
    assert 'class="outdated"' not in page_of(client, french, "en")


def test_inserted_paragraphs_and_steps_outdate_nothing(ama, judge, french):
    first = again(french).steps.first()
    changed(
        ama,
        judge,
        french,
        doing__description=f"Before all.\n\n{ONE}\n\n{TWO}\n\n{THREE}",
        step__n9__text="Walk there.",
        step__n9__order="0",
    )
    found = states(french)
    assert {one for one, state in found.items() if state != "translated"} == {
        "Before all.",
        "Walk there.",
    }
    assert first.text in found


def test_a_changed_step_is_outdated_and_keeps_its_words(client, ama, judge, french):
    step = again(french).steps.first()
    changed(ama, judge, french, **{f"step__{step.pk}__text": "Cut the grass low."})

    assert states(french)["Cut the grass low."] == "outdated"
    assert "Couper l’herbe." in page_of(client, french)


def test_an_outdated_paragraph_is_mended_or_said_to_be_still_right(ama, judge, zoe, french):
    changed(ama, judge, french, **reads(f"{ONE} Again.", NEW_TWO, THREE))
    draft = translation_by(zoe, french, {NEW_TWO: "On laisse tout."}, right=[f"{ONE} Again."])
    approve(send(draft), user=judge)

    assert set(states(french).values()) == {"translated"}
    assert "On laisse tout." in again(french).texts.get(language="fr").description


def test_undoing_a_mended_paragraph_makes_it_outdated_again(ama, judge, zoe, french):
    changed(ama, judge, french, **reads(f"{ONE} Again.", NEW_TWO, THREE))
    draft = translation_by(zoe, french, {NEW_TWO: "On laisse tout."}, right=[f"{ONE} Again."])
    undo(approve(send(draft), user=judge), user=judge)

    found = states(french)
    assert found[NEW_TWO] == found[f"{ONE} Again."] == "outdated"
    assert FRENCH[TWO] in again(french).texts.get(language="fr").description


def test_undoing_a_translation_leaves_none(judge, zoe, sheet):
    draft = translation_by(zoe, sheet)
    undo(approve(send(draft), user=judge), user=judge)

    assert set(states(sheet).values()) == {"missing"}
    assert not RowTranslation.objects.exists()


def test_words_for_a_paragraph_that_changed_meanwhile_are_kept_as_outdated(ama, judge, zoe, sheet):
    draft = translation_by(zoe, sheet)
    changed(ama, judge, sheet, **reads(ONE, NEW_TWO, THREE))
    approve(send(draft), user=judge)

    assert FRENCH[TWO] in again(sheet).texts.get(language="fr").description
    found = states(sheet)
    assert [one for one, state in found.items() if state != "translated"] == [NEW_TWO]
    assert found[NEW_TWO] == "outdated"


def test_words_of_two_translators_for_one_paragraph_meet(ama, judge, zoe, french):
    old = translation_by(ama, french, {TWO: "On l’y laisse."})
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE))
    translated(zoe, judge, french, {NEW_TWO: "On laisse tout."})
    with pytest.raises(MergeConflictError) as refused:
        approve(send(old), user=judge)

    (conflict,) = refused.value.conflicts
    assert (conflict.mine, conflict.theirs) == ("On l’y laisse.", "On laisse tout.")
    approve(old, user=judge, theirs_of=[conflict.name])
    assert set(states(french).values()) == {"translated"}
    assert "On laisse tout." in again(french).texts.get(language="fr").description


def test_two_translators_of_different_paragraphs_do_not_meet(ama, judge, zoe, sheet):
    one, two = translation_by(ama, sheet, {ONE: "Un."}), translation_by(zoe, sheet, {TWO: "Deux."})
    for draft in (one, two):
        approve(send(draft), user=judge)

    assert again(sheet).texts.get(language="fr").description == "Un.\n\nDeux."


def test_some_paragraphs_are_published_and_others_go_back(judge, zoe, sheet):
    draft = send(translation_by(zoe, sheet))
    chosen = answers_in(draft.answers, {ONE: ""})
    _done, back = approve_some(draft, user=judge, chosen=list(chosen), reply="Why so?")

    found = states(sheet)
    assert [one for one, state in found.items() if state == "translated"] == [ONE]
    assert (back.kind, back.language) == ("translation", "fr")
    assert set(FRENCH.values()) - {FRENCH[ONE]} <= set(back.answers.values())


def test_drafts_of_each_language_and_of_the_sheet_are_apart(zoe, sheet):
    french = translation_by(zoe, sheet)
    spanish = translation_by(zoe, sheet, {ONE: "Uno."}, "es")
    own = begin(kind="sheet", author=zoe, language="en", target=sheet)

    for draft in (french, spanish, own):
        about = {"kind": draft.kind, "language": draft.language}
        assert open_draft(zoe, sheet, **about) == draft


def test_sending_nothing_new_is_refused(zoe, french):
    with pytest.raises(NothingChangedError):
        send(translation_by(zoe, french, {}))


def test_a_translation_is_no_review_of_the_sheet(judge, zoe, sheet):
    count = Review.objects.count()
    translated(zoe, judge, sheet)
    assert Review.objects.count() == count


def test_rows_that_say_the_same_are_translated_once(ama, judge, zoe):
    sheet = published(ama, judge, TEXT | {"step-n2-text": "Cut the grass."})
    draft = translation_by(zoe, sheet, {"Cut the grass.": "Couper l’herbe."})
    approve(send(draft), user=judge)

    assert [row.number for row in again(sheet).row_translations.all()] == [0, 1]


def test_an_editor_who_changes_a_translation_in_the_admin_brings_it_up_to_date(ama, judge, french):
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE))
    obj = again(french).get_latest_revision_as_object()
    text = next(one for one in obj.texts.all() if one.language == "fr")
    text.description = text.description.replace(FRENCH[TWO], "On laisse tout.")
    obj.texts.set([one if one.pk != text.pk else text for one in obj.texts.all()])
    obj.save_revision(user=judge).publish(user=judge)

    assert set(states(french).values()) == {"translated"}


def test_an_editor_who_changes_the_original_in_the_admin_outdates_just_that(judge, french):
    obj = again(french).get_latest_revision_as_object()
    texts = list(obj.texts.all())
    texts[0].description = texts[0].description.replace(TWO, NEW_TWO)
    obj.texts.set(texts)
    obj.save_revision(user=judge).publish(user=judge)

    assert [one for one, state in states(french).items() if state == "outdated"] == [NEW_TWO]


def test_a_version_from_before_translations_noted_their_originals_notes_its_own(judge, french):
    revision = french.latest_revision
    for text in revision.content["texts"]:
        del text["translated_from"]
    for row in revision.content["row_translations"]:
        del row["original"]
    revision.save()
    revision.as_object().save_revision(user=judge).publish(user=judge)

    text = again(french).texts.get(language="fr")
    assert text.translated_from["description"] == [ONE, TWO, THREE]
    assert {row.original for row in again(french).row_translations.all()} == {
        "Cut the grass.",
        "Leave it.",
        "Keeps the soil moist.",
    }


def test_the_queue_names_a_translation_and_its_language(judge, zoe, sheet):
    send(translation_by(zoe, sheet))
    (item,) = [one for one in waiting(judge) if one.kind == "translation"]
    assert (item.language, item.sheet_id) == ("fr", sheet.pk)
    assert item.title == FRENCH[FIRST["start-title"]]


def test_a_reviewer_sees_each_original_beside_its_translation(client, judge, zoe, sheet):
    draft = send(translation_by(zoe, sheet))
    client.force_login(judge)
    html = client.get(reverse("contributing:review_proposal", args=[draft.key])).content.decode()

    assert FRENCH[TWO] in html and TWO in html and "_original" not in html


# The pages of who translates.


def begin_url(sheet, language="fr"):
    return reverse("contributing:translate", args=[sheet.pk, language])


def edited(client, sheet, language="fr"):
    """The draft that a press of "Begin" makes, and its page."""
    page = client.post(begin_url(sheet, language), follow=True)
    draft = Proposal.objects.filter(kind="translation", language=language).latest("pk")
    return draft, page.content.decode()


def post(client, draft, answers, do="keep", **more):
    data = {**answers, "number": draft.number, "kind": draft.kind, "do": do}
    return client.post(reverse("contributing:keep", args=[draft.key]), data, **more)


def test_anybody_translates_without_javascript_and_signs_in_at_the_end(client, judge, sheet):
    draft, html = edited(client, sheet)
    assert draft.author is None and TWO in html and "not translated" in html
    answers = answers_in(draft.answers, FRENCH)
    post(client, draft, answers)
    draft.refresh_from_db()
    assert set(FRENCH.values()) <= set(draft.answers.values())
    assert "translated</span>" not in client.get(draft.get_absolute_url()).content.decode()[:0]

    zoe = person("zoe", "add_proposal")
    assert "login" in post(client, draft, answers, do="send").url
    client.force_login(zoe)
    session = client.session
    session["drafts"] = [str(draft.key)]
    session.save()
    client.get(reverse("contributing:claim", args=[draft.key]))
    draft.refresh_from_db()
    post(client, draft, answers, do="send")
    draft.refresh_from_db()
    assert (draft.author, draft.state) == (zoe, Proposal.State.SENT)


def test_a_page_posts_paragraphs_and_nothing_else(client, sheet):
    client.force_login(person("zoe", "add_proposal"))
    draft, _html = edited(client, sheet)
    forged = {
        "_order": "",
        "_original-" + next(iter(answers_in(draft.answers, {ONE: ""}))): "Forged.",
        "start-title": "Forged.",
        "short-description-zzzzzzzzzz": "Forged.",
    }
    post(client, draft, answers_in(draft.answers, {ONE: "Un."}) | forged)
    draft.refresh_from_db()

    assert "Forged." not in draft.answers.values() and "Un." in draft.answers.values()
    assert draft.answers["_order"]


def test_what_a_page_hears_has_no_notes(client, sheet):
    client.force_login(person("zoe", "add_proposal"))
    draft, _html = edited(client, sheet)
    answers = answers_in(draft.answers, {ONE: "Un."})
    said = post(client, draft, answers, headers={"accept": "application/json"}).json()
    assert said["state"] == "saved" and not any(name.startswith("_") for name in said["answers"])


def test_two_pages_of_one_translation_lose_nothing(client, sheet):
    client.force_login(person("zoe", "add_proposal"))
    draft, _html = edited(client, sheet)
    for page, text in (("n1", "Un."), ("n2", "Une.")):
        answers = answers_in(draft.answers, {ONE: text}) | {"page": page}
        post(client, draft, answers, headers={"accept": "application/json"})
    draft.refresh_from_db()
    (name,) = answers_in(draft.answers, {ONE: ""})
    assert draft.answers[name] == "Un." and draft.conflicts == {name: {"n2": "Une."}}
    html = client.get(reverse("contributing:settle", args=[draft.key])).content.decode()
    assert "Un." in html and "Une." in html


@pytest.mark.parametrize("language", ["en", "de", "xx"])
def test_into_its_own_language_or_one_without_pages_there_is_no_translation(
    client, sheet, language
):
    assert client.get(begin_url(sheet, language)).status_code == 404
    assert client.post(begin_url(sheet, language)).status_code == 404


def test_a_translation_of_nothing_is_not_begun(client):
    assert client.get("/en/contribute/new/translation/").status_code == 404
    data = {"kind": "translation", "language": "fr", "number": 0}
    url = reverse("contributing:keep", args=[uuid.uuid4()])
    assert client.post(url, data).status_code == 404
    assert not Proposal.objects.exists()


def test_a_sheet_that_is_not_public_is_not_translated(client, sheet):
    again(sheet).unpublish()
    assert client.get(begin_url(sheet)).status_code == 404
    assert client.get(reverse("contributing:translations", args=[sheet.pk])).status_code == 404


def test_only_its_author_sees_a_draft(client, zoe, sheet):
    draft = translation_by(zoe, sheet)
    client.force_login(person("eve"))
    assert client.get(draft.get_absolute_url()).status_code == 403


def test_the_page_leads_to_what_is_wanted(client, ama, judge, zoe, sheet):
    assert "Traduire cette fiche" in page_of(client, sheet)
    translated(zoe, judge, sheet)
    assert "Améliorer la traduction" in page_of(client, sheet)
    changed(ama, judge, sheet, **reads(ONE, NEW_TWO, THREE))
    assert "Mettre la traduction à jour" in page_of(client, sheet)
    own = page_of(client, sheet, "en")
    assert reverse("contributing:translations", args=[sheet.pk]) in own


def test_terms_of_the_vocabularies_are_shown(client, ama, judge):
    words = "We sow cover crops on cropland, to keep the soil moist."
    sheet = published(ama, judge, TEXT | {"doing-description": words})
    _draft, html = edited(client, sheet)
    assert '<strong lang="fr">Couverts végétaux</strong>' in html
    assert "Terres cultivées" in html
    assert "keep the soil moist</span>" not in html  # no name of anything


SCRIPT = '<script>alert(1)</script> " onmouseover="alert(2)'


def test_no_paragraph_runs(client, ama, judge, zoe):
    sheet = published(ama, judge, TEXT | {"doing-description": f"{SCRIPT} one.\n\nTwo."})
    translated(zoe, judge, sheet, {f"{SCRIPT} one.": SCRIPT, "Cut the grass.": SCRIPT})
    changed(ama, judge, sheet, doing__description=f"{SCRIPT} one, changed.\n\nTwo.")
    client.force_login(judge)
    pages = [page_of(client, sheet), edited(client, sheet)[1]]
    for html in pages:
        assert "<script>alert" not in html and 'onmouseover="' not in html
        assert "&lt;script&gt;" in html


# Time: since when, and what it said before.


def test_the_page_says_since_when_a_paragraph_is_outdated(client, ama, judge, french):
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE))
    when = timezone.make_aware(datetime(2026, 5, 3, 12))
    again(french).revisions.filter(pk=again(french).latest_revision_id).update(created_at=when)
    changed(ama, judge, french, limits__barriers="Grass is scarce.")

    assert "Périmé depuis le 3 mai 2026." in page_of(client, french)


def test_an_earlier_version_of_a_translation_is_restored(judge, zoe, french):
    translated(zoe, judge, french, {ONE: "Autrement."})
    subject, old = subject_of("translation"), again(french).revisions.order_by("-pk")[1]
    about = {"subject": subject, "language": "fr", "note": "Back."}
    restore_version(again(french), revision=old, user=judge, **about)
    assert FRENCH[ONE] in again(french).texts.get(language="fr").description
    assert set(states(french).values()) == {"translated"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_versions_are_of_the_sheet_and_not_of_its_translation(client, judge, french, language):
    old = again(french).revisions.order_by("-pk")[1]
    url = f"/{language}/contribute/history/translation/{french.pk}/"
    client.force_login(judge)
    assert client.get(url).status_code == 404
    assert client.post(f"{url}restore/{old.pk}/").status_code == 404
    assert not Proposal.objects.filter(kind="translation", language="en").exists()


def test_no_translation_takes_the_place_of_the_original(ama, judge, french):
    old = again(french).original.description
    answers = {"_order": "", "_target": "en"}
    with pytest.raises(InvalidAnswersError):
        subject_of("translation").write(again(french), answers, "en")
    slot = Slot("", "description")
    with pytest.raises(ValueError, match="en"):
        write(again(french), "en", {slot: [Piece(ONE, "Something else.", ONE)]})
    assert again(french).original.description == old


def test_the_api_counts_what_is_missing_and_outdated(client, ama, judge, french):
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE), limits__barriers="Scarce grass.")
    told = client.get(f"/api/v1/sheets/{french.pk}").json()["texts"]
    assert [(one["language"], one["missing"], one["outdated"]) for one in told] == [
        ("en", 0, 0),
        ("fr", 1, 1),
    ]


def test_the_box_is_described_by_its_original_and_by_the_note_that_it_is_outdated(
    client, ama, judge, french
):
    changed(ama, judge, french, **reads(ONE, NEW_TWO, THREE))
    draft, html = edited(client, french)
    (name,) = answers_in(draft.answers, {NEW_TWO: ""})
    parts = [f"id_{name}_{part}" for part in ("original", "outdated", "error")]
    assert f'aria-describedby="{" ".join(parts)}"' in html
    assert all(html.count(f'id="{part}"') == 1 for part in parts)
    (other,) = answers_in(draft.answers, {ONE: ""})
    assert f'aria-describedby="id_{other}_original id_{other}_error"' in html


def test_a_page_reads_no_more_versions_than_it_takes(ama, judge, french, django_assert_num_queries):
    changed(ama, judge, french, **reads(f"{ONE} Again.", NEW_TWO, THREE))
    sheet = again(french)
    since = sheet.latest_revision.created_at
    for _number in range(4):
        again(french).save_revision(changed=False, clean=False).publish()
    slot, found = Slot("", "description"), Versions(again(french))

    with django_assert_num_queries(2):
        assert found.since(slot, NEW_TWO) == found.since(slot, f"{ONE} Again.") == since
    assert len(found._read) == 6 < sheet.revisions.count()
    newest = Versions(again(french))
    with django_assert_num_queries(1):
        assert newest.since(slot, "It says this no more.") is not None
