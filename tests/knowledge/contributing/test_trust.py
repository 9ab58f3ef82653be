"""Who publishes before the review: a rule, and how far a person is, which they see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.contributing.models import Proposal
from knowledge.contributing.trust import is_trusted, standing
from tests.knowledge.contributing.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    return person("ama", date_joined=timezone.now() - timedelta(days=31))


def decided(author, state, count=1, days_ago=1):
    at = timezone.now() - timedelta(days=days_ago)
    for _number in range(count):
        Proposal.objects.create(
            kind="sheet", language="en", author=author, state=state, decided_at=at, reviewed_at=at
        )


def test_five_approved_and_a_month_are_enough_and_four_are_not(ama):
    decided(ama, Proposal.State.APPROVED, 4)
    assert not is_trusted(ama) and standing(ama).approved == 4
    decided(ama, Proposal.State.APPROVED)
    assert is_trusted(ama)


def test_a_new_account_is_not_trusted_whatever_it_wrote():
    ben = person("ben")
    decided(ben, Proposal.State.APPROVED, 9)
    assert not is_trusted(ben)


@pytest.mark.parametrize("state", [Proposal.State.RETURNED, Proposal.State.UNDONE])
def test_what_was_sent_back_counts_for_ninety_days(ama, state):
    decided(ama, Proposal.State.APPROVED, 5)
    decided(ama, state, days_ago=91)
    assert is_trusted(ama)
    decided(ama, state, days_ago=89)
    assert not is_trusted(ama)
    assert standing(ama).counts_until.date() == (timezone.now() + timedelta(days=1)).date()


def test_what_nobody_reviewed_yet_does_not_count(ama):
    decided(ama, Proposal.State.APPROVED, 5)
    Proposal.objects.update(reviewed_at=None)
    assert standing(ama).approved == 0


def test_it_costs_one_query(ama, django_assert_num_queries):
    ama.has_perm("x.y")
    with django_assert_num_queries(1):
        standing(ama)


@pytest.mark.parametrize("name", ["contributing:mine", "members:account"])
def test_a_person_sees_the_rule_and_how_far_they_are(client, ama, name):
    client.force_login(ama)
    decided(ama, Proposal.State.APPROVED, 3)
    decided(ama, Proposal.State.RETURNED)
    html = " ".join(client.get(reverse(name)).content.decode().split())

    assert "3 of 5 proposals approved" in html and "30 of 30 days" in html
    assert "the last one counts until" in html
    Proposal.objects.filter(state=Proposal.State.RETURNED).delete()
    decided(ama, Proposal.State.APPROVED, 2)
    assert "At once, as you have earned trust" in client.get(reverse(name)).content.decode()
