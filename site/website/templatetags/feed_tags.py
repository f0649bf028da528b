"""What templates say about feeds."""

from typing import Any

from django import template

from concepts.models import ConceptIndexPage, PlatformGuideIndexPage
from home.models import HomePage
from showcase.models import AwardIndexPage, InitiativeIndexPage
from website.embeds.oembed import discovery_url
from website.feeds.formats import FORMATS
from website.feeds.selections import SELECTIONS

EMBEDDABLE = {selection.model for selection in SELECTIONS.values()}
register = template.Library()
FEED_OF: dict[type, str] = {
    HomePage: "concepts",
    ConceptIndexPage: "concepts",
    PlatformGuideIndexPage: "guides",
    InitiativeIndexPage: "initiatives",
    AwardIndexPage: "winners",
}


@register.inclusion_tag("website/feed_links.html")
def feed_links(page: Any) -> dict[str, Any]:
    """The feeds of a list page, for programs to find. Cost: none."""
    name = FEED_OF.get(type(page))
    if name is None:
        return {}
    kinds = [(f"/feeds/{name}.{kind}", content_type.partition(";")[0]) for kind, (content_type, _w) in FORMATS.items()]
    calendar = [("/feeds/calendar.ics", "text/calendar")] if name == "winners" else []
    return {"title": SELECTIONS[name].title, "kinds": kinds + calendar}


@register.inclusion_tag("website/oembed_links.html")
def oembed_links(page: Any) -> dict[str, Any]:
    """Where to learn about the card of a page, for sites on which somebody pastes its address. Cost: none."""
    if type(page) not in EMBEDDABLE:
        return {}
    return {"title": page.title, "kinds": [(kind, discovery_url(page, kind)) for kind in ("json", "xml")]}
