"""Refusals of export and erasure: whose data one may not hand over or erase."""

from typing import Any

from django.utils.translation import gettext as _

from core.models import User
from foundation.factors.privilege_rank import above
from website.persons.enums import PersonKind
from website.persons.personal_data import Person


class KeptError(Exception):
    """Its text says why it is not done."""


def refuse_above(person: Person, by: Any) -> None:
    """Nobody reaches those who may do more than she may. Raises: KeptError."""
    if by is not None and person.kind is PersonKind.STAFF and above(by, person.roots):
        raise KeptError(_("This account may do more than yours. Ask an administrator of everything."))


def refuse_self_and_last(user: User, by: Any) -> None:
    """Raises: KeptError."""
    if by is not None and user.pk == by.pk:
        raise KeptError(_("You cannot erase yourself. Ask another administrator."))
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise KeptError(_("This is the last account that may do everything. Make another one first."))
