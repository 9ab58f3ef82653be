"""Markup in every text that people write, on every page, mail and file that shows it.

The fields are those of the forms: a new one is attacked without a word here, and has to be seen on
some page, or this says so.
"""

import json
import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.actions import (
    approve,
    begin,
    decide_measurement,
    keep,
    look_over,
    send,
    send_back,
    tell_error,
    undo,
)
from knowledge.contributing.models import Flag, Review
from knowledge.contributing.sheets import SECTIONS
from knowledge.contributing.uploads import take_photo
from knowledge.members.models import Member
from practices.editing import prepare_editing
from practices.models import Evidence, HeldChange, PracticeSheet
from tests.knowledge.contributing.filling import filled, texts_of
from tests.knowledge.contributing.people import person
from tests.knowledge.contributing.test_photos import jpeg
from tests.knowledge.contributing.test_proposals import change_of
from tests.knowledge.wiki.test_safety import running
from tests.practices.conftest import lines  # noqa: F401
from tests.practices.lines import IMPORTER, record, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NAMES = [name for name, _most in texts_of(SECTIONS)]
ATTACKS = (
    '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus=' </textarea></title><svg onload=alert(1)>",
    "[a](javascript:alert(1)) {{ 7|add:7 }} <base href=//x.example/>",
)
SHORT = "<b onclick=a()>"


def mark(name):
    """By which the text of a field is found again on a page."""
    return f"zq{NAMES.index(name):03d}"


def hostile(attack):
    def text(name, most):
        whole = f"{mark(name)} {attack}"
        return whole if len(whole) <= most else f"{mark(name)}{SHORT}"[:most]

    return text


@pytest.fixture
def roles(settings, tmp_path):
    """An author, a reviewer and somebody else, all with hostile names."""
    settings.MEDIA_ROOT = tmp_path
    prepare_editing()
    author = person("ama", "add_proposal")
    judge = person("rita", "review_proposal", "rollback_person", "change_heldchange")
    for user in (author, judge):
        Member.objects.update_or_create(user=user, defaults={"shown_name": ATTACKS[0][:80]})
    return author, judge


class Walk:
    """Reads pages, keeps what they say, and complains of what would run."""

    def __init__(self, client):
        self.client, self.said, self.bad = client, "", []

    def read(self, user, *addresses):
        if user:
            self.client.force_login(user)
        else:
            self.client.logout()
        for address in addresses:
            response = self.client.get(address, follow=True)
            assert response.status_code == 200, address
            self._check(address, response)

    def _check(self, address, response):
        text = response.content.decode()
        self.said += text
        kind = response["Content-Type"]
        if "html" in kind:
            self.bad += [(address, one) for one in running(text)]
            self.bad += [(address, "{{")] if "zq" in text and "zq000 14" in text else []
        elif "json" in kind:
            json.loads(text)
            self.bad += [] if response["X-Content-Type-Options"] == "nosniff" else [(address, kind)]
        elif "<script>alert" in text or "<img src=x" in text:
            self.bad.append((address, kind))


def to(name, *args):
    return reverse(f"contributing:{name}", args=args)


def draft_with(author, attack):
    answers = filled(SECTIONS, hostile(attack))
    image = take_photo(
        SimpleUploadedFile(f"{attack}.jpg", jpeg(), "image/jpeg"), user=author, title=attack
    )
    answers["photo-n1-image"] = str(image.pk)
    return begin(kind="sheet", author=author, language="en", answers=answers)


def while_it_is_written(walk, draft, author):
    keep(draft, answers=draft.answers | {"start-summary": "zq one"}, number=draft.number)
    changed = draft.answers | {"start-summary": f"{ATTACKS[0]} two"}
    keep(draft, answers=changed, number=0, page="n2")
    walk.read(author, to("edit", draft.key), to("settle", draft.key), to("mine"))
    walk.read(author, to("preview", draft.key))
    draft.conflicts = {}
    draft.answers["start-summary"] = f"{mark('start-summary')} {ATTACKS[0]}"
    draft.save()


def while_it_is_reviewed(walk, sent, author, judge):
    around = (to("queue"), to("review_proposal", sent.key), to("review_person", author.pk))
    walk.read(judge, *around)
    walk.read(author, to("edit", sent.key))


def once_it_is_public(walk, sheet, author, judge, attack):
    own = sheet.get_absolute_url()
    decide_measurement(Evidence.objects.get(sheet=sheet), user=judge, is_right=True)
    change = send(change_of(sheet, author, limits__barriers=f"{attack} again"), note=attack[:200])
    approve(change, user=judge)
    flag = tell_error(sheet, reason=attack, language="en", user=author)
    first, last = sheet.revisions.order_by("pk").values_list("pk", flat=True)
    compared = f"{to('history', 'sheet', sheet.pk)}?a={first}&b={last}"
    walk.read(None, own, own.replace("/en/", "/fr/"), compared, f"/api/v1/sheets/{sheet.pk}")
    walk.read(None, to("change", "sheet", sheet.pk), to("tell_error", "sheet", sheet.pk))
    walk.read(judge, to("review_flag", flag.pk), to("queue"), to("roll_back", author.pk))
    walk.read(judge, to("review_proposal", change.key), own)
    Review.objects.update(at=timezone.now() - timezone.timedelta(days=400))
    walk.read(judge, to("due"))
    return change


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_any_field_runs_on_any_page(
    client, roles, attack, django_capture_on_commit_callbacks
):
    author, judge = roles
    walk = Walk(client)
    draft = draft_with(author, attack)
    while_it_is_written(walk, draft, author)
    with django_capture_on_commit_callbacks(execute=True):
        sent = send(draft, note=attack[:200])
        while_it_is_reviewed(walk, sent, author, judge)
        send_back(sent, user=judge, reply=attack)
        sent.refresh_from_db()
        walk.read(author, to("edit", sent.key), to("mine"))
        sent = send(sent)
        sheet = approve(sent, user=judge).target
        measured = Evidence.objects.get(sheet=sheet)
        walk.read(judge, to("review_measurement", measured.pk))
        change = once_it_is_public(walk, sheet, author, judge, attack)
        undo(change, user=judge)

    assert walk.bad == []
    unseen = [name for name in NAMES if mark(name) not in walk.said]
    assert unseen == []
    assert mail.outbox
    for message in mail.outbox:
        assert message.content_subtype == "plain" and not getattr(message, "alternatives", None)
        assert "\n" not in message.subject


def test_what_was_published_at_once_and_may_be_double_is_words_only(client, roles):
    author, judge = roles
    trusted = person("tess", "publish_unreviewed")
    first = send(draft_with(trusted, ATTACKS[0]))
    second = send(draft_with(trusted, ATTACKS[0]))
    waiting = send(draft_with(author, ATTACKS[0]))
    walk = Walk(client)
    pair = Flag.objects.get(kind=Flag.Kind.DUPLICATE)
    walk.read(judge, to("review_flag", pair.pk), to("review_proposal", waiting.key), to("queue"))
    walk.read(author, to("edit", waiting.key))
    look_over(first, user=judge)
    walk.read(judge, to("review_person", trusted.pk), to("review_proposal", second.key))

    assert walk.bad == [] and "may be there already" in walk.said


def test_an_imported_record_is_words_only(client, roles, lines):  # noqa: F811
    """An importer reduces markup to text; what one lets through still never runs."""
    _author, judge = roles
    attack = ATTACKS[0]
    texts = {
        "en": dict.fromkeys(
            ("title", "summary", "description", "barriers", "cost_comments"), attack
        )
    }
    more = {
        "texts": texts,
        "tags": [attack[:90]],
        "steps": [{"en": attack}],
        "references": [{"key": "a", "title": attack, "authors": attack}],
        "sites": [{"country": "BFA", "name": attack}],
    }
    lines(record(7, attack, **more))
    sheet = sheet_of(7)
    edited = PracticeSheet.objects.get(pk=sheet.pk)
    edited.save_revision(user=judge).publish(user=judge, skip_permission_checks=True)
    texts["en"]["summary"] = f"{attack} anew"
    lines(record(7, attack, **more))
    held = HeldChange.objects.get()
    walk = Walk(client)
    walk.read(None, sheet.get_absolute_url(), f"/api/v1/sheets/{sheet.pk}")
    walk.read(judge, to("queue"), sheet.get_absolute_url())
    assert IMPORTER.code == held.record.source.code

    assert walk.bad == [] and "alert(1)" in walk.said


def test_pasted_rows_that_cannot_be_read_are_words_only(client, roles):
    author, _judge = roles
    client.force_login(author)
    draft = draft_with(author, ATTACKS[0])
    text = "\n".join(
        (
            f"{ATTACKS[0]};What was measured;With (<svg onload=a()>)",
            *(f"{one};{one};{one}" for one in ATTACKS),
        )
    )
    draft.answers["measured-paste"] = text
    draft.save()
    walk = Walk(client)
    walk.read(author, to("edit", draft.key))

    assert walk.bad == [] and re.search(r"Line 2", walk.said)


def test_what_an_address_says_of_a_new_sheet_is_words_only(client):
    walk = Walk(client)
    for attack in ATTACKS:
        query = dict.fromkeys(NAMES, attack)
        for address in (to("new", "sheet"), to("alike", "sheet")):
            text = client.get(address, query).content.decode()
            walk.bad += running(text)
    assert walk.bad == []
