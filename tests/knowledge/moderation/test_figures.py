"""What moderators did, by month."""

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.discussion.actions import write
from knowledge.moderation.actions import flag, publish, remove, undo
from knowledge.moderation.figures import by_month
from knowledge.moderation.models import Decision, Hold
from tests.factories import SheetFactory
from tests.knowledge.contributing.people import person

pytestmark = pytest.mark.django_db


def comment(number=0):
    author = person(f"author{number}", "take_part")
    return write(SheetFactory(), author=author, text=f"Word {number}", language="en")


def at(moment, post, waited):
    Decision.objects.of(post).update(at=moment)
    Hold.objects.of(post).update(at=moment - waited)


def test_a_month_counts_what_was_decided_in_it_and_how_long_it_had_waited():
    judge = person("judge", is_superuser=True)
    shown, other, removed = comment(1), comment(2), comment(3)
    for post in (shown, other):
        publish(post, by=judge)
    undo(remove(removed, by=judge, reason="spam"), by=judge)
    june = datetime(2026, 6, 30, 12, tzinfo=UTC)
    at(june, shown, timedelta(minutes=90))
    at(june, other, timedelta(minutes=210))
    at(datetime(2026, 7, 2, 12, tzinfo=UTC), removed, timedelta(minutes=1))

    july, before = by_month()

    assert (before.published, before.removed, before.undone) == (2, 0, 0)
    assert before.waited == timedelta(minutes=150)
    assert before.hours_waited == 3
    assert (july.published, july.removed, july.undone, july.hours_waited) == (0, 1, 1, 1)


def test_a_flag_counts_in_the_month_it_was_told():
    post = comment()
    publish(post, by=person("judge", is_superuser=True))

    flag(post, by=person("reader", "take_part"), reason="rude")

    [month] = by_month()
    assert (month.flags, month.decided) == (1, 1)


def test_the_page_of_figures_asks_two_queries_for_any_number_of_months(
    client, django_assert_max_num_queries
):
    judge = person("judge", is_superuser=True)
    client.force_login(judge)
    for number in range(3):
        post = comment(number)
        publish(post, by=judge)
        at(datetime(2026, 3 + number, 5, tzinfo=UTC), post, timedelta(hours=2))

    with django_assert_max_num_queries(2):
        months = by_month()
    page = client.get("/fr/moderation/figures/").content.decode()

    assert len(months) == 3
    assert "mai 2026" in page
    assert "2 h" in page.replace("\u202f", " ").replace("\xa0", " ")
