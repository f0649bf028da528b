"""Wagtail's pages about groups, as a browser posts them: who may give a group what, and what the log tells of it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Site

from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, set_up_roles
from foundation.accounts.granted_permissions import grants_of_groups
from foundation.accounts.models import AccountEvent
from foundation.accounts.permission_names import name_of_right
from foundation.accounts.rights_log import tell_all
from foundation.factors.models import GroupPolicy
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
FORMSETS = ("page_permissions", "image_permissions", "document_permissions", "collection_permissions")
REFUSED = "Du har ikke disse rettigheder"


def form(
    name: str, *, permissions: Any = (), places: dict[str, tuple[int, list[Any]]] | None = None, **more: Any
) -> dict[str, Any]:
    """What the page of a group sends. `places`: of which formset, where, which permissions."""
    data: dict[str, Any] = {"name": name, "permissions": [one.pk for one in permissions]}
    for prefix in FORMSETS:
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    for prefix, (place, rights) in (places or {}).items():
        where = "page" if prefix == "page_permissions" else "collection"
        data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-{where}": place, f"{prefix}-0-permissions": rights}
    return data | more


def right(codename: str, app: str = "wagtailcore") -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label=app)


@pytest.fixture
def chief(tree: Tree, client: Client) -> Client:
    set_up_roles()
    client.force_login(core.make_user("chef", is_superuser=True))
    return client


@pytest.fixture
def manager(tree: Tree, client: Client) -> Client:
    """May look after groups, and is in one that may do just that."""
    set_up_roles()
    own = Group.objects.create(name="Gruppefolk")
    codenames = ("access_admin", "add_group", "change_group", "delete_group")
    own.permissions.set(Permission.objects.filter(codename__in=codenames))
    user = core.make_user("bodil")
    user.groups.add(own)
    client.force_login(User.objects.get(pk=user.pk))
    return client


def edit(client: Client, group: Group, **data: Any) -> Any:
    return client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), form(group.name, **data))


def may(group: Group) -> set[str]:
    return {grant.name for grant in grants_of_groups([group.pk])[group.pk]}


def given(tree: Tree) -> dict[str, dict[str, Any]]:
    own = list(Permission.objects.filter(codename__in=("access_admin", "change_group")))
    root = Collection.get_first_root_node()
    return {
        "a right": {"permissions": [*own, right("change_report", "reporting")]},
        "pages": {"permissions": own, "places": {"page_permissions": (tree.guides.pk, ["publish_page"])}},
        "pictures": {
            "permissions": own,
            "places": {"image_permissions": (root.pk, [right("add_image", "wagtailimages").pk])},
        },
        "a site": {"permissions": own, "core_cataloguesettings_site_permissions-sites": [Site.objects.get().pk]},
    }


@pytest.mark.parametrize("what", ["a right", "pages", "pictures", "a site"])
def test_nobody_gives_a_group_what_she_does_not_have(tree: Tree, manager: Client, what: str) -> None:
    own = Group.objects.get(name="Gruppefolk")
    before = may(own)

    changed = edit(manager, own, **given(tree)[what])
    made = manager.post(reverse("wagtailusers_groups:add"), form("Ny", **given(tree)[what]))

    assert [REFUSED in answer.content.decode() for answer in (changed, made)] == [True, True]
    assert may(own) == before
    assert not Group.objects.filter(name="Ny").exists()


def test_what_one_has_is_given_to_a_group(tree: Tree, manager: Client) -> None:
    own = Group.objects.get(name="Gruppefolk")
    GroupPagePermission.objects.create(group=own, page=tree.home, permission=right("publish_page"))
    manager.force_login(User.objects.get(username="bodil"))

    answer = manager.post(reverse("wagtailusers_groups:add"), form("Ny", **given(tree)["pages"]))

    assert answer.status_code == 302
    assert may(Group.objects.get(name="Ny")) == {
        "Har adgang til administrationen",
        "redigere gruppe",
        f"udgive side ({tree.guides})",
    }


@pytest.mark.parametrize("name", [ADMINISTRATORS, EDITORS])
def test_group_that_may_do_more_is_closed(manager: Client, name: str) -> None:
    group = Group.objects.get(name=name)
    before = may(group)

    opened = manager.get(reverse("wagtailusers_groups:edit", args=[group.pk]))
    edit(manager, group)
    manager.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    listed = manager.get(reverse("wagtailusers_groups:index")).content.decode()

    assert opened["Location"] == "/admin/"
    assert may(Group.objects.get(name=name)) == before
    assert reverse("wagtailusers_groups:edit", args=[group.pk]) not in listed
    assert reverse("wagtailusers_groups:edit", args=[Group.objects.get(name="Gruppefolk").pk]) in listed


def member_of(group: Group) -> Client:
    user = core.make_user("mette")
    user.groups.add(group)
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    assert browser.get("/admin/").status_code == 200
    return browser


def told() -> list[tuple[str | None, str]]:
    """Whose doing, and what; the oldest first."""
    events = AccountEvent.objects.filter(kind="rights_changed").select_related("actor").order_by("pk")
    return [(event.actor_name or None, event.detail) for event in events]


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a right", "givet: redigere indberetning"),
        ("pages", "givet: udgive side (Platforme)"),
        ("pictures", "givet: tilføje billede (Alle samlinger)"),
        ("a site", "givet: redigere katalogets indstillinger (testserver)"),
    ],
)
def test_right_given_in_the_admin_is_told_and_ends_sessions(tree: Tree, chief: Client, what: str, line: str) -> None:
    group = Group.objects.create(name="Gruppefolk")
    group.permissions.set(given(tree)["a site"]["permissions"])
    browser = member_of(group)
    AccountEvent.objects.all().delete()

    edit(chief, group, **given(tree)[what])

    assert told() == [("chef", f"Gruppefolk: {line}")]
    assert browser.get("/admin/").status_code == 302


def test_right_taken_in_the_admin_is_told_and_ends_sessions(tree: Tree, chief: Client) -> None:
    group = Group.objects.create(name="Gruppefolk")
    edit(chief, group, **given(tree)["pages"])
    browser = member_of(group)
    AccountEvent.objects.all().delete()

    edit(chief, group, permissions=given(tree)["pages"]["permissions"])

    assert told() == [("chef", "Gruppefolk: taget: udgive side (Platforme)")]
    assert browser.get("/admin/").status_code == 302


def test_group_made_and_deleted_in_the_admin_is_told(tree: Tree, chief: Client) -> None:
    AccountEvent.objects.all().delete()
    chief.post(reverse("wagtailusers_groups:add"), form("Ny", **given(tree)["pages"]))
    group = Group.objects.get(name="Ny")
    browser = member_of(group)
    chief.post(reverse("wagtailusers_groups:delete", args=[group.pk]))

    lines = ["Ny: givet: Har adgang til administrationen, redigere gruppe, udgive side (Platforme)", "givet: Ny"]
    lines += ["Ny: taget: Har adgang til administrationen, redigere gruppe", "Ny: taget: udgive side (Platforme)"]
    lines += ["gruppe slettet: Ny", "taget: Ny"]
    assert [line for _actor, line in told()] == lines
    assert browser.get("/admin/").status_code == 302


def test_demand_for_a_second_factor_is_told(chief: Client) -> None:
    group = Group.objects.create(name="Gruppefolk")
    AccountEvent.objects.all().delete()

    edit(chief, group, **{"policy-requires_factor": "on"})
    edit(chief, group)

    demand = "krav om anden faktor"
    assert told() == [("chef", f"Gruppefolk: {change}: {demand}") for change in ("givet", "taget")]


def past_django(tree: Tree, group: Group) -> dict[str, Any]:
    """Writers that send no signal."""
    publish = right("publish_page")
    rows = [GroupPagePermission(group=group, page=tree.guides, permission=publish)]
    with_image = {"group": group, "collection": Collection.get_first_root_node()}
    through = Group.permissions.through
    return {
        "bulk_create": lambda: GroupPagePermission.objects.bulk_create(rows),
        "update": lambda: GroupCollectionPermission.objects.filter(**with_image).update(permission=publish),
        "a table between": lambda: through.objects.create(group=group, permission=publish),
        "SQL": lambda: connection.cursor().execute(
            "INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (%s, %s)", [group.pk, publish.pk]
        ),
        "the demand, by update": lambda: GroupPolicy.objects.filter(group=group).update(requires_factor=True),
    }


@pytest.mark.parametrize(
    ("how", "lines"),
    [
        ("bulk_create", ["givet: udgive side (Platforme)"]),
        ("update", ["givet: udgive side (Alle samlinger)", "taget: tilføje billede (Alle samlinger)"]),
        ("a table between", ["givet: udgive side"]),
        ("SQL", ["givet: udgive side"]),
        ("the demand, by update", ["givet: krav om anden faktor"]),
    ],
)
def test_right_written_past_django_is_told_by_the_clock(tree: Tree, chief: Client, how: str, lines: list[str]) -> None:
    group = Group.objects.create(name="Gruppefolk")
    group.permissions.add(right("access_admin", "wagtailadmin"))
    GroupCollectionPermission.objects.create(
        group=group, collection=Collection.get_first_root_node(), permission=right("add_image", "wagtailimages")
    )
    GroupPolicy.objects.create(group=group)
    browser = member_of(group)
    AccountEvent.objects.all().delete()

    past_django(tree, group)[how]()
    tell_all()
    tell_all()

    assert told() == [(None, f"Gruppefolk: {line}") for line in lines]
    assert browser.get("/admin/").status_code == 302


def test_account_written_past_django_is_told_by_the_clock(chief: Client) -> None:
    made = User.objects.bulk_create([User(username="bagvej", is_superuser=True)])
    User.groups.through.objects.create(user=made[0], group=Group.objects.get(name=EDITORS))
    AccountEvent.objects.all().delete()

    tell_all()

    assert told() == [(None, "givet: Redaktører, superbruger")]


def test_account_switched_off_for_the_first_time_is_told_by_name(chief: Client) -> None:
    user = core.make_user("anna")
    AccountEvent.objects.all().delete()

    user.is_active = False
    user.save()

    assert told() == [(None, "taget: aktiv")]


def test_clock_asks_the_same_number_of_times_however_many_there_are(
    chief: Client, django_assert_num_queries: Any
) -> None:
    tell_all()
    for number in range(12):
        core.make_user(f"nr{number}").groups.add(Group.objects.create(name=f"Gruppe {number}"))

    with django_assert_num_queries(14):
        tell_all()


def test_line_of_many_rights_is_not_cut_off(chief: Client) -> None:
    group = Group.objects.create(name="Gruppefolk")
    AccountEvent.objects.all().delete()

    group.permissions.set(Permission.objects.all())

    lines = [line for _actor, line in told()]
    assert max(map(len, lines)) < 200
    given = ", ".join(line.removeprefix("Gruppefolk: givet: ") for line in lines)
    named = [name_of_right(codename) for codename in Permission.objects.values_list("codename", flat=True)]
    assert given == ", ".join(sorted(named))
