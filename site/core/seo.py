"""What search engines, link previews and feed readers learn about a page from its head."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.breadcrumbs import Crumb
from media.models import CatalogueImage
from media.pictures import PictureFile, absolute_url, picture_of

Schema = dict[str, Any]
# What would end the script element or start a comment in it.
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Translation:
    language: str
    url: str


@dataclass(frozen=True)
class PageMetadata:
    """Shape: addresses are absolute; `image` None without a cover whose wide version is made."""

    title: str
    description: str
    url: str
    image: PictureFile | None
    image_alt: str
    kind: str
    schemas: list[Schema] = field(default_factory=list)
    translations: tuple[Translation, ...] = ()

    @property
    def image_url(self) -> str:
        return absolute_url(self.image.url) if self.image else ""

    @property
    def json_ld(self) -> SafeString:
        """The schemas as JSON that is safe inside a script element."""
        text = json.dumps({"@context": "https://schema.org", "@graph": self.schemas}, ensure_ascii=False)
        return mark_safe(text.translate(UNSAFE_IN_SCRIPT))  # noqa: S308 - escaped just here


def metadata_of(page: Any, crumbs: list[Crumb], translations: tuple[Translation, ...], schema: Schema) -> PageMetadata:
    """The head of a catalogue page. Cost: 1 query for its cover, none when its renditions are fetched."""
    cover: CatalogueImage | None = page.cover
    picture = picture_of(cover)
    url = page.full_url or ""
    wide = picture.share if picture else None
    described = {
        "name": page.title,
        "description": page.search_description or page.lead,
        "url": url,
        "inLanguage": get_language(),
        **({"image": absolute_url(wide.url)} if wide else {}),
        **schema,
    }
    return PageMetadata(
        title=page.seo_title or page.title,
        description=page.search_description or page.lead,
        url=url,
        image=wide,
        image_alt=picture.alt if picture else "",
        kind="article" if schema["@type"] in {"Article", "HowTo"} else "website",
        schemas=[described, *([_trail(crumbs, page.title, url)] if crumbs else [])],
        translations=translations,
    )


def how_to(steps: list[tuple[str, str]], hours: Decimal | None) -> Schema:
    """Something to do: steps of (title, rich text), and the working hours as an ISO 8601 duration."""
    texts = [{"@type": "HowToStep", "name": title, "text": strip_tags(text)} for title, text in steps]
    return {"@type": "HowTo", "step": texts, **({"totalTime": f"PT{int(hours * 60)}M"} if hours else {})}


def _trail(crumbs: list[Crumb], title: str, url: str) -> Schema:
    places = [*((crumb.title, f"{settings.BASE_URL}{crumb.url}") for crumb in crumbs), (title, url)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
