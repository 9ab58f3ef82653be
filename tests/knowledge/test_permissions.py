"""Each role at each address of the site, by reading and by posting.

The addresses are those of the urlconf: one that has no row here fails. Wagtail's own pages, and the
door with its keys, are their makers' (tests/knowledge/members).
"""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from knowledge.contributing.actions import approve, begin, send, tell_error
from knowledge.discussion.actions import write as comment
from knowledge.members import roles
from knowledge.moderation.actions import keep
from knowledge.moderation.models import Decision
from knowledge.regions.models import Mandate, Offer
from practices.actions import field_reporting as acts
from practices.actions.field_reporting import Said
from practices.models import Evidence, HeldChange, ImportRun, PracticeSheet, SourceRecord
from tests.factories import SourceFactory
from tests.knowledge.contributing.people import FIRST, MEASURED, person
from tests.knowledge.contributing.test_proposals import change_of, new_sheet
from tests.knowledge.members.conftest import *  # noqa: F403
from tests.knowledge.wiki.factories import write

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ALL = ("reader", *roles.ROLES)
PEOPLE = ALL[1:]
REVIEWERS = ("reviewer", "moderator", "secretariat")
IMPORTS = (*REVIEWERS, "data_manager")
MODERATORS = ("moderator", "secretariat")
SECRETARIAT = ("secretariat",)
NOBODY = ()
"""Beside whose it is: the object is another person's."""

# Address -> who may read it, who may post to it; None where it takes no such request.
READ_BY_ALL = {
    "contributing": ("start", "worker", "new", "alike", "history", "most_wanted", "translations"),
    "wiki": (
        *("index", "changes", "changes_feed", "wanted", "orphans", "categories", "page"),
        *("history", "compare", "version", "proposed", "links", "translations", "translate"),
    ),
    "practices": ("sheet", "practice_list", "practice"),
    "discussion": ("history",),
    "search": ("results", "export", "outlines", "feed"),
    "api-v1": (
        *("openapi-json", "search", "search_map", "suggest", "sheets", "sheet", "practices"),
        *("zones", "sources", "api-root"),
    ),
    "": (
        *("home", "about", "method", "privacy", "sources", "robots", "sitemap"),
        "account_inactive",
    ),
}
MAY = {
    **{
        f"{space}:{name}".lstrip(":"): (ALL, None)
        for space, names in READ_BY_ALL.items()
        for name in names
    },
    "contributing:mine": (PEOPLE, None),
    "contributing:change": (ALL, ALL),
    "contributing:translate": (ALL, ALL),
    "contributing:po_file": (ALL, None),
    "contributing:upload_po": (None, PEOPLE),
    "contributing:edit": (NOBODY, None),
    "contributing:keep": (None, NOBODY),
    "contributing:settle": (NOBODY, NOBODY),
    "contributing:preview": (NOBODY, None),
    "contributing:claim": (NOBODY, None),
    "contributing:withdraw": (None, NOBODY),
    "contributing:discard": (None, NOBODY),
    "contributing:tell_error": (ALL, ALL),
    # Whoever may not publish proposes to go back.
    "contributing:restore": (None, ALL),
    "contributing:queue": (IMPORTS, None),
    "contributing:due": (REVIEWERS, None),
    "contributing:review_proposal": (REVIEWERS, REVIEWERS),
    "contributing:review_measurement": (REVIEWERS, REVIEWERS),
    "contributing:review_import": (IMPORTS, IMPORTS),
    "contributing:review_flag": (REVIEWERS, REVIEWERS),
    "contributing:confirm": (None, REVIEWERS),
    "contributing:review_person": (REVIEWERS, None),
    "contributing:roll_back": (MODERATORS, MODERATORS),
    "discussion:all": (ALL, ALL),
    "discussion:comment": (ALL, ALL),
    "discussion:send": (PEOPLE, None),
    "discussion:edit": (NOBODY, NOBODY),
    "discussion:withdraw": (None, NOBODY),
    "discussion:accept": (None, MODERATORS),
    "moderation:post": (MODERATORS, None),
    "moderation:decide": (None, MODERATORS),
    "moderation:undo": (None, MODERATORS),
    "moderation:figures": (MODERATORS, None),
    "moderation:flag": (PEOPLE, PEOPLE),
    # Who has not signed in is told why there is nothing.
    "wiki:watched": (ALL, None),
    "wiki:restore": (None, REVIEWERS),
    "friends:directory": (ALL, None),
    "friends:mine": (PEOPLE, PEOPLE),
    "friends:person": (ALL, None),
    "friends:reports": (ALL, None),
    "friends:report": (ALL, ALL),
    "friends:withdraw": (None, NOBODY),
    "friends:reports_file": (ALL, None),
    "friends:photo": (ALL, None),  # of one browser: tests/knowledge/friends/test_photos.py
    "friends:send": (PEOPLE, None),
    "friends:peers": (PEOPLE, None),
    "friends:answer": (None, NOBODY),
    "regions:index": (ALL, None),
    "regions:region": (ALL, None),
    "regions:offer": (PEOPLE, PEOPLE),
    "regions:mine": (PEOPLE, None),
    "regions:give": (SECRETARIAT, SECRETARIAT),
    "regions:offered": (SECRETARIAT, SECRETARIAT),
    # Whose it is, or the secretariat.
    "regions:end": (None, SECRETARIAT),
    "regions:accept": (None, NOBODY),
    "regions:show": (None, NOBODY),
    "regions:seen": (None, NOBODY),
    "wiki:rename": (REVIEWERS, REVIEWERS),
    "wiki:hide": (MODERATORS, MODERATORS),
    "wiki:show": (None, MODERATORS),
    "following:mine": (PEOPLE, None),
    "following:follow": (ALL, PEOPLE),
    "following:search": (ALL, PEOPLE),
    "following:feed": (ALL, None),
    "following:stop": (ALL, ALL),
    "following:again": (None, PEOPLE),
    "following:rhythm": (None, PEOPLE),
    "following:end": (None, PEOPLE),
    "wiki:mend": (ALL, ALL),
    "members:account": (PEOPLE, PEOPLE),
    "members:terms": (PEOPLE, PEOPLE),
    "members:agree": (PEOPLE, PEOPLE),
    "members:export": (PEOPLE, None),
    "members:delete": (PEOPLE, PEOPLE),
    "members:sign_out_elsewhere": (None, PEOPLE),
    "members:remove_password": (None, PEOPLE),
    "members:second_key": (PEOPLE, None),
    "members:invitations": (REVIEWERS, REVIEWERS),
    "members:invited": (ALL, None),
    "members:people": (MODERATORS, None),
    "members:person": (MODERATORS, MODERATORS),
}
OTHERS = ("allauth.", "wagtail.", "django.")


def addresses(resolver=None, space=""):
    """Name and the names of its arguments; of what this project answers itself."""
    for one in (resolver or get_resolver()).url_patterns:
        if not isinstance(one, URLPattern):
            if not one.pattern.regex.pattern.startswith("^admin"):
                yield from addresses(one, one.namespace or space)
        elif one.name and not one.lookup_str.startswith(OTHERS):
            yield f"{space}:{one.name}".lstrip(":"), tuple(one.pattern.converters)
        elif one.name == "sitemap":
            yield one.name, ("section",)


def test_every_address_has_its_row():
    found = {name for name, _arguments in addresses() if not name.startswith("wagtail")}
    assert found == set(MAY)


@pytest.fixture
def objects(all_roles):
    """One of each kind, none of them of a person who asks."""
    author, judge = person("author", "add_proposal"), person("judge", is_superuser=True)
    sheet = approve(send(new_sheet(author, FIRST | MEASURED)), user=judge).target
    sheet = PracticeSheet.objects.get(pk=sheet.pk)
    approve(send(change_of(sheet, author, limits__barriers="Few.")), user=judge)
    page = write()
    question = comment(sheet, author=judge, text="How deep?", language="en", is_question=True)
    answer = comment(sheet, author=judge, text="Ten cm.", language="en", parent=question)
    keep(answer, by=judge)
    run = ImportRun.objects.create(source=SourceFactory(), location="x")
    record = SourceRecord.objects.create(
        source=run.source, external_id="1", retrieved_at=timezone.now()
    )
    mandate = Mandate.objects.create(user=author, role="correspondent", place="GHA")
    offer = Offer.objects.create(user=author, place="GHA", language="en")
    told = acts.report(sheet.pk, Said("does"), author=author, state="published")
    return {
        "report": told,
        "mandate": mandate,
        "offer": offer,
        "draft": new_sheet(author, FIRST | {"start-title": "Other"}),
        "sent": send(change_of(sheet, person("ben"), limits__barriers="None.")),
        "sheet": sheet,
        "page": page,
        "author": author,
        "measurement": Evidence.objects.get(sheet=sheet),
        "flag": tell_error(sheet, reason="Wrong.", language="en", user=None),
        "held": HeldChange.objects.create(record=record, run=run),
        "answer": answer,
        "decision": Decision.objects.get(),
        "wiki": begin(kind="wiki", author=author, language="en", target=page),
    }


def arguments_of(name, wanted, objects):
    """Of an object that is there, so that nobody is refused because it is not."""
    space, _colon, last = name.rpartition(":")
    one = {
        "contributing:review_measurement": "measurement",
        "contributing:review_flag": "flag",
        "contributing:review_import": "held",
        "contributing:review_person": "author",
        "contributing:roll_back": "author",
        "moderation:undo": "decision",
        "members:person": "author",
        "friends:person": "author",
        "friends:answer": "report",
        "regions:offered": "offer",
        "regions:end": "mandate",
        "regions:accept": "mandate",
        "regions:show": "mandate",
        "regions:seen": "mandate",
    }.get(name, "page" if space == "wiki" else "sheet")
    is_post = space == "moderation" and "kind" in wanted
    if is_post or (space == "discussion" and "kind" not in wanted and wanted):
        one = "answer"
    revision = objects[one].latest_revision_id if one in ("page", "sheet") else 0
    values = {
        "pk": objects[one].pk,
        "id": objects["sheet"].pk,
        "kind": "comment" if is_post else "sheet",
        "key": objects["sent" if last.startswith("review") else "draft"].key,
        "language": "fr",
        "slug": "x",
        "revision": revision,
        "number": revision,
        "token": "x",
        "ending": "csv",
        "section": "sheets",
    }
    if space == "regions":
        values["key"] = "GHA"
    if space == "following":
        values["key"] = objects["sheet"].pk
    return {argument: values[argument] for argument in wanted}


def is_refused(response):
    to_the_door = response.status_code == 302 and "/account/login/" in response["Location"]
    return response.status_code == 403 or to_the_door


def asked(client, method, address):
    """Without a trace: what a request did is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("role", ALL)
def test_each_role_at_each_address(by_role, objects, client, role):
    wrong = []
    for name, wanted in addresses():
        if name not in MAY:
            continue
        address = reverse(name, kwargs=arguments_of(name, wanted, objects))
        for method, may in zip(("get", "post"), MAY[name], strict=True):
            if may is None:
                continue
            if role != "reader":
                client.force_login(by_role[role])
            response = asked(client, method, address)
            is_open = not is_refused(response)
            status = response.status_code
            if is_open != (role in may) or status >= 500 or status == 405:
                wrong.append((method, address, status))
    assert wrong == []
