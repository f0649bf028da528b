"""The same items as JSON Feed 1.1, RSS 2.0 and Atom."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import get_language

from media.pictures import absolute_url
from syndication.feeds.schemas import Item

JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Feed:
    """What a feed says.

    Shape: addresses are absolute; `next_address` empty on the last page; `notes` what was left out of account.
    """

    title: str
    home: str
    address: str
    next_address: str
    updated_at: datetime
    items: Sequence[Item]
    notes: Sequence[str] = ()


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
        **({"_katalog": {"notes": list(feed.notes)}} if feed.notes else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(item: Item) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": str(item.id),
        "url": item.url,
        "title": item.title,
        "content_text": item.lead,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "tags": _tags(item),
        "_katalog": item.model_dump(mode="json"),
    }
    if item.image:
        shown["image"] = item.image.jpeg.url
    if author := _author(item):
        shown["authors"] = [{"name": author}]
    return shown


def _tags(item: Item) -> list[str]:
    """What it is about, in words."""
    one = [term.name for name in ("platform", "category") if (term := getattr(item, name, None))]
    return [*(term.name for term in getattr(item, "platforms", ())), *one]


def _author(item: Item) -> str:
    library = getattr(item, "library", None)
    return library.name if library else ""


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
        title=feed.title,
        link=feed.home,
        description=" ".join((feed.title, *feed.notes)),
        subtitle=" ".join(feed.notes) or None,
        language=get_language(),
        feed_url=feed.address,
    )
    writer.updated_at = feed.updated_at
    for item in feed.items:
        writer.add_item(
            title=item.title,
            link=item.url,
            description=escape(item.lead),  # both formats take it for HTML
            author_name=_author(item) or None,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            unique_id=f"urn:uuid:{item.id}",
            unique_id_is_permalink=False,
            categories=_tags(item),
            enclosures=[Enclosure(item.image.jpeg.url, "0", item.image.jpeg.type)] if item.image else [],
        )
    return str(writer.writeString("utf-8")).encode()


FORMATS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "json": ("application/feed+json; charset=utf-8", as_json),
    "rss": ("application/rss+xml; charset=utf-8", as_rss),
    "atom": ("application/atom+xml; charset=utf-8", as_atom),
}
