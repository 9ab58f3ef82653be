"""What several do in the same moment, on a database that lets them: nothing twice, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from knowledge.discussion import actions
from knowledge.discussion.models import Comment, CommentVersion
from knowledge.members import roles
from knowledge.members.roles import prepare_roles
from knowledge.moderation import limits
from knowledge.moderation.actions import DecidedError, flag, publish, remove
from knowledge.moderation.models import Decision, PostFlag
from tests.factories import SheetFactory
from tests.knowledge.discussion.test_discussion import WORDS, friend, say
from tests.knowledge.wiki.factories import have_a_root

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sheet(vocabularies):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL as the database: make test-postgres")
    have_a_root()
    prepare_roles()
    return SheetFactory()


def at_once(*acts):
    """The kinds of what each returned or raised, by name."""
    ready = Barrier(len(acts))

    def run(act):
        ready.wait(10)
        try:
            return type(act()).__name__
        except (DecidedError, limits.TooManyError, actions.MayNotError) as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_a_second_tap_makes_no_second_comment(sheet):
    amina = friend("amina")
    assert at_once(*[lambda: say(sheet, amina)] * 4) == ["Comment"] * 4
    assert Comment.objects.get().text == WORDS


def test_the_limit_holds_for_ten_at_once(sheet):
    amina = friend("amina")
    acts = [lambda n=n: say(sheet, amina, f"Number {n}") for n in range(10)]
    assert at_once(*acts) == ["Comment"] * 5 + ["TooManyError"] * 5
    assert Comment.objects.count() == 5


def test_two_flags_of_one_person_are_one(sheet):
    written, amina = say(sheet, friend("rita", roles.REVIEWER)), friend("amina")
    acts = [lambda r=r: flag(written, by=amina, reason=r) for r in ("rude", "spam")]
    assert at_once(*acts) == ["PostFlag"] * 2
    assert PostFlag.objects.count() == 1


def test_of_two_moderators_one_decides(sheet):
    written = say(sheet, friend("amina"))
    one, other = friend("one", roles.MODERATOR), friend("other", roles.MODERATOR)
    done = at_once(
        lambda: remove(written, by=one, reason="spam"),
        lambda: remove(written, by=other, reason="rude"),
    )
    assert done == ["DecidedError", "Decision"]
    assert Decision.objects.count() == 1


def test_a_change_and_a_decision_do_not_wait_for_each_other_for_ever(sheet):
    """The one holds its author, the other the comment."""
    amina, judge = friend("amina"), friend("judge", roles.MODERATOR)
    for number in range(4):
        written = say(sheet, amina, f"{WORDS} {number}")
        done = at_once(
            lambda it=written: actions.edit(it, by=amina, text="Better said.", language="en"),
            lambda it=written: publish(it, by=judge),
        )
        assert "Comment" in done
    assert CommentVersion.objects.count() == 4
