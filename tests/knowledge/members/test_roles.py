"""Who may do what: each role against each act, by right and at the door of the page."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from wagtail.models import GroupApprovalTask

from knowledge.members import roles
from practices.editing import EDITORS, MODERATORS, prepare_editing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EVERYBODY = ("reader", *roles.ROLES)
OF_A_REGION = ("correspondent", "ambassador")
WRITERS = tuple(role for role in EVERYBODY[2:] if role not in OF_A_REGION)
# Act -> who may. Written out, so that no change of the table goes unseen.
MAY = {
    "members.take_part": EVERYBODY[1:],
    "regions.accept_answer": OF_A_REGION,
    "contributing.add_proposal": WRITERS,
    "contributing.review_proposal": ("reviewer", "moderator", "secretariat"),
    "contributing.publish_unreviewed": ("moderator", "secretariat"),
    "contributing.rollback_person": ("moderator", "secretariat"),
    "members.invite_contributor": ("reviewer", "moderator", "secretariat"),
    "members.block_member": ("moderator", "secretariat"),
    "moderation.moderate_posts": ("moderator", "secretariat"),
    "members.give_role": ("secretariat",),
    "wagtailadmin.access_admin": ("reviewer", "moderator", "data_manager", "secretariat"),
    "practices.add_practicesheet": ("reviewer", "moderator", "secretariat"),
    "practices.change_practicesheet": ("reviewer", "moderator", "secretariat"),
    "practices.publish_practicesheet": ("reviewer", "moderator", "secretariat"),
    "practices.delete_practicesheet": ("moderator", "secretariat"),
    "practices.lock_practicesheet": ("moderator", "secretariat"),
    "practices.change_heldchange": ("reviewer", "moderator", "data_manager", "secretariat"),
    "practices.view_importrun": ("data_manager", "secretariat"),
    "practices.change_source": ("data_manager", "secretariat"),
    "practices.change_term": ("data_manager", "secretariat"),
    "practices.change_practice": ("data_manager", "secretariat"),
    "wiki.hide_version": ("moderator", "secretariat"),
    "wagtail_localize.submit_translation": ("reviewer", "moderator", "secretariat"),
    # Nobody, not by a role: with these one could become anybody.
    "auth.change_user": (),
    "auth.add_user": (),
    "auth.change_group": (),
    "auth.change_permission": (),
}


def exists(right: str) -> bool:
    app, codename = right.split(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename).exists()


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("right", MAY)
def test_each_role_has_each_right_or_not(by_role, role, right):
    who = AnonymousUser() if role == "reader" else by_role[role]
    assert who.has_perm(right) == (role in MAY[right] and exists(right))
    if role != "reader":
        assert (right in roles.rights_of(role)) == (role in MAY[right])


def test_every_right_of_the_table_is_in_the_matrix_or_only_to_look():
    named = set().union(*(roles.rights_of(role) for role in roles.ROLES))
    looked_at = {right for right in named if ".view_" in right}
    assert named - looked_at <= set(MAY) | {
        "practices.unlock_practicesheet",
        "practices.change_vocabulary",
    }


# Path -> the roles that it opens to; who is signed out is sent to the door of each.
PAGES = {
    "/en/account/": EVERYBODY[1:],
    "/en/account/terms/": EVERYBODY[1:],
    "/en/account/delete/": EVERYBODY[1:],
    "/en/account/invitations/": ("reviewer", "moderator", "secretariat"),
    "/en/account/people/": ("moderator", "secretariat"),
    "/admin/": ("reviewer", "moderator", "data_manager", "secretariat"),
    "/admin/users/": (),
    "/admin/groups/": (),
}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_to_its_roles_alone(by_role, client, role, path):
    if role != "reader":
        client.force_login(by_role[role])
    response = client.get(path, follow=True)
    is_open = response.status_code == 200 and response.request["PATH_INFO"] == path
    assert is_open == (role in PAGES[path])
    if role == "reader":
        assert response.request["PATH_INFO"] == "/en/account/login/"
    elif not is_open:
        at_home = response.request["PATH_INFO"] == "/admin/"  # Wagtail says it there
        assert response.status_code == 403 or at_home


def test_a_right_taken_from_the_table_is_taken_from_the_role(all_roles):
    group = Group.objects.get(name="friend")
    group.permissions.add(Permission.objects.get(codename="give_role"))
    roles.prepare_roles()
    assert [one.codename for one in group.permissions.all()] == ["take_part"]


def test_roles_are_prepared_again_without_change(all_roles, django_assert_max_num_queries):
    before = {g.name: set(g.permissions.values_list("pk", flat=True)) for g in Group.objects.all()}
    roles.prepare_roles()
    assert before == {
        g.name: set(g.permissions.values_list("pk", flat=True)) for g in Group.objects.all()
    }


def test_those_who_review_approve_in_the_workflow(all_roles):
    names = {g.name for task in GroupApprovalTask.objects.all() for g in task.groups.all()}
    assert names == {MODERATORS, "reviewer", "moderator", "secretariat"}


def test_the_groups_of_the_admin_go_on_as_they_were(all_roles):
    prepare_editing()
    person = User.objects.create_user("old")
    person.groups.add(Group.objects.get(name=EDITORS))
    assert person.has_perm("practices.change_practicesheet")
    assert roles.roles_of(person) == []


def test_roles_are_told_in_the_order_of_the_table(make_person):
    person = make_person("a@example.org", "reviewer", "friend")
    assert roles.roles_of(person) == ["friend", "reviewer"]
    assert roles.has_role(person, "reviewer") and not roles.has_role(person, "moderator")
    assert roles.roles_of(AnonymousUser()) == []
