"""What is written into the log of accounts when somebody's rights, password or account change, whoever does it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from core.accounts.enums import EventKind
from core.accounts.log import note
from core.accounts.querysets import rights_updated

User = get_user_model()
FLAGS = {"is_active": _("active"), "is_staff": _("staff"), "is_superuser": _("superuser")}
NAMES = {"username": _("user name changed"), "email": _("e-mail address changed")}
WATCHED = ("password", *FLAGS, *NAMES)
GIVEN, TAKEN = _("given: {what}"), _("taken: {what}")
CHANGES = {"post_add": GIVEN, "post_remove": TAKEN, "pre_clear": TAKEN}
_STORED = "_as_it_was_stored"  # on the instance, between before and after it is saved


@receiver(pre_save, sender=User)
def see_what_is_stored(instance: Any, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """Cost: 1 query, and none when only other fields are saved, as when somebody signs in."""
    fields = [name for name in WATCHED if update_fields is None or name in update_fields]
    if fields == ["password"] and instance._password is None:
        fields = []  # Django hashes it anew with today's strength; nobody has changed it
    stored = User.objects.filter(pk=instance.pk).values(*fields).first() if instance.pk and fields else None
    instance.__dict__[_STORED] = stored or {}


@receiver(post_save, sender=User)
def note_changed_account(instance: Any, created: bool, **kwargs: Any) -> None:
    stored = instance.__dict__.pop(_STORED, {})
    if created:
        note(EventKind.ACCOUNT_CHANGED, user=instance, detail=_("account made"))
    for name in stored:
        if stored[name] != getattr(instance, name):
            _note_field(instance, name, getattr(instance, name))


@receiver(rights_updated)
def note_updated_flags(sender: object, users: Iterable[Any], **kwargs: Any) -> None:
    now = User.objects.in_bulk([user.pk for user in users])
    for user in users:
        for name in FLAGS:
            if getattr(user, name) != getattr(now[user.pk], name):
                _note_field(user, name, getattr(now[user.pk], name))


@receiver(post_delete, sender=User)
def note_deleted_account(instance: Any, **kwargs: Any) -> None:
    note(EventKind.ACCOUNT_CHANGED, user=instance, detail=_("account deleted"))


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def note_given_and_taken(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Groups of a user, permissions of a user, permissions of a group; from either end."""
    if action not in CHANGES:
        return
    others = model.objects.all() if pk_set is None else model.objects.filter(pk__in=pk_set)
    if pk_set is None:  # all of them are taken: those that lead to this one
        ends = {field.related_model: field.name for field in sender._meta.fields if field.related_model}
        rows = sender.objects.filter(**{ends[type(instance)]: instance})
        others = others.filter(pk__in=rows.values(ends[model]))
    for holder in others if reverse else [instance]:
        given = [instance] if reverse else list(others)
        if given:
            _note_right(holder, CHANGES[action], ", ".join(sorted(_named(right) for right in given)))


@receiver([post_save, post_delete], sender=GroupPagePermission)
@receiver([post_save, post_delete], sender=GroupCollectionPermission)
@receiver([post_save, post_delete], sender=GroupSitePermission)
def note_right_of_group(instance: Any, created: bool | None = None, **kwargs: Any) -> None:
    where = next(getattr(instance, name) for name in ("page", "collection", "site") if hasattr(instance, f"{name}_id"))
    what = f"{_named(instance.permission)} ({where})"
    _note_right(instance.group, TAKEN if created is None else GIVEN, what)


@receiver(post_delete, sender=Group)
def note_deleted_group(instance: Group, **kwargs: Any) -> None:
    note(EventKind.RIGHTS_CHANGED, detail=format_lazy(_("group deleted: {group}"), group=instance.name))


def _note_field(user: Any, name: str, value: Any) -> None:
    if name == "password":
        note(EventKind.PASSWORD_CHANGED, user=user)
    elif name in NAMES:
        note(EventKind.ACCOUNT_CHANGED, user=user, detail=NAMES[name])
    else:
        note(EventKind.RIGHTS_CHANGED, user=user, detail=format_lazy(GIVEN if value else TAKEN, what=FLAGS[name]))


def _note_right(holder: Any, change: Any, what: str) -> None:
    told = format_lazy(change, what=what)
    if isinstance(holder, Group):
        note(EventKind.RIGHTS_CHANGED, detail=format_lazy("{group}: {told}", group=holder.name, told=told))
    else:
        note(EventKind.RIGHTS_CHANGED, user=holder, detail=told)


def _named(right: Any) -> str:
    return str(getattr(right, "codename", right))
