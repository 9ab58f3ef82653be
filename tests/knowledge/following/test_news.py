"""What is told of each kind, and what is not: only what is public, and nothing of one's own."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.contributing.actions import approve, send
from knowledge.discussion.models import Comment
from knowledge.following import actions
from knowledge.following.models import Follow
from knowledge.following.reading import feed_news, followed, lately
from practices.models import Practice, PracticeSheet, Term, Zone
from practices.models.field_reports import FieldReport
from tests.factories import SheetFactory
from tests.knowledge.contributing.people import FIRST, person, reviewer
from tests.knowledge.contributing.test_proposals import change_of, new_sheet
from tests.knowledge.wiki.factories import change, write
from tests.search.factories import apply_practice, site

pytestmark = pytest.mark.django_db


def sheet(**fields):
    return SheetFactory(first_published_at=timezone.now(), **fields)


def texts(*follows):
    return [news.text for row in lately(list(follows)) for news in row.news]


def comment(target, author, **fields):
    kind = ContentType.objects.get_for_model(target)
    given = {"language": "en", "text": "Good.", "state": "published", **fields}
    return Comment.objects.create(content_type=kind, object_id=target.pk, author=author, **given)


def test_a_sheet_tells_of_changes_comments_and_reports_but_not_of_what_waits(ada, make_person):
    bo, rita = make_person("bo@example.org"), reviewer()
    made = approve(send(new_sheet(person("author", "add_proposal"), FIRST)), user=rita).target
    follow = actions.follow("sheet", str(made.pk), user=ada)
    comment(made, bo)
    comment(made, bo, state="pending")
    comment(made, bo, state="removed")
    comment(made, ada)
    FieldReport.objects.create(sheet=made, author=bo, doing="does", state="published")
    FieldReport.objects.create(sheet=made, author=ada, doing="does", state="pending")
    approve(send(change_of(made, bo, limits__barriers="Few."), note="Barriers"), user=rita)
    (row,) = lately([follow])
    name = f"Contributor {bo.pk}"
    assert sorted(news.text for news in row.news) == [
        f"{name} does it on their land.",
        f"{name} wrote a comment.",
        "The sheet was changed.",
    ]
    assert [news.note for news in row.news if "changed" in news.text] == ["Barriers"]
    PracticeSheet.objects.filter(pk=made.pk).update(live=False)
    (row,) = lately([follow])
    assert (row.followed, row.news) == (None, [])
    assert followed("sheet", str(made.pk)) is None


def test_a_practice_tells_of_new_sheets_of_its_kinds(ada):
    parent = Practice.objects.filter(children__isnull=False).first()
    follow = actions.follow("practice", str(parent.pk), user=ada)
    apply_practice(sheet(text__title="Below"), parent.children.first())
    apply_practice(sheet(text__title="Beside"), parent.children.first(), role="context")
    apply_practice(sheet(text__title="Draft", live=False), parent)
    comment(parent, reviewer())
    assert any("Below" in text for text in texts(follow))
    assert not any("Beside" in text or "Draft" in text for text in texts(follow))
    assert any("comment" in text for text in texts(follow))


def test_places_tell_of_new_sheets_from_there(ada):
    zone = Zone.objects.get(scheme="koppen", code="BSh")
    ghana = Term.objects.get(vocabulary__code="country", code="GHA")
    site(sheet(text__title="Kpeve"), (zone, "modelled"), country=ghana)
    assert followed("zone", "koppen-BSh").url.endswith("climate=BSh")
    for kind, key in [("zone", "koppen-BSh"), ("zone", "koppen-B")]:
        assert [one.text for one in feed_news(kind, key)] == ["New sheet: Kpeve"]
    for key in ("GHA", "011", "002"):
        assert [one.text for one in feed_news("region", key)] == ["New sheet: Kpeve"]
    assert feed_news("region", "FRA") == []
    for kind, key in [
        ("zone", "koppen-XX"),
        ("region", "ZZZ"),
        ("person", "x"),
        ("sheet", "9" * 30),
    ]:
        assert followed(kind, key) is None


def test_a_wiki_page_tells_of_its_versions_but_of_no_hidden_one(ada, make_person):
    bo, page = make_person("bo@example.org"), write()
    follow = actions.follow("wiki", str(page.pk), user=ada)
    change(page, text="More.", user=bo, note="Added")
    hidden = change(page, text="Dirty", user=bo, note="dirty").latest_revision
    change(page, text="Clean", user=ada)
    from knowledge.wiki.actions import hide_version

    hide_version(page, version=hidden, user=reviewer(), reason="x")
    (row,) = lately([follow])
    assert [news.note for news in row.news] == ["Added"]


def test_a_person_shows_only_what_is_public_and_one_who_left_nothing(ada, make_person):
    bo, rita = person("bo", "add_proposal"), reviewer()
    from knowledge.members.actions import delete_account, member_of

    member_of(bo)
    draft = new_sheet(bo, FIRST | {"start-title": "Secret"})
    public = approve(send(new_sheet(bo, FIRST)), user=rita).target
    comment(public, bo)
    comment(public, bo, state="pending")
    follow = actions.follow("person", str(bo.pk), user=ada)
    told = [one.text for one in feed_news("person", str(bo.pk))]
    assert len(told) == 2
    assert not any("Secret" in text for text in told), draft
    delete_account(bo)
    assert followed("person", str(bo.pk)) is None
    assert not Follow.objects.filter(pk=follow.pk).exists()


def asked_of(user):
    rows = list(Follow.objects.filter(user=user))
    with CaptureQueriesContext(connection) as captured:
        lately(rows)
    return len(captured)


def test_sixty_follows_ask_no_more_than_twenty(ada):
    practices = list(Practice.objects.all()[:4])
    for n in range(60):
        made = sheet()
        apply_practice(made, practices[n % 4])
        comment(made, reviewer(f"r{n}"))
        actions.follow("sheet", str(made.pk), user=ada)
        if n == 9:
            for one in practices:
                actions.follow("practice", str(one.pk), user=ada)
        if n == 19:
            few = asked_of(ada)
    assert asked_of(ada) == few <= 20
