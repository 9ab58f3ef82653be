"""People of regions, sheets from there, questions on them; an index of one's own."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from knowledge.discussion.models import Comment
from knowledge.members import roles
from knowledge.members.actions import member_of
from knowledge.regions import actions
from practices.models import Practice, Term, Zone
from tests.factories import SheetFactory
from tests.knowledge.members.conftest import *  # noqa: F403
from tests.search.factories import apply_practice, site


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def people(all_roles):
    def make(name, role=roles.FRIEND, **fields):
        user = User.objects.create_user(name, f"{name}@example.org", **fields)
        user.groups.add(Group.objects.get(name=role))
        member_of(user)
        return user

    return make


@pytest.fixture
def secretariat(people):
    return people("secretariat", roles.SECRETARIAT)


@pytest.fixture
def ama(people):
    return people("ama")


@pytest.fixture
def held(secretariat, ama):
    """Ama is a correspondent for Ghana."""
    return actions.accept(given(ama, secretariat), by=ama)


def given(to, by, *, place="GHA", role=roles.CORRESPONDENT):
    return actions.give(role, place_code=place, to=to, by=by)


def sheet_from(country, *, practice="mulching", climate="Aw", title="Grass mulch"):
    sheet = SheetFactory(text__title=title)
    apply_practice(sheet, Practice.objects.get(code=practice))
    place = site(sheet, (Zone.objects.get(scheme="koppen", code=climate), "modelled"))
    place.country = Term.objects.get(vocabulary__code="country", code=country)
    place.save()
    return sheet


def ask(sheet, author, text="How deep?", **more):
    more = {"language": "en", "is_question": True, "state": "published"} | more
    return Comment.objects.create(target=sheet, author=author, text=text, **more)


def index():
    call_command("index", "rebuild", verbosity=0)
