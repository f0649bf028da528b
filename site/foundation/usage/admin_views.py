"""Wagtail's own usage views, over the usage index: drafts, earlier versions and reports too."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import UsageView
from wagtail.models import ReferenceIndex

from foundation.compat.replaced import put, replace
from foundation.usage.usage_index import counts
from foundation.usage.usage_report import PlaceOfUse, places_of


def tell_all_use() -> None:
    """From now on, of every kind of thing: pages, pictures, documents, films, words."""
    replace(UsageView, "get_queryset", lambda _theirs: _places)
    replace(UsageView, "get_table", lambda _theirs: _table)
    put(UsageView, "columns", property(_columns))
    replace(StatusSidePanel, "get_usage_context", lambda _theirs: _usage_context)
    replace(ReferenceIndex, "get_count_references_to_in_bulk", lambda _theirs: _numbers)


def _places(view: UsageView) -> list[PlaceOfUse]:
    return places_of(view.object, view.request.user)


def _table(view: UsageView, object_list: Any, **kwargs: Any) -> Any:
    return super(UsageView, view).get_table(object_list, **kwargs)


def _columns(_view: UsageView) -> list[Column]:
    return [
        TitleColumn("title", label=_("Name"), get_url=lambda place: place.url or None),
        Column("kind", label=_("Type")),
        Column("how", label=_("Where")),
    ]


def _usage_context(panel: StatusSidePanel) -> dict[str, Any]:
    thing = panel.object
    number = counts(type(thing), [thing.pk])[thing.pk] if thing.pk else 0
    return {"usage_count": number, "usage_url": panel.usage_url}


def _numbers(things: Sequence[Model]) -> dict[Model, int]:
    """Things of one kind, as they stand in a list."""
    found = counts(type(things[0]), [thing.pk for thing in things]) if things else {}
    return {thing: found[thing.pk] for thing in things}
