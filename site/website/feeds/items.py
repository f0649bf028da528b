"""One page as every feed shows it, whatever the format."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.media.pictures import Picture, absolute_url, picture_of

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# How several page types name what they are about.
TAG_FIELDS = ("platform", "category")


@dataclass(frozen=True)
class Item:
    """Shape: `address` is absolute; `author` the library, empty where there is none."""

    id: str
    address: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    tags: tuple[str, ...]
    author: str
    is_example: bool
    picture: Picture | None

    @property
    def image_address(self) -> str:
        """A JPEG that every reader shows, empty until it is made."""
        return absolute_url(self.picture.fallback.url) if self.picture and self.picture.fallback else ""


def item_of(page: Any) -> Item:
    """The item of a page fetched `for_cards`. Cost: none."""
    library = getattr(page, "library", None)
    terms = [*(page.platforms.all() if hasattr(page, "platforms") else ())]
    terms += [term for name in TAG_FIELDS if (term := getattr(page, name, None))]
    return Item(
        id=f"{page.translation_key}",
        address=page.full_url or "",
        title=_plain(page.title),
        summary=_plain(page.lead),
        published_at=page.published,
        updated_at=page.last_published_at or page.published,
        tags=tuple(_plain(str(term)) for term in terms),
        author=_plain(library.display_name) if library else "",
        is_example=bool(library and library.is_example),
        picture=picture_of(page.cover),
    )


def _plain(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return NOT_IN_XML.sub("", text)
