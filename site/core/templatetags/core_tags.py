"""What templates of all apps use."""

from decimal import Decimal

from django import template

from core.components import hours_text
from core.danish import file_names
from core.media.models import CatalogueImage
from core.media.pictures import Picture, picture_of

register = template.Library()


@register.inclusion_tag("media/components/picture.html")
def picture(
    shown: Picture | CatalogueImage | None, sizes: str = "100vw", alt: str | None = None, *, eager: bool = False
) -> dict[str, object]:
    """A responsive picture from ready renditions; `alt=""` where the picture says nothing the text does not."""
    ready = shown if isinstance(shown, Picture) else picture_of(shown)
    return {"picture": ready, "alt": ready.alt if ready and alt is None else alt, "sizes": sizes, "eager": eager}


@register.filter
def file_name(title: str, extension: str) -> str:
    """What a file of this title is called where it is saved."""
    return file_names.file_name(title, extension)


@register.filter
def hours(value: Decimal) -> str:
    """Working hours in words, «1,5 timer»."""
    return hours_text(value)
