"""What published pages show: kept beside the pages, so that galleries can list it without reading their bodies."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from core.media.models import Showing


@transaction.atomic
def record_showings(page: Page) -> int:
    """Replace what is known of a page by what its blocks show now. Returns: how many pictures and films."""
    Showing.objects.filter(page_id=page.pk).delete()
    shown = [
        Showing(page_id=page.pk, caption=caption, sort_order=place, **{f"{kind}_id": item.pk})
        for place, (kind, item, caption) in enumerate(_media_of(page))
    ]
    return len(Showing.objects.bulk_create(shown))


def _media_of(page: Page) -> Iterator[tuple[str, Any, str]]:
    """Each picture and film once, in the order of the page: (kind, object, caption)."""
    seen = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for kind, item, caption in _media_in(getattr(page, field.name)):
                if item is not None and (kind, item.pk) not in seen:
                    seen.add((kind, item.pk))
                    yield kind, item, caption


def _media_in(stream: Any) -> Iterator[tuple[str, Any, str]]:
    for block in stream:
        if block.block_type == "gallery":
            yield from (("image", item["image"], item["caption"]) for item in block.value["items"])
        elif block.block_type == "image":
            yield "image", block.value["image"], block.value["caption"]
        elif block.block_type == "video":
            yield "video", block.value["video"], block.value["caption"]
