"""The demo's blocks from their texts: keys become pictures, films, libraries, platforms and pages."""

from collections.abc import Mapping
from typing import Any

from core.libraries.models import Library
from core.media.models import CatalogueImage, Video
from core.models import BasePage, Platform


def library_of(isil: str) -> Library:
    return Library.objects.get(isil=isil)


def block_of(
    block: dict[str, Any],
    images: Mapping[str, CatalogueImage],
    videos: Mapping[str, Video],
    pages: Mapping[str, BasePage],
) -> tuple[str, Any]:
    """Returns: the block's type and its value, as a StreamField takes them."""
    kind = block.pop("type")
    if kind == "paragraph":
        return kind, block["text"]
    if kind == "gallery":
        return kind, {"heading": block["heading"], "items": [_item_of(item, images, videos) for item in block["items"]]}
    if kind == "platform_text":
        block["platform"] = Platform.objects.get(slug=block["platform"])
    if "library" in block:
        block["library"] = library_of(block["library"])
    if "video" in block:
        block["video"] = videos[block["video"]]
    if "page" in block:
        block["page"] = pages[block["page"]]
    if "picture" in block:
        block["image"] = images[block.pop("picture")]
    return kind, block


def _item_of(
    item: Mapping[str, str], images: Mapping[str, CatalogueImage], videos: Mapping[str, Video]
) -> dict[str, Any]:
    """One picture or film of a gallery."""
    shown = {"video": videos[item["film"]]} if "film" in item else {"image": images[item["picture"]]}
    return {**shown, "caption": item["caption"]}
