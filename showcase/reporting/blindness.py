"""Blind values of answers: what somebody who must not know whose a report is may see of each."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from foundation.numbers.figures import ParsedNumber
from foundation.numbers.formatting import plain_number

# Numbers are told as the band they lie in: each edge begins a new one.
EDGES = (10, 25, 50, 100, 250, 500, *(first * 10**zeros for zeros in range(3, 7) for first in (1, 2.5, 5)))


class Blind(Enum):
    """How an answer is shown to whoever must judge without knowing. What is not in the schema is shown to nobody."""

    SHOWN = auto()  # as it is: chosen from a list everybody has
    SEARCHED = auto()  # text in which what tells is found and blacked out
    BANDED = auto()  # the band or quarter it lies in
    HIDDEN = auto()  # only afterwards
    NEVER = auto()  # not afterwards either


def blindness_of(field: forms.Field) -> Blind | None:
    """As the schema has it; None for a field that does not stand there."""
    asked = getattr(field, "asked", None)
    return asked.blind_safe if asked else None


def banded(value: Any) -> str:
    """A number as its band, a day as its quarter; anything else is not told."""
    if isinstance(value, date):
        return _("%(quarter)s. quarter of %(year)s") % {"quarter": (value.month + 2) // 3, "year": value.year}
    if isinstance(value, ParsedNumber):
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
