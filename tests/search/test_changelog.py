"""Numbers follow commits: nothing is stepped over, nothing is kept twice."""

import threading

import pytest
from django.db import connection, transaction

from practices.signals import sheets_changed
from search.delivery import changelog
from search.models import Change


def sheets_after(position):
    changelog.last_number()
    return [sheet for _, sheet in changelog.after(position, 100)]


@pytest.mark.django_db
def test_changes_are_numbered_in_order():
    changelog.record([7, 5])
    first = changelog.last_number()
    changelog.record([9])
    assert sheets_after(0) == [5, 7, 9]
    assert sheets_after(first) == [9]
    assert changelog.last_number() > first


@pytest.mark.django_db
def test_nothing_new_leaves_the_last_number():
    changelog.record([1])
    assert changelog.last_number() == changelog.last_number()


@pytest.mark.django_db
def test_a_new_log_stands_at_zero():
    assert changelog.last_number() == 0
    assert sheets_after(0) == []


@pytest.mark.django_db
def test_only_the_latest_change_of_a_sheet_is_kept():
    changelog.record([1, 2])
    changelog.last_number()
    changelog.record([1])
    assert sheets_after(0) == [2, 1]
    assert Change.objects.count() == 2


@pytest.mark.django_db
def test_numbers_do_not_start_again_when_ids_have_gaps():
    changelog.record([1])
    first = changelog.last_number()
    Change.objects.create(pk=Change.objects.get().pk + 1000, sheet_id=2)
    changelog.record([3])
    assert sorted(sheets_after(first)) == [2, 3]


@pytest.mark.django_db
def test_the_signal_writes_into_the_log():
    sheets_changed.send(sender=None, ids=[3, 4, 3])
    assert sheets_after(0) == [3, 4]


@pytest.mark.django_db
def test_a_rolled_back_change_leaves_no_row():
    with pytest.raises(RuntimeError), transaction.atomic():
        sheets_changed.send(sender=None, ids=[3])
        raise RuntimeError
    assert changelog.last_number() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_slow_transaction_is_not_stepped_over():
    """It draws its ids first, commits last, and an index has moved on in between."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL as the database: make test-postgres")
    has_written, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            changelog.record([100])
            has_written.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert has_written.wait(10)
    changelog.record([200])
    position = changelog.last_number()
    assert sheets_after(0) == [200]
    may_commit.set()
    thread.join()
    assert changelog.last_number() > position
    assert sheets_after(position) == [100]
    assert Change.objects.get(sheet_id=100).pk < Change.objects.get(sheet_id=200).pk


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_number_at_once_give_no_number_twice():
    """A number that is seen is never followed by a lower one."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL as the database: make test-postgres")
    changelog.last_number()
    seen = []

    def work(start):
        for sheet in range(start, start + 40):
            changelog.record([sheet])
            position = changelog.last_number()
            seen.append((position, {number for number, _ in changelog.after(0, 1000)}))
        connection.close()

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    final = {number for number, _ in changelog.after(0, 1000)}
    assert len(final) == 120
    for position, numbers in seen:
        assert {number for number in final if number <= position} <= numbers
