"""Permissions that groups and users have, read from the tables themselves, by whatever road they came there."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from foundation.accounts.permission_names import name_of_right

SITE = "site"
# Wagtail's rights that hold somewhere only: the model, where in its tree that is, and what it is called.
PLACES: dict[str, tuple[Any, str, str]] = {
    "page": (GroupPagePermission, "page__path", "page__title"),
    "collection": (GroupCollectionPermission, "collection__path", "collection__name"),
    SITE: (GroupSitePermission, "", "site__hostname"),
}


class Grant(NamedTuple):
    """One right, everywhere or in one place and below it. `permission` and `place_id` are numbers of rows."""

    permission: int
    codename: str
    kind: str = ""
    place_id: int = 0
    path: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """The same for as long as it is the same right, also when its page is moved or gets another name."""
        return f"{self.permission}|{self.kind}|{self.place_id}"

    @property
    def name(self) -> str:
        name = name_of_right(self.codename)
        return f"{name} ({self.place})" if self.kind else name

    def contains(self, other: "Grant") -> bool:
        """Whether who has this has `other`. What holds everywhere holds on every site; pages and collections ask
        for a right of their own.
        """
        if self.permission != other.permission:
            return False
        if self.kind != other.kind:
            return not self.kind and other.kind == SITE
        return self.place_id == other.place_id if self.kind == SITE else other.path.startswith(self.path)


Grants = dict[int, set[Grant]]  # by the number of the group or user


def grants_of_groups(groups: Collection[int]) -> Grants:
    """Cost: 4 queries, however many."""
    found: Grants = defaultdict(set)
    for group, grant in _rows(groups):
        found[group].add(grant)
    return found


def own_grants_of_users(users: Collection[int]) -> Grants:
    """What stands at the user herself, without her groups. Cost: 1 query."""
    rows = get_user_model().user_permissions.through.objects.filter(user__in=users)
    found: Grants = defaultdict(set)
    for user, permission, codename in rows.values_list("user_id", "permission_id", "permission__codename"):
        found[user].add(Grant(permission, codename))
    return found


def groups_of_users(users: Collection[int]) -> dict[int, dict[int, str]]:
    """Their groups' numbers and names. Cost: 1 query."""
    rows = get_user_model().groups.through.objects.filter(user__in=users)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for user, group, name in rows.values_list("user_id", "group_id", "group__name"):
        found[user][group] = name
    return found


def grants_of_users(users: Collection[int]) -> Grants:
    """All that is theirs, their groups' rights too; of superusers not what they have by being that. Cost: 6 queries."""
    groups = groups_of_users(users)
    by_group = grants_of_groups({group for own in groups.values() for group in own})
    found = own_grants_of_users(users)
    for user, own in groups.items():
        found[user] = found[user].union(*(by_group[group] for group in own))
    return found


def _rows(groups: Collection[int]) -> Iterator[tuple[int, Grant]]:
    of_groups = Q(group__in=groups)
    everywhere = Group.permissions.through.objects.filter(of_groups)
    for group, permission, codename in everywhere.values_list("group_id", "permission_id", "permission__codename"):
        yield group, Grant(permission, codename)
    for kind, (model, path, name) in PLACES.items():
        fields = ["group_id", "permission_id", "permission__codename", f"{kind}_id", path or "pk", name]
        for group, permission, codename, place_id, where, place in model.objects.filter(of_groups).values_list(*fields):
            yield group, Grant(permission, codename, kind, place_id, where if path else "", place)
