"""Admin main menu: about eight entries for each role, what belongs together under one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@dataclass(frozen=True)
class MenuGroup:
    """Shape: `names` are those of the entries that move into it, in their order there."""

    name: str
    label: Any
    icon_name: str
    order: int
    names: tuple[str, ...]


GROUPS = (
    MenuGroup("media", _("Pictures and films"), "image", 310, ("images", "films", "consents", "documents")),
    MenuGroup(
        "words",
        _("Words and registers"),
        "tag",
        320,
        ("libraries", "vocabulary", "award-categories", "criteria"),
    ),
)


def group_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Move entries into their groups. A group of one is that one; what no group names stays where it is."""
    for group in GROUPS:
        members = sorted((one for one in items if one.name in group.names), key=lambda one: group.names.index(one.name))
        inner = list(_unfolded(request, members))
        if len(inner) < 2:
            continue
        items[:] = [one for one in items if one not in members]
        menu = Menu(items=[_Placed(item, order) for order, item in enumerate(inner)])
        items.append(SubmenuMenuItem(group.label, menu, name=group.name, icon_name=group.icon_name, order=group.order))


class _Placed(MenuItem):
    """An entry at a place of its own: entries are shared by all requests, so theirs is not changed."""

    def __init__(self, item: MenuItem, order: int) -> None:
        self.item = item
        super().__init__(item.label, item.url, name=item.name, icon_name=item.icon_name, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.item.is_shown(request))

    def render_component(self, request: HttpRequest) -> Any:
        return self.item.render_component(request)


def _unfolded(request: HttpRequest, items: Iterable[MenuItem]) -> Iterable[MenuItem]:
    """A group within a group would be a menu in three storeys."""
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            yield from sorted(item.menu.menu_items_for_request(request), key=lambda one: one.order)
        else:
            yield item
