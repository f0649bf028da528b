"""Merge one word of the vocabulary into another: everywhere it is used, and in the addresses that ask for it."""

from typing import Any

from django.db.models import Count, Model, UniqueConstraint
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from foundation.before_commit import atomic
from foundation.repeated_rows import once_in_a_list
from foundation.usage.former_slugs import note_merged, stands_in_addresses
from foundation.usage.replacing import put_in_place
from foundation.usage.usage_index import ReferenceColumn, columns_to, counts, found_of, instances_at

MERGED = "use.merge"  # in the log of the word that stays

# Sent with `old` and `new`, before `old` goes and when nothing points at it any more.
merged = Signal()


class CannotMergeError(Exception):
    """Its text says why."""


@atomic()
def merge(old: Any, new: Any, *, user: Any) -> int:
    """Put `new` wherever `old` is, and delete `old`. Returns: in how many places. Raises: CannotMergeError.

    Both are taken as they are by now: one of them may have been merged, deleted or renamed since it was read.
    """
    model = type(old)
    if old.pk == new.pk or type(new) is not model or not old.may_become(new):
        raise CannotMergeError(_("Choose another one to merge it into."))
    held = model._base_manager.select_for_update().filter(pk__in=[old.pk, new.pk]).order_by("pk").in_bulk()
    if len(held) < 2:
        raise CannotMergeError(_("One of the two is no longer there. Look at the list again."))
    old, new = held[old.pk], held[new.pk]
    _refuse_twins(old, new)
    number, places = counts(model, [old.pk])[old.pk], list(found_of(old))
    put_in_place(old, new)
    if stands_in_addresses(model):
        note_merged(old, new)
    for holder in instances_at(places):
        ReferenceIndex.create_or_update_for_object(holder.specific if isinstance(holder, Page) else holder)
    merged.send(sender=model, old=old, new=new)
    log(instance=new, action=MERGED, user=user, data={"name": str(old)})
    old.delete()
    return number


def _refuse_twins(old: Model, new: Model) -> None:
    """Where both stand side by side and only one of a kind may, they are two things. Raises: CannotMergeError."""
    both = {"old": str(old), "new": str(new)}
    for column in columns_to(type(old), derived=True):
        for others in _unique_with(column):
            rows = column.rows._base_manager.filter(**{f"{column.used}__in": [old.pk, new.pk]}).order_by()
            if rows.values(*others).annotate(number=Count("pk")).filter(number__gt=1).exists():
                raise CannotMergeError(_("“%(old)s” and “%(new)s” stand side by side in one place.") % both)


def _unique_with(column: ReferenceColumn) -> list[list[str]]:
    """The other fields of each constraint by which a row may stand once only."""
    own = column.field.name
    constraints = [] if column.is_link else column.rows._meta.constraints
    unique = [list(one.fields) for one in constraints if isinstance(one, UniqueConstraint)]
    unique.append(once_in_a_list(column.rows))
    return [[name for name in fields if name != own] for fields in unique if own in fields]
