"""Nobody lowers a wall that is higher than their own, and nobody hands out what they do not have."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission


def is_above(other: Any, user: Any) -> bool:
    """Whether only superusers look after `other`, and `user` is none."""
    return other.is_superuser and not user.is_superuser


def may_hand_out(user: Any, group: Group) -> bool:
    """Whether the group gives nothing that `user` does not have. Cost: 6 queries, none for superusers."""
    if user.is_superuser:
        return True
    given = Permission.objects.filter(group=group).values_list("content_type__app_label", "codename")
    if not {f"{app}.{codename}" for app, codename in given} <= user.get_all_permissions():
        return False
    own = list(user.groups.all())
    return all(_reaches(grants(own), grants([group])) for grants in (_on_pages, _on_collections))


Grants = set[tuple[str, int]]  # from which node of the tree down, which permission


def _reaches(held: Grants, given: Grants) -> bool:
    return all(any(path.startswith(top) and right == own for top, own in held) for path, right in given)


def _on_pages(groups: list[Group]) -> Grants:
    return set(GroupPagePermission.objects.filter(group__in=groups).values_list("page__path", "permission_id"))


def _on_collections(groups: list[Group]) -> Grants:
    rows = GroupCollectionPermission.objects.filter(group__in=groups)
    return set(rows.values_list("collection__path", "permission_id"))
