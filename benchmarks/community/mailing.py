"""How long one run of the mails about what people follow takes, and in how much memory.

Part of `benchmarks.friends`, in a process of its own; no mail is sent.
"""

import resource
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import django

FEW, MANY = 200, 2_000
"""Members for whom one run writes mails."""


def main() -> None:
    """Of FEW and of MANY members, each with one follow; then the searches again, seen by now."""
    from django.contrib.auth.models import User

    from knowledge.following.models import NewsMail

    members = list(User.objects.filter(username__startswith="member-").order_by("-pk"))
    print(f"looking into 200 saved searches: {seconds(look):.1f} s, again: {seconds(look):.1f} s")
    tell(members[:FEW])  # whatever is done but once
    for count in (FEW, MANY):
        before = peak()
        took = seconds(partial(tell, members[:count]))
        print(
            f"{count:,} members, {NewsMail.objects.count()} mails: {took * 1000 / count:.1f} s "
            f"for 1,000 members, peak {before:.0f} -> {peak():.0f} MB"
        )


def look() -> None:
    from knowledge.following.actions import look_into_searches

    look_into_searches()


def tell(members: list[Any]) -> None:
    """Only they have not been told for two days."""
    from django.utils import timezone

    from knowledge.following.actions import write_mails
    from knowledge.following.models import Follow, NewsMail

    NewsMail.objects.all().delete()
    Follow.objects.update(told_at=timezone.now())
    Follow.objects.filter(user__in=members).update(told_at=timezone.now() - timedelta(days=2))
    write_mails()


def seconds(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def peak() -> float:
    """MB that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    django.setup()
    main()
