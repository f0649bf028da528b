"""Whoever looks after users and is no superuser: what she may do to whom, at every door."""

import time
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from core.accounts.models import AccountEvent
from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, set_up_roles
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
FIELDS = {"username": "other", "first_name": "Ny", "last_name": "Navn", "email": "ny@example.dk", "is_active": "on"}
PASSWORD = {"password1": "et-langt-kodeord-7", "password2": "et-langt-kodeord-7"}
RIGHTS = ("access_admin", "add_user", "change_user", "delete_user", "look_after_accounts")


@pytest.fixture
def manager(tree: Tree, client: Client) -> Client:
    set_up_roles()
    user = core.make_user("bodil", email="bodil@example.dk")
    user.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS))
    client.force_login(user)
    session = client.session
    session["proven_at"] = time.time()
    session.save()
    return client


@pytest.fixture
def role(tree: Tree) -> Group:
    """A group without any right."""
    return Group.objects.create(name="Gæster")


def bulk(action: str, other: User) -> str:
    return f"{reverse('wagtail_bulk_action', args=['core', 'user', action])}?id={other.pk}"


def edit(client: Client, other: User, **data: Any) -> Any:
    return client.post(reverse("wagtailusers_users:edit", args=[other.pk]), FIELDS | data)


ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "edit": ("wagtailusers_users:edit", FIELDS | PASSWORD),
    "delete": ("wagtailusers_users:delete", {}),
    "bulk role": ("assign_role", {"role": "a group without any right"}),
    "bulk inactive": ("set_active_state", {"mark_as_active": "False"}),
    "bulk delete": ("delete", {}),
    "reset factor": ("reset_factor", {}),
    "log out": ("end_sessions", {}),
}


def state(other: User) -> object:
    """All there is about an account, and how many lines of the log are about it."""
    fields = User.objects.filter(pk=other.pk).values().first()
    return fields, list(Group.objects.filter(user=other.pk)), AccountEvent.objects.filter(user=other.pk).count()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("is_superuser", [True, False])
def test_only_superusers_look_after_superusers(manager: Client, role: Group, act: str, is_superuser: bool) -> None:
    other = core.make_user("other", email="other@example.dk", is_superuser=is_superuser)
    before = state(other)

    name, data = ACTS[act]
    address = bulk(name, other) if act.startswith("bulk") else reverse(name, args=[other.pk])
    manager.post(address, data | ({"role": role.pk} if "role" in data else {}))

    assert (state(other) == before) is is_superuser


def test_page_of_a_superuser_is_closed(manager: Client) -> None:
    other = core.make_user("other", is_superuser=True)

    response = manager.get(reverse("wagtailusers_users:edit", args=[other.pk]))

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("is_superuser", [True, False])
def test_only_superusers_make_superusers(manager: Client, is_superuser: bool) -> None:
    User.objects.filter(username="bodil").update(is_superuser=is_superuser)
    manager.force_login(User.objects.get(username="bodil"))
    other = core.make_user("other", email="other@example.dk")

    edit(manager, other, is_superuser="on")
    address = reverse("wagtailusers_users:add")
    manager.post(address, FIELDS | PASSWORD | {"username": "third", "is_superuser": "on"})

    assert manager.get(address).status_code == 200
    made = User.objects.filter(username__in=["other", "third"]).values_list("is_superuser", flat=True)
    assert list(made) == [is_superuser, is_superuser]


@pytest.mark.parametrize("name", [ADMINISTRATORS, EDITORS])
def test_groups_with_more_rights_are_not_handed_out(manager: Client, name: str) -> None:
    group, friend = Group.objects.get(name=name), core.make_user("other")

    response = edit(manager, friend, groups=[group.pk])
    edit(manager, User.objects.get(username="bodil"), username="bodil", groups=[group.pk])
    manager.post(bulk("assign_role", friend), {"role": group.pk})

    assert "har rettigheder, som du ikke har" in response.content.decode()
    assert not group.user_set.exists()


def test_group_that_somebody_else_gave_stays(manager: Client) -> None:
    other, group = core.make_user("other"), Group.objects.get(name=EDITORS)
    other.groups.add(group)

    edit(manager, other, groups=[group.pk])

    other.refresh_from_db()
    assert (other.first_name, list(other.groups.all())) == ("Ny", [group])


@pytest.mark.parametrize(("own_from", "is_given"), [("root", True), ("beside", False)])
def test_right_to_pages_is_handed_out_from_where_one_has_it(
    manager: Client, role: Group, own_from: str, is_given: bool
) -> None:
    root = Page.get_first_root_node()
    home = root.get_children().get()
    held = {"root": root, "beside": home.get_children().first()}[own_from]
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=role, page=home, permission=right)
    own = Group.objects.create(name="Egen")
    GroupPagePermission.objects.create(group=own, page=held, permission=right)
    User.objects.get(username="bodil").groups.add(own)
    manager.force_login(User.objects.get(username="bodil"))
    other = core.make_user("other")

    edit(manager, other, groups=[role.pk])

    assert other.groups.exists() is is_given
