"""Whoever looks after users and is no superuser: what she may do to whom, at every door."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, GroupSitePermission, Page, Site

from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, set_up_roles
from foundation.accounts.models import AccountEvent
from tests.factories import core
from tests.factories.signing_in import prove
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
FIELDS = {"username": "other", "first_name": "Ny", "last_name": "Navn", "email": "ny@example.dk", "is_active": "on"}
PASSWORD = {"password1": "et-langt-kodeord-7", "password2": "et-langt-kodeord-7"}
RIGHTS = ("access_admin", "add_user", "change_user", "delete_user", "look_after_accounts", "erase_person")
GROUP_RIGHTS = ("add_group", "change_group", "delete_group")
PERSON = {"kind": "staff", "name": "other", "found_kind": "staff", "found_name": "other"}


@pytest.fixture
def manager(tree: Tree, client: Client) -> Client:
    set_up_roles()
    user = core.make_user("bodil", email="bodil@example.dk")
    user.user_permissions.set(Permission.objects.filter(codename__in=(*RIGHTS, *GROUP_RIGHTS)))
    client.force_login(user)
    prove(client)
    return client


def right(codename: str, app: str = "wagtailcore") -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label=app)


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
    "export": ("persons", PERSON | {"export": ""}),
    "erase": ("persons", PERSON | {"erase": "", "sure": "on"}),
}
STRONGER: dict[str, Any] = {
    "a superuser": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "of a group with more rights": lambda user: user.groups.add(Group.objects.get(name=ADMINISTRATORS)),
    "with a right of her own": lambda user: user.user_permissions.set(
        Permission.objects.filter(codename__in=("access_admin", "change_report"))
    ),
}
WEAKER: dict[str, Any] = {"nobody": lambda _user: None}


def state(other: User) -> object:
    """All there is about an account, and how many lines of the log are about it."""
    fields = User.objects.filter(pk=other.pk).values().first()
    lines = AccountEvent.objects.filter(user=other.pk).count(), AccountEvent.objects.filter(kind="exported").count()
    return fields, list(Group.objects.filter(user=other.pk)), lines


def do(client: Client, act: str, other: User, role: Group) -> Any:
    name, data = ACTS[act]
    if act.startswith("bulk"):
        address = bulk(name, other)
    else:
        address = reverse(name, args=[] if name == "persons" else [other.pk])
    return client.post(address, data | ({"role": role.pk} if "role" in data else {}))


@pytest.mark.once
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", [*STRONGER, *WEAKER])
def test_nobody_lays_a_hand_on_who_may_do_more(manager: Client, role: Group, act: str, who: str) -> None:
    other = core.make_user("other", email="other@example.dk")
    (STRONGER | WEAKER)[who](other)
    before = state(other)

    do(manager, act, other, role)

    assert (state(other) == before) is (who in STRONGER)


@pytest.mark.parametrize(
    ("act", "is_done"), [("edit", False), ("reset factor", True), ("log out", True), ("erase", True)]
)
def test_assessor_is_looked_after_but_her_login_is_not_taken(
    manager: Client, role: Group, act: str, is_done: bool
) -> None:
    """Administrators may not score. They reset her second factor, and do not choose her password."""
    other = core.make_user("other", email="other@example.dk")
    other.groups.add(Group.objects.get(name=ASSESSORS))
    before = state(other)

    do(manager, act, other, role)

    assert (state(other) != before) is is_done


@pytest.mark.parametrize("act", ["export", "erase", "reset factor", "log out"])
def test_whoever_signed_in_long_ago_gives_her_password_first(manager: Client, role: Group, act: str) -> None:
    other = core.make_user("other", email="other@example.dk")
    before = state(other)
    prove(manager, seconds_ago=3_600)

    response = do(manager, act, other, role)

    assert response["Location"].startswith("/konto/bekraeft/")
    assert state(other) == before


def test_list_of_users_leads_to_open_pages_only(manager: Client, django_assert_max_num_queries: Any) -> None:
    people = {name: core.make_user(name) for name in ("open", "closed", *(f"closed{number}" for number in range(9)))}
    for name, user in people.items():
        if name != "open":
            user.groups.add(Group.objects.get(name=ADMINISTRATORS))

    with django_assert_max_num_queries(40):
        page = manager.get(reverse("wagtailusers_users:index")).content.decode()

    addresses = {name: reverse("wagtailusers_users:edit", args=[user.pk]) for name, user in people.items()}
    assert [name for name, address in addresses.items() if f'"{address}"' in page] == ["open"]


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


def test_group_that_one_may_hand_out_stays(manager: Client, role: Group) -> None:
    other = core.make_user("other")
    other.groups.add(role)

    edit(manager, other, groups=[role.pk])

    other.refresh_from_db()
    assert (other.first_name, list(other.groups.all())) == ("Ny", [role])


@pytest.mark.parametrize(("own_from", "is_given"), [("root", True), ("beside", False)])
def test_right_to_pages_is_handed_out_from_where_one_has_it(
    manager: Client, role: Group, own_from: str, is_given: bool
) -> None:
    root = Page.get_first_root_node()
    home = root.get_children().get()
    held = {"root": root, "beside": home.get_children().first()}[own_from]
    GroupPagePermission.objects.create(group=role, page=home, permission=right("change_page"))
    own = Group.objects.create(name="Egen")
    GroupPagePermission.objects.create(group=own, page=held, permission=right("change_page"))
    User.objects.get(username="bodil").groups.add(own)
    manager.force_login(User.objects.get(username="bodil"))
    other = core.make_user("other")

    edit(manager, other, groups=[role.pk])

    assert other.groups.exists() is is_given


@pytest.mark.parametrize("has_it", ["everywhere", "here", "elsewhere"])
def test_right_on_a_site_is_handed_out_by_whoever_has_it_there(manager: Client, role: Group, has_it: str) -> None:
    permission, bodil = right("change_cataloguesettings", "core"), User.objects.get(username="bodil")
    here, elsewhere = Site.objects.get(), Site.objects.create(hostname="andet.dk", root_page=Page.objects.get(depth=2))
    GroupSitePermission.objects.create(group=role, site=here, permission=permission)
    own = Group.objects.create(name="Egen")
    if has_it == "everywhere":
        own.permissions.add(permission)
    else:
        site = here if has_it == "here" else elsewhere
        GroupSitePermission.objects.create(group=own, site=site, permission=permission)
    bodil.groups.add(own)
    manager.force_login(User.objects.get(username="bodil"))
    other = core.make_user("other")

    edit(manager, other, groups=[role.pk])
    manager.post(bulk("assign_role", other), {"role": role.pk})

    assert other.groups.exists() is (has_it != "elsewhere")
