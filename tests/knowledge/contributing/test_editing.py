"""The editor by plain forms: what is posted is kept, whoever posts it."""

import re
import uuid

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from knowledge.contributing.actions import begin
from knowledge.contributing.models import Proposal
from knowledge.members.actions import delete_account, export_of
from practices.editing import prepare_editing
from practices.models import Practice, PracticeSheet, SheetPractice
from tests.factories import SheetFactory
from tests.knowledge.contributing.people import FIRST, MEASURED, person

pytestmark = pytest.mark.django_db


def keep_url(key):
    return reverse("contributing:keep", args=[key])


def post(client, key, answers, number=0, do="keep", **more):
    data = {**answers, "number": number, "kind": "sheet", "language": "en", "do": do}
    return client.post(keep_url(key), data, **more)


def as_page(client, key, answers, number=0, page="n1"):
    return post(
        client, key, {**answers, "page": page}, number, headers={"accept": "application/json"}
    )


@pytest.fixture
def ama(client):
    user = person("ama", "add_proposal")
    client.force_login(user)
    return user


def test_an_empty_editor_keeps_nothing(client):
    assert client.get(reverse("contributing:new", args=["sheet"])).status_code == 200
    assert not Proposal.objects.exists()


def test_a_kind_that_is_none_is_not_found(client):
    assert client.get(reverse("contributing:new", args=["poem"])).status_code == 404
    assert post(client, uuid.uuid4(), {"kind": "poem"}).status_code in (302, 404)


def test_what_is_posted_stands_in_the_fields_again(client, ama):
    key = uuid.uuid4()
    page = post(client, key, FIRST | MEASURED, do="keep")
    html = client.get(page.url).content.decode()

    for text in (FIRST["start-title"], FIRST["place-n1-name"], MEASURED["measured-n1-source"]):
        assert text in html
    assert "33" in html and "higher with the practice" in html


def test_a_number_that_is_none_is_kept_and_said(client, ama):
    key = uuid.uuid4()
    answer = as_page(client, key, FIRST | MEASURED | {"measured-n1-control_error": "ten"}).json()

    assert list(answer["mistakes"]) == ["measured-n1-control_error"]
    assert answer["answers"]["measured-n1-control_error"] == "ten"


def test_empty_rows_are_not_kept(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST | {"measured-n9-unit": "g/kg", "measured-n9-order": "1"})

    assert not [name for name in Proposal.objects.get().answers if name.startswith("measured")]


def test_a_row_that_a_page_does_not_have_is_not_lost(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    as_page(client, key, FIRST | {"step-n1-text": "Cut."}, number=0)
    as_page(client, key, FIRST | {"step-n2-text": "Sow."}, number=1, page="n2")

    answers = Proposal.objects.get().answers
    assert (answers["step-n1-text"], answers["step-n2-text"]) == ("Cut.", "Sow.")


def test_a_page_that_never_heard_the_answer_is_in_no_conflict_with_itself(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    as_page(client, key, FIRST | {"start-summary": "More."})
    as_page(client, key, FIRST | {"start-summary": "And more."})

    proposal = Proposal.objects.get()
    assert (proposal.answers["start-summary"], proposal.conflicts) == ("And more.", {})


def test_one_writes_first_and_signs_in_to_send(client):
    prepare_editing()
    key = uuid.uuid4()
    sign_in = post(client, key, FIRST, do="send")
    assert "next=" in sign_in.url

    user = person("ama", "add_proposal")
    session = dict(client.session)
    client.force_login(user)
    kept = client.session
    kept.update({name: value for name, value in session.items() if name == "drafts"})
    kept.save()
    client.get(reverse("contributing:claim", args=[key]))
    assert Proposal.objects.get().author == user


def test_a_draft_is_its_authors_alone(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    client.force_login(person("ben", "add_proposal"))

    for name in ("edit", "preview", "settle"):
        assert client.get(reverse(f"contributing:{name}", args=[key])).status_code == 403
    assert as_page(client, key, FIRST | {"start-title": "Mine"}).status_code == 403
    assert Proposal.objects.get().title == FIRST["start-title"]


def test_an_unsigned_draft_is_the_browsers_alone(client):
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    client.cookies.clear()

    assert as_page(client, key, FIRST | {"start-title": "Stolen"}).status_code == 403


def test_words_sent_after_the_session_ended_wait_to_be_claimed(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    client.logout()

    assert as_page(client, key, FIRST).status_code == 401
    answer = post(client, key, FIRST | {"limits-barriers": "Grass is scarce."}, number=1)
    parked = Proposal.objects.get(author=None)
    assert str(parked.key) in answer.url

    drafts = client.session["drafts"]
    client.force_login(ama)
    session = client.session
    session["drafts"] = drafts
    session.save()
    client.get(reverse("contributing:claim", args=[parked.key]))
    # Both are drafts of a new sheet: neither can be told to be the other.
    texts = [one.answers.get("limits-barriers") for one in Proposal.objects.filter(author=ama)]
    assert "Grass is scarce." in texts


def test_words_for_a_draft_that_was_sent_meanwhile_become_a_new_one(client, ama):
    prepare_editing()
    key = uuid.uuid4()
    post(client, key, FIRST, do="send")
    answer = as_page(client, key, FIRST | {"limits-barriers": "Late words."}, number=0)

    assert (answer.status_code, answer.json()["state"]) == (409, "moved")
    assert Proposal.objects.get(state="draft").answers["limits-barriers"] == "Late words."


def test_the_terms_are_agreed_to_before_the_first_sending(client):
    prepare_editing()
    client.force_login(person("ama"))
    key = uuid.uuid4()

    assert post(client, key, FIRST, do="send").status_code == 422
    assert Proposal.objects.get().state == "draft"


def test_what_is_missing_is_named_when_it_is_sent(client, ama):
    answer = post(client, uuid.uuid4(), {"start-title": "A name"}, do="send")

    assert answer.status_code == 422
    assert "Choose at least one practice." in answer.content.decode()
    assert Proposal.objects.get().answers == {"start-title": "A name"}


def test_a_change_begins_with_what_the_sheet_says(client, ama):
    sheet = SheetFactory(text__title="Stone bunds of Yatenga", live=True)
    address = reverse("contributing:change", args=["sheet", sheet.pk])

    assert client.get(address).status_code == 200
    page = client.get(client.post(address).url)
    assert "Stone bunds of Yatenga" in page.content.decode()
    assert client.get(address).url == Proposal.objects.get().get_absolute_url()


@pytest.fixture
def in_conflict(client, ama):
    """The address where one settles "From here." and "From there."."""
    key = uuid.uuid4()
    as_page(client, key, FIRST)
    as_page(client, key, FIRST | {"start-summary": "From here."}, number=1)
    as_page(client, key, FIRST | {"start-summary": "From there."}, number=1, page="n2")
    return reverse("contributing:settle", args=[key])


def seen_on(html):
    return re.search(r'name="seen-start-summary"\s+value="(\w+)"', html)[1]


def test_both_texts_of_a_field_are_shown_and_one_is_chosen(client, in_conflict):
    html = client.get(in_conflict).content.decode()
    assert "From here." in html and "From there." in html

    both = {"take-start-summary": "both", "start-summary": "Here and there."}
    client.post(in_conflict, both | {"seen-start-summary": seen_on(html)})
    proposal = Proposal.objects.get()
    assert (proposal.answers["start-summary"], proposal.conflicts) == ("Here and there.", {})


def test_a_text_that_comes_while_one_chooses_is_not_settled_unseen(client, in_conflict):
    seen = seen_on(client.get(in_conflict).content.decode())
    as_page(
        client,
        Proposal.objects.get().key,
        FIRST | {"start-summary": "From afar."},
        number=1,
        page="n3",
    )

    chosen = {"take-start-summary": "draft", "seen-start-summary": seen}
    html = client.post(in_conflict, chosen, follow=True).content.decode()
    assert "More was written meanwhile" in html and "From afar." in html
    assert set(Proposal.objects.get().conflicts["start-summary"].values()) == {
        "From there.",
        "From afar.",
    }


def test_a_preview_shows_the_sheet_as_it_will_be(client, ama):
    key = uuid.uuid4()
    as_page(client, key, FIRST | {"step-n1-text": "Cut the grass."})
    html = client.get(reverse("contributing:preview", args=[key])).content.decode()

    assert FIRST["start-title"] in html and "Cut the grass." in html


def test_agreeing_to_the_terms_makes_a_contributor(client):
    prepare_editing()
    user = person("ama")
    client.force_login(user)
    key = uuid.uuid4()

    post(client, key, FIRST | {"agreed": "on"}, do="send")

    assert Proposal.objects.get().state == "sent"
    assert User.objects.get(pk=user.pk).member.agreed_to_terms_at


def test_a_persons_data_has_the_proposals_and_drafts_go_with_the_account(client, ama):
    as_page(client, uuid.uuid4(), FIRST)
    [proposal] = export_of(ama)["proposals"]
    assert proposal["answers"]["start-title"] == FIRST["start-title"]

    delete_account(ama)
    assert not Proposal.objects.exists()


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}",
    "&lt;script&gt;",
    "\u202e\u0000\ufeffabc",
    "' onfocus=alert(1) autofocus='",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_code_on_any_page_of_writing(client, ama, text):
    key = uuid.uuid4()
    answers = {name: f"{old} {text}" for name, old in (FIRST | MEASURED).items()}
    as_page(client, key, answers)
    as_page(client, key, answers | {"start-summary": f"one {text}"}, number=1)
    as_page(client, key, answers | {"start-summary": f"two {text}"}, number=1, page="n2")

    for name in ("edit", "settle"):
        html = client.get(reverse(f"contributing:{name}", args=[key])).content.decode()
        for code in ("<script>alert", "<img src=x", "<textarea><script", "' onfocus=alert"):
            assert code not in html
    assert "<script>alert" not in client.get(reverse("contributing:mine")).content.decode()


def test_a_sheet_of_a_whole_group_of_practices_can_be_changed(ama):
    """Sources say "agroforestry", and no more."""
    sheet = SheetFactory(live=True)
    practice = Practice.objects.get(code="agroforestry")
    SheetPractice.objects.create(sheet=sheet, practice=practice)
    sheet = PracticeSheet.objects.get(pk=sheet.pk)
    draft = begin(kind="sheet", author=ama, language="en", target=sheet)

    forms = draft.subject.forms(draft.answers)
    assert "start-practices" not in [name for form in forms for name in form.mistakes]
