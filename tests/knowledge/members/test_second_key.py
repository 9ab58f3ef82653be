"""Who changes what others read needs a second key: before the admin, and before pages of review."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.http import HttpResponse
from django.test import Client, RequestFactory

from knowledge.members import roles
from knowledge.members.decorators import right_required, terms_required
from tests.knowledge.members.conftest import last_code

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KEY_PAGE = "/en/account/second-key/"
ABOVE = ("reviewer", "moderator", "data_manager", "secretariat")


@pytest.fixture(autouse=True)
def as_on_a_site_for_others(settings):
    settings.MEMBERS_SECOND_FACTOR = True


def add_key(user) -> None:
    auth.TOTP.activate(user, auth.generate_totp_secret())


@pytest.mark.parametrize("role", roles.ROLES)
def test_reviewers_and_above_need_one(by_role, role):
    assert roles.needs_second_key(by_role[role]) == (role in ABOVE)


@pytest.mark.parametrize("role", ABOVE)
def test_the_admin_wants_it_and_says_what_to_do(by_role, client, role):
    client.force_login(by_role[role])
    for path in ("/admin/", "/admin/snippets/practices/practicesheet/"):
        response = client.get(path, follow=True)
        assert response.request["PATH_INFO"] == KEY_PAGE
        assert "Add a second key to go on" in response.text
    assert client.post("/admin/snippets/practices/practicesheet/add/").status_code == 302


def test_a_super_user_needs_it_too(admin_client):
    assert admin_client.get("/admin/")["Location"].startswith(KEY_PAGE)


def test_with_the_key_one_is_in(by_role, client):
    add_key(by_role["reviewer"])
    client.force_login(by_role["reviewer"])
    assert client.get("/admin/").status_code == 200


def test_the_key_is_asked_for_at_the_door(client, by_role):
    add_key(by_role["reviewer"])
    client.post("/en/account/login/", {"login": "reviewer@example.org"})
    step = client.post("/en/account/login/code/confirm/", {"code": last_code()}, follow=True)
    assert step.request["PATH_INFO"] == "/en/account/keys/authenticate/"
    assert "_auth_user_id" not in client.session
    key = Authenticator.objects.get(type="totp").wrap()
    now = auth.hotp_value(
        key.instance.data["secret"], next(iter(auth.yield_hotp_counters_from_time()))
    )
    client.post("/en/account/keys/authenticate/", {"code": auth.format_hotp_value(now)})
    assert client.session["_auth_user_id"] == str(by_role["reviewer"].pk)


def test_one_sets_an_app_up_and_goes_on_to_where_one_was(client, by_role, sign_in):
    sign_in(client, by_role["reviewer"].email)
    client.get("/admin/", follow=True)
    page = client.get("/en/account/keys/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.text
    now = auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time())))
    done = client.post(
        "/en/account/keys/totp/activate/", {"code": auth.format_hotp_value(now)}, follow=True
    )
    assert len(set(done.context["unused_codes"])) == 10
    assert client.get(KEY_PAGE)["Location"] == "/admin/"


def test_a_page_of_review_asks_for_the_right_and_for_the_key(by_role, rf: RequestFactory):
    page = right_required("wagtailadmin.access_admin")(lambda request: HttpResponse("in"))

    def answer(who):
        request = rf.get("/en/contribute/review/")
        request.user = who
        return page(request)

    assert answer(by_role["reviewer"])["Location"].startswith(KEY_PAGE)
    add_key(by_role["reviewer"])
    assert answer(by_role["reviewer"]).content == b"in"


def test_writing_asks_for_the_terms_and_not_for_a_key(by_role, rf, client):
    page = terms_required(lambda request: HttpResponse("in"))
    request = rf.get("/en/contribute/new/")
    request.user = by_role["friend"]
    assert page(request)["Location"] == "/en/account/terms/?next=%2Fen%2Fcontribute%2Fnew%2F"
    client.force_login(by_role["friend"])
    agreed = client.post("/en/account/terms/", {"next": "/en/about/"})
    assert agreed["Location"] == "/en/about/"
    request.user = type(request.user).objects.get(pk=request.user.pk)
    assert page(request).content == b"in"
    assert roles.has_role(request.user, "contributor")


def test_on_ones_own_machine_it_is_not_asked_for(admin_client, settings):
    settings.MEMBERS_SECOND_FACTOR = False
    assert admin_client.get("/admin/").status_code == 200


def test_other_pages_of_the_account_stay_open_without_it(by_role, client):
    client.force_login(by_role["secretariat"])
    response = client.get("/en/account/")
    assert response.status_code == 200 and KEY_PAGE in response.text
    assert Client().get(KEY_PAGE).status_code == 302
