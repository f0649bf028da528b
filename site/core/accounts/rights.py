"""A right that changes ends the sessions of those it concerns. The flags on a user's own row see to it themselves."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

User = get_user_model()
ADDED_OR_TAKEN = {"post_add", "post_remove", "pre_clear"}


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def end_sessions_of_changed_users(
    instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **_kwargs: Any
) -> None:
    if action not in ADDED_OR_TAKEN or pk_set == set():
        return
    if not reverse:
        _end(User.objects.filter(pk=instance.pk))
        instance.refresh_from_db(fields=["session_generation"])
    elif pk_set is None:
        _end(instance.user_set.all())
    else:
        _end(User.objects.filter(pk__in=pk_set))


@receiver(m2m_changed, sender=Group.permissions.through)
def end_sessions_of_changed_groups(
    instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **_kwargs: Any
) -> None:
    if action not in ADDED_OR_TAKEN or pk_set == set():
        return
    if not reverse:
        groups = [instance.pk]
    elif pk_set is None:
        groups = list(instance.group_set.values_list("pk", flat=True))
    else:
        groups = list(pk_set)
    _end(User.objects.filter(groups__in=groups))


@receiver([post_save, post_delete], sender=GroupPagePermission)
@receiver([post_save, post_delete], sender=GroupCollectionPermission)
@receiver([post_save, post_delete], sender=GroupSitePermission)
def end_sessions_of_members(instance: Any, **_kwargs: Any) -> None:
    _end(User.objects.filter(groups=instance.group_id))


@receiver(pre_delete, sender=Group)
def end_sessions_of_deleted_group(instance: Group, **_kwargs: Any) -> None:
    _end(User.objects.filter(groups=instance.pk))


def _end(users: "QuerySet[Any]") -> None:
    User.objects.filter(pk__in=list(users.values_list("pk", flat=True))).end_sessions()
