"""The desk of a member of staff: what each app has for her to do, gathered by a hook, for the admin's first page.

An app registers a function of the hook `DESK_HOOK`, given a member of staff, that yields the matters she may see and do
something about. The admin's first page shows them, and the digest by mail tells them; both ask nobody else.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

DESK_HOOK = "desk_matters"
MOST_LINES = 8  # of one matter; the rest is behind its link


class DeskSection(TextChoices):
    """Where on the desk a matter lies, in the order in which it is read."""

    TODAY = "today", _("For you to do")
    SOON = "soon", _("Ends soon, or has gone wrong")
    OTHERS = "others", _("Waits for others")
    WEEK = "week", _("The next seven days")
    CHANGED = "changed", _("Changed lately")


@dataclass(frozen=True)
class DeskLine:
    """One thing, what there is to say of it, and the address where it is handled; perhaps a second way on."""

    text: str
    url: str
    detail: str = ""
    way: str = ""
    way_url: str = ""


@dataclass(frozen=True)
class DeskItem:
    """Shape: `heading` tells what and how many; `lines` are the first of them; without any it is not shown.

    Where they are `is_personal` - a name, or a library's own words - they are read here, and not sent by mail.
    """

    name: str
    place: DeskSection
    heading: str
    lines: tuple[DeskLine, ...]
    more_url: str = ""
    is_personal: bool = False


def desk_items_of(user: Any) -> list[DeskItem]:
    """What lies on the desk of a member of staff, place by place. Cost: that of the apps."""
    found = [matter for tell in hooks.get_hooks(DESK_HOOK) for matter in tell(user) if matter.lines]
    order = list(DeskSection)
    return sorted(found, key=lambda matter: order.index(matter.place))
