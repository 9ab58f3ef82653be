"""Consent, three clicks to one's data and out, no other site, no fine position of a person."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from allauth.account.signals import user_signed_up
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client

from knowledge.discussion.actions import write as comment
from knowledge.following.models import Follow
from knowledge.friends.models import SWITCHES
from knowledge.members import actions, consent, keeping
from knowledge.members.models import Consent
from practices.models import FieldReport
from tests.factories import SheetFactory
from tests.knowledge.friends.test_page import fill, friend
from tests.knowledge.members.conftest import *  # noqa: F403

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADDRESS = "ana@example.org"
AGREED = Path(settings.BASE_DIR) / "templates/members/_agreed.html"
ASKS = re.compile(
    r"""<(?:link|script|img|iframe|source|video|audio|object|embed|form)\b[^>]*?\s"""
    r"""(?:src|href|srcset|action|data|poster)=["']([^"']*)["']"""
)
FINE = "12.6392316, -8.0028892"
FINER = re.compile(r"12[.,]6[0-9]|8[.,]00")


def test_other_words_want_a_new_version():
    said = sha256(AGREED.read_bytes()).hexdigest()
    assert said.startswith(consent.FINGERPRINT), "a new VERSION, and this FINGERPRINT: " + said[:32]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_joining_keeps_to_which_words_one_agreed(client, language):
    page = client.get(f"/{language}/account/signup/").text
    assert "CC BY 4.0" in page and f"/{language}/privacy/" in page
    client.post(f"/{language}/account/signup/", {"email": ADDRESS})
    assert Consent.objects.get().version == consent.VERSION
    told = actions.export_of(User.objects.get())["profile"]["agreed"]
    assert [one["version"] for one in told] == [consent.VERSION]


def test_joining_in_the_act_keeps_it_too(client):
    sheet = SheetFactory(live=True)
    said = client.post(f"/en/discussion/sheet/{sheet.pk}/", {"text": "How deep?", "language": "en"})
    assert "CC BY 4.0" in client.get(said["Location"]).text
    client.post(said["Location"], {"email": ADDRESS})
    assert Consent.objects.get().user == User.objects.get()


def test_who_agreed_to_other_words_is_asked_once_and_no_word_is_lost(client, monkeypatch):
    ana = friend("ana")
    actions.agree(ana)
    client.force_login(ana)
    assert client.get("/en/about/").status_code == 200
    for module in (consent, actions.joining):
        monkeypatch.setattr(module, "VERSION", "2030-01-01")
    asked = client.get("/en/about/?a=1")
    assert asked["Location"] == "/en/account/agree/?next=%2Fen%2Fabout%2F%3Fa%3D1"
    for path in ("/en/privacy/", "/en/account/", "/en/account/agree/"):
        assert client.get(path).status_code == 200, path
    sheet = SheetFactory(live=True)
    words = {"text": "How deep?", "language": "en"}
    said = client.post(f"/en/discussion/sheet/{sheet.pk}/", words)
    assert "/agree/" not in said["Location"], "what is sent is taken"
    done = client.post("/en/account/agree/", {"next": "/en/about/?a=1"})
    assert done["Location"] == "/en/about/?a=1" and client.get("/en/about/").status_code == 200
    assert Consent.objects.filter(user=ana).count() == 2


def test_who_agreed_is_asked_of_the_database_once_a_session(client, django_assert_num_queries):
    ana = friend("ana")
    actions.agree(ana)
    client.force_login(ana)
    client.get("/en/about/")
    with django_assert_num_queries(2):  # the session, the user
        client.get("/en/about/")


def test_who_joined_before_versions_were_kept_is_asked(client):
    ana = friend("ana")
    Consent.objects.create(user=ana, version="before")
    client.force_login(ana)
    assert "/agree/" in client.get("/en/about/")["Location"]


def test_who_came_by_a_link_and_pressed_no_button_is_asked(client, rf):
    ana = friend("ana")
    user_signed_up.send(sender=User, request=rf.get("/account/orcid/login/callback/"), user=ana)
    client.force_login(ana)
    assert "/agree/" in client.get("/en/about/")["Location"]
    client.post("/en/account/agree/")
    assert client.get("/en/about/").status_code == 200


def test_the_question_swallows_no_message_and_answers_no_script(client):
    ana = friend("ana")
    Consent.objects.create(user=ana, version="before")
    client.force_login(ana)
    client.post("/en/account/", {"mail_language": "en", "mail_rhythm": "daily"})
    question = client.get("/en/about/")["Location"]
    assert "Saved." in client.get(question).text
    assert client.get("/en/about/", headers={"Sec-Fetch-Mode": "cors"}).status_code == 200


def clicks(client, start, wanted):
    """How many links lead from the page to one that is wanted; 9 for none within three."""
    pages, seen = [start], set()
    for click in range(1, 4):
        found = set()
        for path in pages:
            page = client.get(path).text
            found |= set(re.findall(r'<a\b[^>]*?href="(/en/[^"#?]*)', page))
        if wanted in found:
            return click
        pages = [path for path in found - seen if path.startswith(("/en/account/", "/en/privacy"))]
        seen |= found
    return 9


@pytest.mark.parametrize("start", ["/en/", "/en/search/", "/en/friends/", "/en/wiki/", "sheet"])
def test_data_and_the_way_out_are_within_three_clicks(client, make_person, sign_in, start):
    make_person(ADDRESS)
    sign_in(client, ADDRESS)
    if start == "sheet":
        start = SheetFactory(live=True).get_absolute_url()
    assert clicks(client, start, "/en/account/export/") <= 2
    assert "attachment" in client.get("/en/account/export/")["Content-Disposition"]
    assert clicks(client, start, "/en/account/delete/") <= 2
    page = client.get("/en/account/delete/").text
    button = re.search(r'<form[^>]*action="/en/account/delete/".*?<button', page, re.DOTALL)
    assert button, "the third click"
    client.post("/en/account/delete/")
    assert not User.objects.get().is_active


def test_no_page_of_people_asks_another_site_or_leaves_a_cookie(client):
    ana, sheet = friend("ana"), SheetFactory(live=True)
    actions.member_of(ana)
    client.force_login(ana)
    fill(client, *SWITCHES, about="See https://evil.test/x.png")
    written = comment(sheet, author=ana, text="![x](https://evil.test/x.png)", language="en")
    type(written).objects.update(state="published")
    open_to_all = (
        *("/en/privacy/", "/en/friends/", f"/en/friends/{ana.pk}/", written.get_absolute_url()),
        *(f"/en/discussion/sheet/{sheet.pk}/", f"/en/friends/sheets/{sheet.pk}/"),
        *(f"/en/friends/sheets/{sheet.pk}/report/", f"/en/following/sheet/{sheet.pk}/"),
        sheet.get_absolute_url(),
    )
    door = ("/en/account/signup/", "/en/account/login/")
    own = ("/en/friends/me/", "/en/friends/peers/", "/en/following/", "/en/account/")
    readers = {path: [client] for path in own} | {path: [Client()] for path in door}
    for path in (*open_to_all, *own, *door):
        for browser in readers.get(path, (client, Client())):
            page = browser.get(path)
            assert page.status_code == 200, path
            assert "default-src 'self'" in page["Content-Security-Policy"]
            asked = [one for one in ASKS.findall(page.text) if _is_elsewhere(one)]
            assert asked == [], path
    fresh = Client()
    for path in ("/en/privacy/", "/en/friends/", f"/en/friends/{ana.pk}/", "/en/"):
        assert not fresh.get(path).cookies, path


def _is_elsewhere(address):
    own = ("http://testserver", settings.SITE_URL)
    return address.startswith(("http", "//")) and not address.startswith(own)


def people_s_tables():
    labels = {label for one in keeping.HELD for label in one.models}
    found = [apps.get_model(label) for label in labels - {"practices.PracticeSheet"}]
    through = [m for m in apps.get_models(include_auto_created=True) if _hangs_on(m, found)]
    return {*found, *through}


def _hangs_on(model, people):
    """A row of it is of a row of theirs."""
    return any(f.related_model in people and f.many_to_one for f in model._meta.concrete_fields)


def test_no_column_of_a_person_can_hold_a_fine_position():
    wrong = []
    for model in people_s_tables():
        for field in model._meta.concrete_fields:
            is_place = re.search(r"lat|lon|position|point|coord", field.name)
            is_coarse = isinstance(field, models.DecimalField) and field.decimal_places == 1
            is_number = isinstance(field, models.FloatField | models.DecimalField)
            if is_number and is_place and not is_coarse:
                wrong.append(f"{model._meta.label}.{field.name}")
    assert [one for one in wrong if not one.startswith("practices.Site.")] == []
    assert FieldReport in people_s_tables() and Follow in people_s_tables()


def test_a_fine_position_that_is_given_is_found_in_no_column(client):
    """Neither by a report, one that waits for signing in, one that is refused, nor by a page."""
    sheet, away = SheetFactory(live=True), Client()
    away.post(f"/en/friends/sheets/{sheet.pk}/report/", {"doing": "does", "near": FINE})
    client.force_login(friend("ana"))
    client.post(f"/en/friends/sheets/{sheet.pk}/report/", {"doing": "no", "near": FINE})
    client.post(f"/en/friends/sheets/{sheet.pk}/report/", {"doing": "does", "near": FINE})
    fill(client, *SWITCHES, near=FINE)
    assert FieldReport.objects.get().latitude is not None
    texts = []
    for model in [*people_s_tables(), Session]:
        fields = [f.attname for f in model._meta.concrete_fields if not f.is_relation]
        texts += [repr(row) for row in model._default_manager.values_list(*fields)]
    texts += [json.dumps(one.get_decoded()) for one in Session.objects.all()]
    assert "12.6" in "\n".join(texts), "the test would see nothing"
    assert [text for text in texts if FINER.search(text)] == []
