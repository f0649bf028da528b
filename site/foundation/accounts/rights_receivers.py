"""Signal receivers that notice when somebody's rights may have changed; `rights_log` finds out how."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from foundation.accounts.enums import EventKind, HolderKind
from foundation.accounts.log import note
from foundation.accounts.querysets import RIGHTS, rights_updated
from foundation.accounts.rights_log import forget, tell_of

User = get_user_model()
AFTERWARDS = {"post_add", "post_remove", "post_clear"}
_MEMBERS = "_members_before"  # on a group, between before and after it is deleted


@receiver(post_save, sender=User)
def look_at_saved_user(instance: Any, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    if update_fields is None or RIGHTS.intersection(update_fields):
        _look_at_user(instance)


@receiver(rights_updated)
def look_at_updated_users(sender: object, users: Iterable[Any], **kwargs: Any) -> None:
    tell_of(HolderKind.USER, [user.pk for user in users])


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def look_at_users(instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **kwargs: Any) -> None:
    """From either end; of all users when a group or a permission was taken from everybody."""
    if action in AFTERWARDS and reverse:
        tell_of(HolderKind.USER, pk_set)
    elif action in AFTERWARDS:
        _look_at_user(instance)


@receiver(m2m_changed, sender=Group.permissions.through)
def look_at_groups(instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **kwargs: Any) -> None:
    if action in AFTERWARDS:
        tell_of(HolderKind.GROUP, pk_set if reverse else [instance.pk])


@receiver([post_save, post_delete], sender=GroupPagePermission)
@receiver([post_save, post_delete], sender=GroupCollectionPermission)
@receiver([post_save, post_delete], sender=GroupSitePermission)
def look_at_group(instance: Any, **kwargs: Any) -> None:
    tell_of(HolderKind.GROUP, [instance.group_id])


@receiver(pre_delete, sender=Group)
def see_members(instance: Group, **kwargs: Any) -> None:
    instance.__dict__[_MEMBERS] = list(User.objects.filter(groups=instance.pk).values_list("pk", flat=True))


@receiver(post_delete, sender=Group)
def note_deleted_group(instance: Group, **kwargs: Any) -> None:
    note(EventKind.RIGHTS_CHANGED, detail=format_lazy(_("group deleted: {group}"), group=instance.name))
    forget(HolderKind.GROUP, instance.pk)
    tell_of(HolderKind.USER, instance.__dict__.pop(_MEMBERS, []))


def _look_at_user(user: Any) -> None:
    if tell_of(HolderKind.USER, [user.pk]):
        user.refresh_from_db(fields=["session_generation"])
