"""What somebody who must not know whose a report is may see of each answer. Each form field says it itself."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _

from core.numbers.figures import Figure
from core.numbers.telling import plain_number

FormType = TypeVar("FormType", bound=forms.Form)

# Numbers are told as the band they lie in: each edge begins a new one.
EDGES = (10, 25, 50, 100, 250, 500, *(step * 10**zeros for zeros in range(3, 7) for step in (1, 2.5, 5)))


class Blind(Enum):
    """How an answer is shown to whoever must judge without knowing. A field that says nothing is shown to nobody."""

    SHOWN = auto()  # as it is: chosen from a list everybody has
    SEARCHED = auto()  # text in which what tells is found and blacked out
    BANDED = auto()  # the band or quarter it lies in
    HIDDEN = auto()  # only afterwards
    NEVER = auto()  # not afterwards either


def blind(fields: Mapping[Blind, tuple[str, ...]]) -> Callable[[type[FormType]], type[FormType]]:
    """Writes on each named field of the form how blind-safe it is. Raises: KeyError for a field that is not there."""

    def mark(form: type[FormType]) -> type[FormType]:
        for how, names in fields.items():
            for name in names:
                form.base_fields[name].blind = how  # type: ignore[attr-defined]  # our own mark on Django's fields
        return form

    return mark


def blindness_of(field: forms.Field) -> Blind | None:
    return getattr(field, "blind", None)


def banded(value: Any) -> str:
    """A number as its band, a day as its quarter; anything else is not told."""
    if isinstance(value, date):
        return _("%(quarter)s. quarter of %(year)s") % {"quarter": (value.month + 2) // 3, "year": value.year}
    if isinstance(value, Figure):
        return _band(value.value)
    return ""


def _band(number: Decimal) -> str:
    place = bisect_right(EDGES, number)
    if place == 0:
        return _("under %(most)s") % {"most": EDGES[0]}
    least = _whole(EDGES[place - 1])
    if place == len(EDGES):
        return _("%(least)s or more") % {"least": least}
    return f"{least}–{_whole(EDGES[place] - 1)}"


def _whole(number: float) -> str:
    return plain_number(Decimal(int(number)))
