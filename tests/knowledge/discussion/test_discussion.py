"""What is said under a sheet: joining in the act, who sees what waits, one cost for all lengths."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge.discussion import actions
from knowledge.discussion.checks import check_translate_link
from knowledge.discussion.models import Comment
from knowledge.members import roles
from knowledge.members.actions import block, delete_account, export_of, member_of
from knowledge.members.models import Member
from knowledge.moderation import limits
from knowledge.moderation.actions import flag, publish, remove, rolling_back, undo
from knowledge.moderation.models import Decision, PostState
from tests.factories import SheetFactory

pytestmark = pytest.mark.django_db

WORDS = "We do it in Kpeve since 2019."


@pytest.fixture
def sheet(db):
    found = SheetFactory()
    found.live = True
    found.save()
    return found


def friend(name, role=roles.FRIEND):
    user = User.objects.create_user(name, f"{name}@example.org")
    user.groups.add(Group.objects.get(name=role))
    return user


def say(sheet, author, text=WORDS, **more):
    return actions.write(sheet, author=author, text=text, language="en", **more)


def address(sheet):
    return reverse("discussion:all", args=["sheet", sheet.pk])


def posted(text=WORDS, **more):
    return {"text": text, "language": "en"} | more


def test_one_writes_first_and_joins_in_three_steps(client, sheet):
    response = client.post(address(sheet), posted())
    steps = 0
    assert "/account/signup/" in response["Location"]
    next_ = {"next": reverse("discussion:send")}
    response = client.post(
        reverse("account_signup"), {"email": "amina@example.org"} | next_, follow=True
    )
    steps += 1
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", mail.outbox[-1].body, re.M)[1]
    wrong = client.post(response.request["PATH_INFO"], {"code": "WRONG1"} | next_)
    assert wrong.status_code == 200
    response = client.post(response.request["PATH_INFO"], {"code": code} | next_, follow=True)
    steps += 1
    written = Comment.objects.get()
    assert written.text == WORDS
    assert written.is_waiting
    assert response.request["PATH_INFO"] == written.get_absolute_url()
    assert steps <= 3
    assert WORDS in client.get(sheet.get_absolute_url()).content.decode()
    assert WORDS not in Client().get(sheet.get_absolute_url()).content.decode()


def test_the_words_survive_signing_in_as_somebody_known(client, sheet):
    client.post(address(sheet), posted())
    client.force_login(friend("amina"))
    client.get(reverse("discussion:send"))
    client.get(reverse("discussion:send"))
    assert Comment.objects.get().text == WORDS


def test_words_kept_in_one_browser_are_not_sent_from_another(client, sheet):
    client.post(address(sheet), posted())
    other = Client()
    other.force_login(friend("ben"))
    other.get(reverse("discussion:send"))
    assert not Comment.objects.exists()


def test_after_one_published_post_the_next_is_public_at_once(sheet):
    amina, judge = friend("amina"), friend("judge", roles.MODERATOR)
    first = say(sheet, amina)
    assert first.is_waiting
    publish(first, by=judge)
    second = say(sheet, amina, "And it holds the water.")
    assert second.is_published
    remove(second, by=judge, reason="off_topic")
    assert say(sheet, amina, "Once more.").is_waiting


def test_removing_can_be_taken_back_and_tells_the_author(sheet, django_capture_on_commit_callbacks):
    amina, judge = friend("amina"), friend("judge", roles.MODERATOR)
    amina.email = "amina@example.org"
    amina.save()
    written = say(sheet, amina)
    with django_capture_on_commit_callbacks(execute=True):
        remove(written, by=judge, reason="private", words="Leave out the number.")
    assert "Leave out the number." in mail.outbox[-1].body
    undo(Decision.objects.get(), by=judge)
    written.refresh_from_db()
    assert written.state == PostState.PENDING


@pytest.mark.parametrize(
    "text",
    [
        "See [example.org](https://evil.test/)",
        "See https://еxample.org/",
        "See http://xn--80ak6aa92e.com",
        "a https://a.test b https://b.test c https://c.test",
        "turned \u202e around",
        "Z\u0336\u0337\u0338\u0339algo",
    ],
)
def test_what_looks_like_spam_waits_also_of_the_trusted(sheet, text):
    assert say(sheet, friend("rita", roles.REVIEWER), text).is_waiting
    assert say(sheet, friend("paul", roles.REVIEWER), "Plain words.").is_published


def test_the_same_text_twice_waits(sheet):
    rita = friend("rita", roles.REVIEWER)
    text = "Our compost is the best of all, ask us for a price today."
    assert say(sheet, rita, text).is_published
    assert say(sheet, friend("paul", roles.REVIEWER), text.upper() + "!").is_waiting


def test_a_flood_is_stopped_and_says_until_when(sheet):
    amina = friend("amina")
    for number in range(5):
        say(sheet, amina, f"Number {number}")
    with pytest.raises(limits.TooManyError) as caught:
        say(sheet, amina, "One more")
    assert caught.value.until


def test_three_trusted_readers_hide_a_post_and_others_do_not(sheet):
    written = say(sheet, friend("rita", roles.REVIEWER))
    for name in ("a", "b", "c", "d"):
        flag(written, by=friend(name), reason="rude")
    written.refresh_from_db()
    assert written.is_published
    for name in ("e", "f", "g"):
        flag(written, by=friend(name, roles.REVIEWER), reason="rude")
    written.refresh_from_db()
    assert written.is_waiting


def test_what_readers_hid_waits_also_when_its_author_changes_it(sheet):
    rita = friend("rita", roles.REVIEWER)
    written = say(sheet, rita)
    for name in ("e", "f", "g"):
        flag(written, by=friend(name, roles.REVIEWER), reason="rude")

    changed = actions.edit(written, by=rita, text="Still as rude.", language="en")

    assert changed.is_waiting
    assert publish(changed, by=User.objects.create_superuser("judge"))
    changed.refresh_from_db()
    assert changed.is_published


def test_who_gets_no_mail_any_more_hears_of_no_decision(sheet, django_capture_on_commit_callbacks):
    amina = friend("amina")
    member_of(amina)
    Member.objects.filter(user=amina).update(mail_stopped_at=timezone.now())
    written = say(sheet, User.objects.get(pk=amina.pk))

    with django_capture_on_commit_callbacks(execute=True):
        publish(written, by=User.objects.create_superuser("judge"))

    assert mail.outbox == []


def test_scripts_and_pictures_are_taken_out(client, sheet):
    say(sheet, friend("rita", roles.REVIEWER), "<script>alert(1)</script> ![x](https://a.test/x)")
    page = client.get(address(sheet)).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page


def test_forged_targets_and_parents_are_refused(client, sheet):
    rita = friend("rita", roles.REVIEWER)
    client.force_login(rita)
    assert (
        client.post(reverse("discussion:all", args=["user", rita.pk]), posted()).status_code == 404
    )
    assert (
        client.post(reverse("discussion:all", args=["sheet", 10**6]), posted()).status_code == 404
    )
    hidden = SheetFactory(live=False)
    assert client.post(address(hidden), posted()).status_code == 404
    elsewhere = say(sheet, rita)
    other = SheetFactory()
    with pytest.raises(actions.ClosedError):
        say(other, rita, parent=elsewhere)


def test_a_reply_to_a_reply_joins_the_thread(sheet):
    rita = friend("rita", roles.REVIEWER)
    top = say(sheet, rita, is_question=True)
    reply = say(sheet, rita, "An answer.", parent=top)
    again = say(sheet, rita, "And more.", parent=reply)
    assert again.parent == top
    assert not again.is_question


def test_an_accepted_answer_makes_the_questions_answered(client, sheet):
    asker, rita = friend("paul", roles.REVIEWER), friend("rita", roles.REVIEWER)
    question = say(sheet, asker, "How deep?", is_question=True)
    answer = say(sheet, rita, "Ten centimetres.", parent=question)
    with pytest.raises(actions.MayNotError):
        actions.accept(answer, by=friend("amina"))
    actions.accept(answer, by=asker)
    assert "Questions answered" in client.get(sheet.get_absolute_url()).content.decode()


def test_only_accepted_answers_are_told_to_search_engines_and_safely(client, sheet):
    asker, rita = friend("paul", roles.REVIEWER), friend("rita", roles.REVIEWER)
    for number in range(7):
        question = say(sheet, asker, f"How **deep** is {number}?", is_question=True)
        answer = say(sheet, rita, f"</script> & {number} cm.", parent=question)
        if number:
            actions.accept(answer, by=asker)

    page = client.get(sheet.get_absolute_url())

    (script,) = re.findall(r"<script[^>]*>([^<]*FAQPage[^<]*)</script>", page.text)
    (faq,) = json.loads(script)["@graph"]
    names = [one["name"] for one in faq["mainEntity"]]
    assert names == [f"How deep is {number}?" for number in range(6, 1, -1)]
    answers = [one["acceptedAnswer"]["text"] for one in faq["mainEntity"]]
    assert answers[0] == "</script> & 6 cm."
    assert len(gzip.compress(page.content, 6)) < 25_000
    assert len(gzip.compress(script.encode(), 6)) < 1_000
    actions.accept(answer, by=asker)
    assert "is 6" not in str(linked(client.get(sheet.get_absolute_url())))


def linked(page):
    """What it says to machines."""
    return re.findall(r'<script type="application/ld\+json">([^<]*)</script>', page.text)


def test_only_its_author_changes_or_deletes(client, sheet):
    written = say(sheet, friend("rita", roles.REVIEWER))
    with pytest.raises(actions.MayNotError):
        actions.edit(written, by=friend("amina"), text="x", language="en")
    actions.edit(written, by=written.author, text="Better said.", language="en")
    assert written.versions.get().text == WORDS
    actions.withdraw(written, by=written.author)
    written.refresh_from_db()
    assert (written.text, written.versions.count()) == ("", 0)


def test_a_changed_text_is_looked_at_like_a_new_one_and_changes_are_counted(client, sheet):
    rita = friend("rita", roles.REVIEWER)
    written = say(sheet, rita)
    client.force_login(rita)
    address = reverse("discussion:edit", args=[written.pk])
    client.post(address, posted("See [4p1000.org](https://evil.test/)"))
    assert Comment.objects.get().is_waiting
    for number in range(limits.CHANGES[0][1] - 1):
        assert client.post(address, posted(f"Version {number}")).status_code == 302
    refused = client.post(address, posted("Once more"))
    assert refused.status_code == 422
    assert "You may write again from" in refused.text
    assert "Once more" in refused.text
    assert Comment.objects.get().text == "Version 18"


def test_the_same_words_sent_twice_are_one_comment_until_some_time_has_passed(client, sheet):
    client.force_login(friend("rita", roles.REVIEWER))
    first, again = (client.post(address(sheet), posted()) for _twice in range(2))
    assert first["Location"] == again["Location"]
    Comment.objects.update(created_at=timezone.now() - actions.TWICE)
    client.post(address(sheet), posted())
    assert Comment.objects.count() == 2


def test_what_waits_is_nowhere_for_others(client, sheet):
    waits = say(sheet, friend("amina"))
    for name in ("comment", "history"):
        assert client.get(reverse(f"discussion:{name}", args=[waits.pk])).status_code == 404


def test_words_that_nobody_let_pass_do_not_come_out_by_the_history(client, sheet):
    waits = say(sheet, friend("amina"), "Buy my seeds.")
    waits = actions.edit(waits, by=waits.author, text=WORDS, language="en")
    publish(waits, by=friend("mo", roles.MODERATOR))
    actions.edit(waits, by=waits.author, text="We do it since 2018.", language="en")
    history = reverse("discussion:history", args=[waits.pk])
    text = client.get(history).text
    assert WORDS in text and "Buy my seeds." not in text
    client.force_login(waits.author)
    assert "Buy my seeds." in client.get(history).text

    sheet.live = False
    sheet.save()
    assert client.get(history).status_code == 404


def test_a_form_without_its_token_is_refused(sheet):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(sheet), posted()).status_code == 403


def queries(client, path):
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(path)
    return len(found)


def test_a_thousand_comments_ask_as_many_queries_as_ten(client, sheet):
    authors = [friend(f"f{number}", roles.REVIEWER) for number in range(10)]
    for author in authors:
        top = say(sheet, author, f"By {author.username}")
        say(sheet, author, f"Again {author.username}", parent=top)
    path = address(sheet)
    client.get(path)
    few = queries(client, path), queries(client, sheet.get_absolute_url())
    rows = [
        Comment(target=sheet, author=authors[n % 10], language="en", text=f"No {n}",
                state="published", parent=top if n % 2 else None)
        for n in range(1000)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)
    assert (queries(client, path), queries(client, sheet.get_absolute_url())) == few
    assert len(client.get(path).content) < 400_000


def test_a_moderator_clears_the_queue_with_a_tap_each(client, sheet, settings):
    settings.MEMBERS_SECOND_FACTOR = False
    for number in range(20):
        say(sheet, friend(f"f{number}"), f"Comment {number}")
    client.force_login(friend("judge", roles.MODERATOR))
    taps = 0
    while Comment.objects.waiting().exists():
        page = client.get(reverse("contributing:queue")).content.decode()
        action = re.search(r'action="(/en/moderation/comment/\d+/decide/)"', page)[1]
        do = "publish" if taps % 2 else "remove:spam"
        client.post(action, {"do": do})
        taps += 1
    assert taps == 20


def test_a_persons_page_lists_their_posts_and_takes_them_back(client, sheet, settings):
    settings.MEMBERS_SECOND_FACTOR = False
    amina = friend("amina")
    say(sheet, amina)
    client.force_login(friend("judge", roles.MODERATOR))
    assert WORDS in client.get(f"/en/contribute/review/person/{amina.pk}/").content.decode()
    roll_back = f"/en/contribute/review/person/{amina.pk}/roll-back/"
    for days, text in ((3, "Days ago"), (40, "Weeks ago")):
        written = say(sheet, amina, text)
        Comment.objects.filter(pk=written.pk).update(
            created_at=timezone.now() - timedelta(days=days)
        )
    page = client.get(roll_back).text
    assert re.findall(r"\b\w+: \d", page) == ["hours: 1", "days: 2", "All: 3"]
    for chosen, left in (("", 3), ("year", 3), ("day", 2), ("week", 1), ("all", 0)):
        client.post(roll_back, {"other": chosen})
        assert Comment.objects.waiting().count() == left, chosen
    assert Comment.objects.filter(state=PostState.REMOVED).count() == 3


def test_two_who_roll_back_the_same_person_take_each_post_once(sheet, monkeypatch):
    amina, judge = friend("amina"), friend("judge", roles.MODERATOR)
    found = [say(sheet, amina, text) for text in ("One", "Two")]
    monkeypatch.setattr(
        rolling_back, "_shown", lambda kind, *_: found if "comment" in kind.kind else []
    )
    remove(found[0], by=judge, reason="rude")
    assert rolling_back.roll_back_posts(amina, judge, "all") == 1
    assert Decision.objects.filter(reason="spam").count() == 1


def test_who_is_blocked_is_told_why_in_the_mailbox_alone(client, sheet):
    amina = friend("amina")
    EmailAddress.objects.create(user=amina, email=amina.email, verified=True, primary=True)
    block(amina, by=friend("judge", roles.MODERATOR), reason="Advertising, again.")
    known = client.post("/en/account/login/", {"login": amina.email})
    assert "Advertising, again." in mail.outbox[-1].body
    unknown = Client().post("/en/account/login/", {"login": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_who_leaves_keeps_what_is_public_without_a_name(client, sheet):
    amina, judge = friend("amina"), friend("judge", roles.MODERATOR)
    public = say(sheet, amina)
    publish(public, by=judge)
    removed = say(sheet, amina, "My telephone is 1234.")
    remove(removed, by=judge, reason="private")
    assert {"comments", "flags_of_posts"} <= set(export_of(amina))
    delete_account(amina)
    removed.refresh_from_db()
    assert removed.text == ""
    page = client.get(address(sheet)).content.decode()
    assert WORDS in page and "Former contributor" in page


def test_a_comment_says_that_nothing_translates_it_or_where(client, sheet, settings):
    say(sheet, friend("rita", roles.REVIEWER))
    path = address(sheet).replace("/en/", "/fr/")
    assert "rien ne le traduit ici" in client.get(path).content.decode()
    settings.TRANSLATE_LINK = "https://t.test/?from={from}&to={to}&text={text}"
    page = client.get(path).content.decode()
    assert "https://t.test/?from=en&amp;to=fr&amp;text=We%20do%20it" in page
    assert check_translate_link() == []
    settings.TRANSLATE_LINK = "http://t.test/{text}"
    assert [error.id for error in check_translate_link()] == ["discussion.E001"]
