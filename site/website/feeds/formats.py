"""The same items as JSON Feed 1.1, RSS 2.0 and Atom."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language

from core.media.pictures import absolute_url
from website.feeds.items import Item

JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Feed:
    """What a feed says. Shape: addresses are absolute; `next_address` empty on the last page."""

    title: str
    home: str
    address: str
    next_address: str
    updated_at: datetime
    items: list[Item]


def as_json(feed: Feed) -> bytes:
    document = {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        **({"next_url": feed.next_address} if feed.next_address else {}),
        "language": get_language(),
        "icon": absolute_url(static("website/img/icon.svg")),
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_text": item.summary,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "tags": list(item.tags),
        "_katalog": {"is_example": item.is_example, "picture": item.picture.as_api() if item.picture else None},
    }
    if item.image_address:
        shown["image"] = item.image_address
    if item.author:
        shown["authors"] = [{"name": item.author}]
    return shown


class _Dated(SyndicationFeed):
    """A feed is as old as its newest item, and an empty one as its list; never as new as the request."""

    updated_at: datetime

    def latest_post_date(self) -> datetime:
        return self.updated_at


class _Rss(_Dated, Rss201rev2Feed):
    pass


class _Atom(_Dated, Atom1Feed):
    pass


def as_rss(feed: Feed) -> bytes:
    return _written(feed, _Rss)


def as_atom(feed: Feed) -> bytes:
    return _written(feed, _Atom)


def _written(feed: Feed, kind: type[_Dated]) -> bytes:
    writer = kind(
        title=feed.title, link=feed.home, description=feed.title, language=get_language(), feed_url=feed.address
    )
    writer.updated_at = feed.updated_at
    for item in feed.items:
        image = item.picture.fallback if item.picture else None
        writer.add_item(
            title=item.title,
            link=item.address,
            description=item.summary,
            author_name=item.author or None,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            unique_id=f"urn:uuid:{item.id}",
            unique_id_is_permalink=False,
            categories=item.tags,
            enclosures=[Enclosure(item.image_address, "0", "image/jpeg")] if image else [],
        )
    return str(writer.writeString("utf-8")).encode()


FORMATS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "json": ("application/feed+json; charset=utf-8", as_json),
    "rss": ("application/rss+xml; charset=utf-8", as_rss),
    "atom": ("application/atom+xml; charset=utf-8", as_atom),
}
