"""Usage as one member of the staff may know it: names and addresses of the places where something is used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from foundation.staff_visibility import staff_visibility_of
from foundation.usage.querysets import base_of, type_of
from foundation.usage.usage_index import FoundUse, UseLevel, found_of, instances_at

# What to call a thing that has a page of its own, and its address; None for what this reader may not know.
Describer = Callable[[Any, Any], tuple[str, str] | None]
# What else happens when a thing goes, in sentences for this reader.
Consequence = Callable[[Any, Any], Iterable[str]]
_describers: dict[type[Model], Describer] = {}
_consequences: list[Consequence] = []


@dataclass(frozen=True)
class PlaceOfUse:
    """Shape: `url` is empty where the reader may not go; `how` says in which fields, or that it is only a version."""

    title: str
    kind: str
    how: str
    url: str
    level: UseLevel
    number: int = 1


def describe(model: type[Model], describer: Describer) -> None:
    """How places of this model are shown, which have no page to be edited on."""
    _describers[model] = describer


def register_consequence(consequence: Consequence) -> Consequence:
    _consequences.append(consequence)
    return consequence


def consequences_of(thing: Model, reader: Any) -> list[str]:
    return [sentence for consequence in _consequences for sentence in consequence(thing, reader)]


def places_of(thing: Model, reader: Any) -> list[PlaceOfUse]:
    """Every place, the most open first. Cost: that of `found_of`, and a few queries for each kind of place."""
    found = found_of(thing)
    called = _Called(reader)
    shown = [
        _place(instance, found[type_of(type(instance)).pk, int(instance.pk)], called)
        for instance in instances_at(found)
    ]
    return sorted(shown, key=lambda place: (place.level, place.kind, place.title))


def _place(instance: Any, found: list[FoundUse], called: "_Called") -> PlaceOfUse:
    model = (isinstance(instance, Page) and instance.specific_class) or type(instance)
    kind, level = str(capfirst(model._meta.verbose_name)), min(one.level for one in found)
    title, url = called.title_and_url(instance) or (_("One that you do not see"), "")
    return PlaceOfUse(title, kind, _how(found, level), url, level)


class _Called:
    """What places are called to one reader, and where she may go."""

    def __init__(self, reader: Any) -> None:
        self.reader, self.sight, self.urls = reader, staff_visibility_of(reader), AdminURLFinder(reader)

    def title_and_url(self, instance: Any) -> tuple[str, str] | None:
        """None for what she may not know."""
        if describer := _describers.get(base_of(type(instance))):
            return describer(instance, self.reader)
        url = self.urls.get_edit_url(instance) or ""
        if not isinstance(instance, Page):
            return (str(instance), url) if url else None
        if not self.sight.shows(instance.path, live=instance.live):
            return None
        is_mine = self.sight.is_mine(instance.path)
        return str(instance.get_admin_display_title() if is_mine else instance.title), url


def _how(found: list[FoundUse], level: UseLevel) -> str:
    if level == UseLevel.DRAFT:
        return _("only in the draft")
    if level == UseLevel.KEPT:
        return _("only in an earlier version")
    labels = (str(capfirst(gettext(str(one.label)))) for one in found if one.level == UseLevel.ROW)
    return ", ".join(dict.fromkeys(label for label in labels if label))
