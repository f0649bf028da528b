"""Retire vocabulary: no longer offered where somebody chooses, still shown, still found by its address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from foundation.before_commit import atomic


class RetirableQuerySet(models.QuerySet[Any]):
    def offered(self, *, keeping: Iterable[Any] = ()) -> "RetirableQuerySet":
        """Those that may be chosen today, and those that are chosen already (rows or ids)."""
        return self.filter(Q(is_retired=False) | Q(pk__in=[getattr(one, "pk", one) for one in keeping]))


class Retirable(models.Model):
    """A row that goes out of use without leaving what is told with it."""

    is_retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("No longer offered to choose. Pages that have it show it as before, and filters by it still work."),
    )

    objects = RetirableQuerySet.as_manager()

    class Meta:
        abstract = True

    @atomic()
    def save(self, *args: Any, **kwargs: Any) -> None:
        """With what is told of it elsewhere: a process that is killed meanwhile leaves both or neither."""
        super().save(*args, **kwargs)

    def may_become(self, other: Any) -> bool:
        """Whether it may be merged into another row of its kind, because both mean the same."""
        return True

    def told_by(self) -> Iterable[Model]:
        """Other rows of its kind that tell of it wherever they are told."""
        return ()


class OffersOnly:
    """For widgets of model choices: a retired row is listed only where it is chosen already."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)  # type: ignore[misc]  # stands before a widget
        left = [(label, [one for one in options if _is_offered(one)], place) for label, options, place in groups]
        return [group for group in left if group[1]]


def _is_offered(option: dict[str, Any]) -> bool:
    is_retired = getattr(getattr(option["value"], "instance", None), "is_retired", False)
    return bool(option["selected"] or not is_retired)


class OfferedSelect(OffersOnly, forms.Select):
    pass


class OfferedCheckboxes(OffersOnly, forms.CheckboxSelectMultiple):
    pass


class ChooseOffered:
    """For the views of a chooser."""

    def get_object_list(self) -> Any:
        return super().get_object_list().offered()  # type: ignore[misc]  # stands before a view
