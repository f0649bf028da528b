"""What templates of all apps use."""

from typing import Any

from django import template

from core.media.models import CatalogueImage
from core.media.pictures import Picture, picture_of

register = template.Library()


@register.inclusion_tag("media/components/picture.html")
def picture(
    shown: Picture | CatalogueImage | None, sizes: str = "100vw", alt: str | None = None, *, eager: bool = False
) -> dict[str, Any]:
    """A responsive picture from ready renditions; `alt=""` where the picture says nothing the text does not."""
    ready = shown if isinstance(shown, Picture) else picture_of(shown)
    return {"picture": ready, "alt": ready.alt if ready and alt is None else alt, "sizes": sizes, "eager": eager}


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """The current address's query with some parameters changed, for paging."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query[name] = value
    return str(query.urlencode())
