"""A version that must not be shown: its text is read nowhere, the fact stays."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import PageLogEntry

from knowledge.contributing import actions as contributing
from knowledge.wiki import actions
from knowledge.wiki.forms import VersionField
from knowledge.wiki.models import HiddenVersion, WikiPage
from knowledge.wiki.translating import translate_url
from knowledge.wiki.versions import revisions_of
from practices.models import Practice
from tests.knowledge.wiki.factories import change, person, write

pytestmark = pytest.mark.django_db

SECRET, NOTE = "Jan lives at 5 Mill Lane", "Jan again"


@pytest.fixture
def moderator(db):
    user = person("mo", reviews=True)
    user.user_permissions.add(Permission.objects.get(codename="hide_version"))
    return user


@pytest.fixture
def page():
    made = write("Bees", "Good.")
    made = change(made, text=SECRET, title=SECRET, note=NOTE, user=person("jan"))
    return change(made, text="Better.", title="Bees")


@pytest.fixture
def version(page):
    return revisions_of(page)[1]


def around(page, version):
    newest, _secret, first = revisions_of(page).values_list("pk", flat=True)
    own = f"/en/wiki/{page.pk}"
    return [
        page.address(),
        f"{own}/history/",
        f"{own}/versions/{version.pk}/",
        f"{own}/compare/?to={version.pk}",
        f"{own}/compare/?from={version.pk}&to={newest}",
        f"{own}/compare/?from={first}&to={version.pk}",
        f"{own}/links/",
        "/en/wiki/changes/",
        "/en/wiki/changes.atom",
        f"/en/contribute/history/wiki/{page.pk}/",
        f"/en/contribute/history/wiki/{page.pk}/?a={first}&b={version.pk}",
        translate_url(page, "fr").replace(str(newest), str(version.pk)),
    ]


def test_the_text_is_read_nowhere_and_the_fact_stays(client, page, version, moderator):
    addresses = around(page, version)
    assert any(SECRET in client.get(one).text for one in addresses)
    client.force_login(moderator)
    hide = f"/en/wiki/{page.pk}/versions/{version.pk}/hide/"
    assert hide in client.get(f"/en/wiki/{page.pk}/history/").text
    client.post(hide, {"reason": "Personal data"})
    for reader in (moderator, None):
        if reader is None:
            client.logout()
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert SECRET not in response.text and NOTE not in response.text, address
    history = client.get(f"/en/wiki/{page.pk}/history/").text
    assert "Hidden by Mo N." in history and "Personal data" in history
    assert history.count("/versions/") >= 3
    entry = PageLogEntry.objects.get(action="wiki.hide_version")
    assert entry.user == moderator and entry.data["reason"] == "Personal data"


def test_a_hidden_version_is_not_restored_by_either_way(client, page, version, moderator):
    actions.hide_version(page, version=version, user=moderator, reason="x")
    with pytest.raises(actions.NotToBeRead):
        actions.restore_version(page, version=revisions_of(page).defer(None)[1], user=moderator)
    client.force_login(moderator)
    client.post(f"/en/wiki/{page.pk}/versions/{version.pk}/restore/")
    other = f"/en/contribute/history/wiki/{page.pk}/restore/{version.pk}/"
    assert client.post(other).status_code == 404
    page.refresh_from_db()
    assert page.text == "Better."


def test_the_version_that_readers_see_cannot_be_hidden(client, page, moderator):
    client.force_login(moderator)
    address = f"/en/wiki/{page.pk}/versions/{page.live_revision_id}/hide/"
    assert "change the page first" in client.post(address, {"reason": "x"}).text
    assert not HiddenVersion.objects.exists()


def test_a_reason_is_given(client, page, version, moderator):
    client.force_login(moderator)
    address = f"/en/wiki/{page.pk}/versions/{version.pk}/hide/"
    assert client.post(address, {"reason": " "}).status_code == 200
    assert not HiddenVersion.objects.exists()


def test_it_can_be_shown_again(client, page, version, moderator):
    actions.hide_version(page, version=version, user=moderator, reason="x")
    client.force_login(moderator)
    client.post(f"/en/wiki/{page.pk}/versions/{version.pk}/show/")
    assert SECRET in client.get(f"/en/wiki/{page.pk}/versions/{version.pk}/").text
    assert PageLogEntry.objects.filter(action="wiki.show_version", user=moderator).exists()


def test_nothing_of_a_hidden_version_goes_into_a_translation(client, moderator):
    page = write(SECRET, practice=Practice.objects.get(code="cover-crops"))
    version, address = page.live_revision, translate_url(page, "fr")
    page = change(page, title="Bees", practice=None)
    actions.hide_version(page, version=version, user=moderator, reason="x")
    text = client.get(address).text
    assert SECRET not in text and 'cover-crops" selected' not in text
    assert VersionField().said(str(version.pk)) == str(version.pk)


def test_undoing_does_not_publish_what_is_hidden(client, moderator):
    page = change(write("Wild bees", SECRET, summary="They fly."), kind="theme")
    ada = person("ada")
    draft = contributing.begin(kind="wiki", author=ada, language="en", target=page)
    words = {"text-body": "Good."}
    contributing.keep(draft, answers=words, names=words, number=0)
    done = contributing.approve(contributing.send(draft), user=moderator)
    actions.hide_version(page, version=done.before, user=moderator, reason="x")
    client.force_login(moderator)
    address = f"/en/contribute/review/{done.key}/"
    assert "is hidden" in client.post(address, {"do": "undo"}, follow=True).text
    assert contributing.roll_back_person(ada, user=moderator) == ([], [done])
    assert WikiPage.objects.get(pk=page.pk).text == "Good."


def test_each_way_to_hide_or_to_show_again_names_its_version(client, page, version, moderator):
    actions.hide_version(page, version=version, user=moderator, reason="x")
    client.force_login(moderator)
    text = " ".join(client.get(f"/en/wiki/{page.pk}/history/").text.split())
    for words in ("Hide", "Show again", "Restore"):
        assert f'{words} <span class="vh">the version of ' in text, words


@pytest.mark.parametrize("act", ["hide", "show"])
def test_reviewers_and_readers_may_not(client, page, version, act):
    address = f"/en/wiki/{page.pk}/versions/{version.pk}/{act}/"
    assert "login" in client.post(address, {"reason": "x"})["Location"]
    client.force_login(person("rose", reviews=True))
    assert client.post(address, {"reason": "x"}).status_code == 403
    assert address not in client.get(f"/en/wiki/{page.pk}/history/").text
    assert not HiddenVersion.objects.exists()


def test_a_former_title_that_other_versions_have_still_leads_to_the_page(page, moderator):
    page = change(page, title="Wild bees")
    page = change(page, title="All bees")
    named_bees = revisions_of(page)[2]
    actions.hide_version(page, version=named_bees, user=moderator, reason="x")
    assert page.titles.filter(title="Bees").exists()


def test_what_a_hidden_version_was_mended_from_is_told_but_not_shown(client, page, moderator):
    write("Ruche", language="fr")
    base = page.live_revision
    answers = {
        "page-original": str(base.pk),
        "page-title": "Abeilles",
        "page-kind": "theme",
        "page-summary": "Elles.",
        "text-body": "Mieux.",
    }
    draft = contributing.begin(kind="wiki", author=person("ada"), language="fr", answers=answers)
    french = contributing.approve(contributing.send(draft), user=moderator).target
    page = change(page, text="Best.")
    actions.hide_version(page, version=base, user=moderator, reason="x")
    text = client.get(f"/en/wiki/{french.pk}/mend/").text
    assert "Better." not in text and "is hidden" in text
    assert WikiPage.objects.get(pk=french.pk).outdated_since is not None
