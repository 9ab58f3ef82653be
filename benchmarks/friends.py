"""Do pages stay as fast where a community talks much? A large number beside a small one.

    python -m benchmarks.friends
    POSTGRES_URL=postgres://postgres@127.0.0.1:5432/postgres python -m benchmarks.friends

The bundled records with 2,000 members, 10,000 comments, 2,000 reports from the field, 2,000
follows of which 200 are saved searches, and 200 posts that wait (community/making.py). Each page is
asked with much and with little on it in turns, through the whole stack in this process; times are
by the clock, as a database may be another process. "times" is the much by the little. Queries
are those of one request. A database of its own is made and dropped.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from benchmarks.community.making import Community

ROUNDS, WARMING = 20, 2
Act = Callable[[], Any]


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        run(folder, f"sqlite:///{Path(folder) / 'db.sqlite3'}", "SQLite")
    if server := os.environ.get("POSTGRES_URL"):
        from benchmarks.editors import database

        with database(server) as url, tempfile.TemporaryDirectory() as folder:
            run(folder, url, "PostgreSQL")


def run(folder: str, url: str, name: str) -> None:
    """Each part in a process of its own, whose memory is its own too."""
    print(f"\n{name}; n={ROUNDS}, ms by the clock", flush=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "knowledge.settings.dev",
        "DEBUG": "off",
        "EMAIL_URL": "dummymail://",
        "VAR_DIR": folder,
        "DATABASE_URL": url,
    }
    setup = [sys.executable, "manage.py", "setup"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(setup, env=environment, check=True, **quiet)
    for part in (["friends", "pages"], ["community.mailing"]):
        command = [sys.executable, "-m", f"benchmarks.{part[0]}", *part[1:]]
        subprocess.run(command, env=environment, check=True)


@dataclass(frozen=True)
class Turn:
    """What is measured, and what is done before it each time and not measured."""

    act: Act
    prepare: Act = lambda: None


@dataclass(frozen=True)
class Pair:
    name: str
    much: Turn
    little: Turn


def pages() -> None:
    from benchmarks.community.making import make

    started = time.perf_counter()
    community = make()
    print(f"the community was made in {time.perf_counter() - started:.0f} s")
    heads = ("much: p50", "p95", "little: p50", "p95", "times", "queries")
    print(f"{'':28}" + "".join(f"{one:>12}" for one in heads), flush=True)
    for pair in [*public(community), *writing(community), *deciding(community)]:
        report(pair)


def public(community: "Community") -> list[Pair]:
    """What everybody may read."""
    nobody, reader, sheet = browser(None), browser(community.others[0]), community.busy
    talk = address("discussion:all", "sheet", sheet.pk)
    feed = address("following:feed", "sheet", sheet.pk)
    paths = {
        "sheet, signed out": (nobody, sheet.get_absolute_url()),
        "sheet, signed in": (reader, sheet.get_absolute_url()),
        "discussion, first page": (reader, talk),
        "discussion, last page": (reader, f"{talk}?page={community.pages}"),
        "reports of a sheet": (reader, address("friends:reports", sheet.pk)),
        "feed of a sheet": (nobody, feed),
    }
    return [crowded(name, sheet, partial(visit, *path)) for name, path in paths.items()]


def writing(community: "Community") -> list[Pair]:
    from knowledge.members.actions.exporting import export_of

    exports = [Turn(partial(export_of, user)) for user in (community.talker, community.shy)]
    post = partial(write, iter(community.others), community.busy)
    return [
        crowded("signing in, writing there", community.busy, post),
        Pair("a person's export", *exports),
    ]


def deciding(community: "Community") -> list[Pair]:
    from django.contrib.auth.models import User

    moderator = browser(User.objects.create_superuser("moderator"))
    people = (community.talker, community.shy)
    paths = [address("contributing:review_person", one.pk) for one in people]
    return [
        Pair("queue: 200 wait, 20 wait", *queues(moderator)),
        Pair("a person's posts", *(Turn(partial(visit, moderator, one)) for one in paths)),
    ]


def crowded(name: str, sheet: Any, act: Act) -> Pair:
    """The same sheet with all that is said on it, and with two threads and ten reports."""
    from knowledge.discussion.models import Comment
    from practices.models import FieldReport, PracticeSheet

    other = PracticeSheet.objects.published().order_by("pk").last()
    few = list(Comment.objects.of(sheet).top().values_list("pk", flat=True)[:2])
    comments = Comment.objects.of(sheet).exclude(pk__in=few).exclude(parent__in=few)
    talk = list(comments.values_list("pk", flat=True))
    reports = list(FieldReport.objects.filter(sheet=sheet).values_list("pk", flat=True)[10:])

    def move(to: Any) -> None:
        Comment.objects.filter(pk__in=talk).update(object_id=to.pk)
        FieldReport.objects.filter(pk__in=reports).update(sheet=to)

    return Pair(name, Turn(act, partial(move, sheet)), Turn(act, partial(move, other)))


def address(name: str, *args: Any) -> str:
    from django.urls import reverse

    return reverse(name, args=args)


def browser(user: Any) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    if user:
        client.force_login(user)
    return client


def visit(client: Any, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")


def write(people: Iterator[Any], sheet: Any) -> None:
    """Each time another person, as nobody may write so much."""
    person = next(people)
    client = browser(person)
    words = {"text": f"What do goats eat there? {person.pk}", "language": "en"}
    path = address("discussion:all", "sheet", sheet.pk)
    answer = client.post(path, words)
    if answer.status_code != 302:
        raise SystemExit(f"{path} answered {answer.status_code} to words")


def queues(moderator: Any) -> tuple[Turn, Turn]:
    """The same page; nine of ten that wait are published before it is little."""
    from knowledge.discussion.models import Comment

    waiting = list(Comment.objects.waiting().values_list("pk", flat=True))
    most = Comment.objects.filter(pk__in=waiting[len(waiting) // 10 :])
    look = partial(visit, moderator, address("contributing:queue"))
    return tuple(Turn(look, partial(most.update, state=one)) for one in ("pending", "published"))


def report(pair: Pair) -> None:
    """They take turns, so that a busy moment of the machine strikes both."""
    much, little = [], []
    for number in range(WARMING + ROUNDS):
        taken = timed(pair.much), timed(pair.little)
        if number >= WARMING:
            much.append(taken[0])
            little.append(taken[1])
    times = [median(much), quantiles(much, n=20)[-1], median(little), quantiles(little, n=20)[-1]]
    said = "".join(f"{one:12.1f}" for one in [*times, times[0] / times[2]])
    print(f"{pair.name:28}{said}{queries(pair.much):8}, {queries(pair.little)}", flush=True)


def timed(turn: Turn) -> float:
    """ms."""
    turn.prepare()
    started = time.perf_counter()
    turn.act()
    return (time.perf_counter() - started) * 1000


def queries(turn: Turn) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    turn.prepare()
    with CaptureQueriesContext(connection) as captured:
        turn.act()
    return len(captured)


if __name__ == "__main__":
    if "pages" in sys.argv:
        django.setup()
        pages()
    else:
        main()
