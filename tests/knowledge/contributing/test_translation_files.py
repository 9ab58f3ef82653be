"""PO files go out and come in: what is in them is taken, or said; never dropped, never worse."""

import io

import polib
import pytest
from babel.messages.pofile import read_po
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.contributing.actions import approve, keep, send, settle
from knowledge.contributing.models import Proposal
from knowledge.contributing.translations.names import name_of
from knowledge.contributing.translations.po import BadFileError, file_of, taken
from practices.editing import prepare_editing
from practices.translating import Slot
from tests.knowledge.contributing.people import person, reviewer
from tests.knowledge.contributing.test_proposals import published
from tests.knowledge.contributing.translating import (
    FRENCH,
    ONE,
    TEXT,
    THREE,
    TWO,
    again,
    changed,
    states,
    translated,
    translation_by,
)

NEW_TWO = "It is left on the field, all of it."
DESCRIPTION = Slot("", "description")


@pytest.fixture
def judge(db):
    prepare_editing()
    return reviewer()


@pytest.fixture
def zoe(db):
    return person("zoe", "add_proposal")


@pytest.fixture
def sheet(judge, zoe):
    return published(zoe, judge, TEXT)


@pytest.fixture
def outdated(judge, zoe, sheet):
    """Translated, and changed in one paragraph since."""
    translated(zoe, judge, sheet)
    return changed(zoe, judge, sheet, doing__description=f"{ONE}\n\n{NEW_TWO}\n\n{THREE}")


def file_from(client, sheet, language="fr"):
    answer = client.get(reverse("contributing:po_file", args=[sheet.pk, language]))
    assert answer.headers["Content-Disposition"].endswith(f'sheet-{sheet.pk}.{language}.po"')
    return answer.content


def send_file(client, sheet, content, language="fr"):
    file = SimpleUploadedFile("x.po", content)
    url = reverse("contributing:upload_po", args=[sheet.pk, language])
    return client.post(url, {"file": file})


def with_texts(content, words):
    """The file, translated as a translator's program would."""
    po = polib.pofile(content.decode())
    for entry in po:
        if entry.msgid in words:
            entry.msgstr = words[entry.msgid]
            entry.flags = []
    return str(po).encode()


def test_the_file_names_each_paragraph_and_marks_outdated_ones(client, outdated):
    po = polib.pofile(file_from(client, outdated).decode())
    by_original = {entry.msgid: entry for entry in po}

    assert set(by_original) == {*FRENCH, NEW_TWO} - {TWO}
    assert by_original[ONE].msgctxt == name_of(DESCRIPTION, ONE)
    assert by_original[ONE].msgstr == FRENCH[ONE] and not by_original[ONE].fuzzy
    assert by_original[NEW_TWO].fuzzy and by_original[NEW_TWO].previous_msgid == TWO
    assert po.metadata["Language"] == "fr"
    assert read_po(io.BytesIO(file_from(client, outdated)))


def test_a_file_becomes_a_draft_of_who_sends_it(client, zoe, sheet):
    client.force_login(zoe)
    html = send_file(client, sheet, with_texts(file_from(client, sheet), FRENCH)).content.decode()
    draft = Proposal.objects.get(kind="translation")

    assert (draft.author, draft.language, draft.state) == (zoe, "fr", "draft")
    assert set(FRENCH.values()) <= set(draft.answers.values())
    assert draft.get_absolute_url() in html


def test_a_file_that_says_nothing_new_makes_no_draft(client, zoe, judge, sheet):
    translated(zoe, judge, sheet)
    client.force_login(zoe)
    before = Proposal.objects.count()
    assert send_file(client, sheet, file_from(client, sheet)).status_code == 200
    assert Proposal.objects.count() == before


def test_a_text_that_is_fuzzy_no_more_is_right_as_it_is(client, zoe, outdated):
    client.force_login(zoe)
    content = with_texts(file_from(client, outdated), {NEW_TWO: FRENCH[TWO]})
    send_file(client, outdated, content)
    draft = Proposal.objects.get(kind="translation", state="draft")
    assert draft.answers[name_of(DESCRIPTION, NEW_TWO) + "-right"] == "on"


def test_fuzzy_and_stale_entries_are_said_and_not_taken(client, zoe, judge, outdated):
    client.force_login(zoe)
    content = with_texts(file_from(client, outdated), {ONE: "Autrement."})
    changed(zoe, judge, outdated, doing__description=f"Not so.\n\n{NEW_TWO}\n\n{THREE}")
    html = send_file(client, outdated, content).content.decode()

    assert "Autrement." in html and ONE in html
    assert "(fuzzy): 1" in html and "listed below: 1" in html
    assert not Proposal.objects.filter(state="draft").exists()


def test_what_was_written_in_the_draft_meanwhile_stays_beside_the_file(client, zoe, sheet):
    client.force_login(zoe)
    file = file_from(client, sheet)
    send_file(client, sheet, with_texts(file, {ONE: "Un."}))
    draft = Proposal.objects.get(kind="translation")
    name = name_of(DESCRIPTION, ONE)
    keep(draft, answers=draft.answers | {name: "Une."}, number=draft.number)
    send_file(client, sheet, with_texts(file, {ONE: "Un, de plus."}))
    draft.refresh_from_db()

    assert draft.answers[name] == "Une." and draft.conflicts == {name: {"file": "Un, de plus."}}


def test_a_file_of_today_is_read_though_an_older_draft_is_open(client, zoe, judge, sheet):
    client.force_login(zoe)
    draft = translation_by(zoe, sheet, {ONE: "Un.", TWO: "Deux."})
    changed(zoe, judge, sheet, doing__description=f"First.\n\n{ONE}\n\n{NEW_TWO}\n\n{THREE}")
    words = {"First.": "D’abord.", NEW_TWO: "Tout deux.", THREE: "Trois."}
    html = send_file(client, sheet, with_texts(file_from(client, sheet), words)).content.decode()
    draft.refresh_from_db()

    two = name_of(DESCRIPTION, NEW_TWO)
    assert "listed below" not in html
    assert draft.conflicts == {two: {"file": "Tout deux."}} and draft.answers[two] == "Deux."
    settle(draft, chosen={two: "Tout deux."})
    approve(send(draft), user=judge)
    said = again(sheet).texts.get(language="fr").description
    assert said == "D’abord.\n\nUn.\n\nTout deux.\n\nTrois."
    assert {states(sheet)[one] for one in (ONE, *words)} == {"translated"}


def test_an_outdated_text_is_mended_by_a_file_into_an_older_draft(client, zoe, judge, sheet):
    translated(zoe, judge, sheet)
    client.force_login(zoe)
    draft = translation_by(zoe, sheet, {ONE: "Un."})
    changed(zoe, judge, sheet, doing__description=f"{ONE}\n\n{NEW_TWO}\n\n{THREE}")
    send_file(client, sheet, with_texts(file_from(client, sheet), {NEW_TWO: "Tout deux."}))
    draft.refresh_from_db()

    assert not draft.conflicts
    approve(send(draft), user=judge)
    assert again(sheet).texts.get(language="fr").description.startswith("Un.\n\nTout deux.")
    assert set(states(sheet).values()) == {"translated"}


def test_a_corrected_file_goes_on_from_the_first(client, zoe, sheet):
    client.force_login(zoe)
    file, name = file_from(client, sheet), name_of(DESCRIPTION, ONE)
    for words in ({ONE: "Um."}, {ONE: "Um.", TWO: "Deux."}, {ONE: "Un.", TWO: "Deux."}):
        send_file(client, sheet, with_texts(file, words))
    draft = Proposal.objects.get(kind="translation")
    assert not draft.conflicts and draft.answers[name] == "Un."


def test_a_program_that_keeps_no_contexts_is_understood(client, zoe, sheet):
    po = polib.pofile(with_texts(file_from(client, sheet), FRENCH).decode())
    for entry in po:
        entry.msgctxt = None
    client.force_login(zoe)
    send_file(client, sheet, str(po).encode())
    assert set(FRENCH.values()) <= set(Proposal.objects.get(kind="translation").answers.values())


BAD = {
    "not UTF-8": ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "Line 2"),
    "no entry": (b"\n\n", "no entry"),
    "broken": (b'msgid "a"\nmsgstr "b\n', "cannot be read"),
    "no PO file": (b"PK\x03\x04 and so on", "be read"),
    "large": (b"#" * (1024 * 1024 + 1), "larger than 1 MB"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_says_what_to_do_and_changes_nothing(client, zoe, sheet, kind):
    content, said = BAD[kind]
    client.force_login(zoe)
    before = Proposal.objects.count()
    answer = send_file(client, sheet, content)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert Proposal.objects.count() == before


def test_no_file_is_said_too(client, zoe, sheet):
    client.force_login(zoe)
    answer = client.post(reverse("contributing:upload_po", args=[sheet.pk, "fr"]))
    assert answer.status_code == 422 and "Choose a PO file" in answer.content.decode()


def test_who_is_not_signed_in_takes_files_and_sends_none(client, sheet):
    assert file_from(client, sheet)
    assert "login" in send_file(client, sheet, b"").url


def test_a_file_into_its_own_language_there_is_none(client, zoe, sheet):
    client.force_login(zoe)
    assert client.get(reverse("contributing:po_file", args=[sheet.pk, "en"])).status_code == 404
    assert send_file(client, sheet, b"", "en").status_code == 404


def test_no_text_of_a_file_runs(client, zoe, judge, sheet):
    client.force_login(zoe)
    script = "<script>alert(1)</script>"
    content = with_texts(file_from(client, sheet), dict.fromkeys(FRENCH, script))
    changed(zoe, judge, sheet, doing__description="Other.")
    html = send_file(client, sheet, content).content.decode()
    assert script not in html and "&lt;script&gt;" in html


ANSWERS = {
    "_order": f"{name_of(DESCRIPTION, ONE)}\n{name_of(DESCRIPTION, TWO)}",
    f"_original-{name_of(DESCRIPTION, ONE)}": ONE,
    f"_original-{name_of(DESCRIPTION, TWO)}": TWO,
    name_of(DESCRIPTION, ONE): FRENCH[ONE],
    "_source": "en",
}
FILE = file_of(ANSWERS, "fr", "sheet 1")


def read(content):
    try:
        found = taken(content, ANSWERS)
    except BadFileError as error:
        assert str(error)
    else:
        assert set(found.answers) <= {name_of(DESCRIPTION, one) for one in (ONE, TWO)}


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_garbage_is_refused_by_a_sentence(content):
    read(content)


@settings(max_examples=200)
@given(st.integers(0, len(FILE)), st.integers(0, len(FILE)), st.binary(max_size=6))
def test_a_file_that_is_cut_or_damaged_is_read_or_refused(start, length, noise):
    read(FILE[:start])
    read(FILE[:start] + noise + FILE[start + length % 40 :])
