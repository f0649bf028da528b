"""Template tags for feeds."""

from typing import Any

from django import template
from wagtail.models import Page

from core.records.kinds import kind_of
from syndication.embeds.oembed import discovery_url
from syndication.feeds.formats import FORMATS
from syndication.feeds.sources import FEEDS, OF_PAGES, SOURCES

register = template.Library()
FEED_OF = {"home.HomePage": "concepts", **{selection.index: name for name, selection in FEEDS.items()}}


@register.inclusion_tag("website/feed_links.html")
def feed_links(page: Any) -> dict[str, Any]:
    """The feeds of a list page, for programs to find. Cost: none."""
    name = FEED_OF.get(type(page)._meta.label) if isinstance(page, Page) else None
    if name is None:
        return {}
    kinds = [(f"/feeds/{name}.{kind}", content_type.partition(";")[0]) for kind, (content_type, _w) in FORMATS.items()]
    calendar = [("/feeds/calendar.ics", "text/calendar")] if name == "winners" else []
    return {"title": SOURCES[name].title, "kinds": kinds + calendar}


@register.inclusion_tag("website/oembed_links.html")
def oembed_links(page: Any) -> dict[str, Any]:
    """Where to learn about the card of a page, for sites on which somebody pastes its address. Cost: none."""
    if _kind_of(page) not in OF_PAGES:
        return {}
    return {"title": page.title, "kinds": [(kind, discovery_url(page, kind)) for kind in ("json", "xml")]}


def _kind_of(page: Any) -> str:
    """The kind of its record; empty for what is no page of ours."""
    kind = kind_of(type(page))
    return kind.name if kind else ""
