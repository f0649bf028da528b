"""Log changed and deleted accounts and passwords, whoever changes them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import EventKind, HolderKind
from foundation.accounts.log import note
from foundation.accounts.rights_log import forget
from foundation.compat.typed_passwords import is_password_typed

User = get_user_model()
NAMES = {"username": _("user name changed"), "email": _("e-mail address changed")}
WATCHED = ("password", *NAMES)
_STORED = "_as_it_was_stored"  # on the instance, between before and after it is saved


@receiver(pre_save, sender=User)
def see_what_is_stored(instance: Any, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """Cost: 1 query, and none when only other fields are saved, as when somebody signs in."""
    fields = [name for name in WATCHED if update_fields is None or name in update_fields]
    if fields == ["password"] and not is_password_typed(instance):
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
            _note_field(instance, name)


@receiver(post_delete, sender=User)
def note_deleted_account(instance: Any, **kwargs: Any) -> None:
    note(EventKind.ACCOUNT_CHANGED, user=instance, detail=_("account deleted"))
    forget(HolderKind.USER, instance.pk)


def _note_field(user: Any, name: str) -> None:
    if name == "password":
        note(EventKind.PASSWORD_CHANGED, user=user)
    else:
        note(EventKind.ACCOUNT_CHANGED, user=user, detail=NAMES[name])
