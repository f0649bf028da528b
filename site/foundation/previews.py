"""Preview modes in which an editor may look at a draft: dark, on paper, and what other parts of the house add.

Shape and colour are the page's own style sheets, asked for by the template (`request.preview_mode`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DARK, PRINT = "moerk", "print"  # as the templates ask for them


@dataclass(frozen=True)
class Preview:
    """Shape: `is_for` says of which pages there is such a thing; `serve` answers for one of them."""

    name: str
    label: str | Promise
    is_for: Callable[[Any], bool]
    serve: Callable[[HttpRequest, Any], HttpResponse]


_others: dict[str, Preview] = {}


def register_preview(preview: Preview) -> None:
    """Called once for each, as apps are made ready."""
    _others[preview.name] = preview


def modes_of(page: Any) -> list[tuple[str, str | Promise]]:
    """As Wagtail asks for them: name and label, the page as it is first."""
    own = [("", _("As it is")), (DARK, _("Dark")), (PRINT, _("On paper"))]
    return [*own, *((other.name, other.label) for other in _others.values() if other.is_for(page))]


def other_preview(page: Any, mode: str) -> Preview | None:
    """None for the page's own shapes, and for what is no preview of such a page."""
    found = _others.get(mode)
    return found if found and found.is_for(page) else None
