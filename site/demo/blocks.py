"""Demo blocks from their texts: keys become the pictures, films, libraries, platforms and pages they name."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.models import Page

from core.models import BasePage, Platform
from libraries.models import Library
from media.models import CatalogueImage, Video

Rows = Mapping[type[Model], Callable[[str], Any]]


def library_of(isil: str) -> Library:
    return Library.objects.get(isil=isil)


def rows_by_key(
    images: Mapping[str, CatalogueImage], videos: Mapping[str, Video], pages: Mapping[str, BasePage]
) -> Rows:
    """How what a chooser chooses is found by what the texts call it."""
    return {
        CatalogueImage: images.__getitem__,
        Video: videos.__getitem__,
        Page: pages.__getitem__,
        Library: library_of,
        Platform: lambda slug: Platform.objects.get(slug=slug),
    }


def stream_of(block: StreamBlock, entries: list[dict[str, Any]], rows: Rows) -> list[tuple[str, Any]]:
    """The type and the value of each block, as a StreamField takes them."""
    return [(entry["type"], _top_level(block.child_blocks[entry["type"]], entry, rows)) for entry in entries]


def _top_level(block: Block, entry: Mapping[str, Any], rows: Rows) -> Any:
    """A block without children is written under `text`."""
    told = {name: part for name, part in entry.items() if name != "type"}
    return _value(block, told if isinstance(block, StructBlock) else told["text"], rows)


def _value(block: Block, told: Any, rows: Rows) -> Any:
    """Raises: LookupError for what nobody knows."""
    if isinstance(block, ChooserBlock):
        return rows[block.model_class](told)
    if isinstance(block, ListBlock):
        return [_value(block.child_block, one, rows) for one in told]
    if isinstance(block, StructBlock):
        return {name: _value(block.child_blocks[name], part, rows) for name, part in told.items()}
    return told
