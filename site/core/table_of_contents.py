"""Long pages as sections: what a table of contents points at."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue

from core.components import Anchor


@dataclass(frozen=True)
class Section:
    """A block of a page's body. Shape: `id` is empty for one without a heading of its own."""

    id: str
    title: str
    block: Any

    @property
    def is_needed_first(self) -> bool:
        """Whether whoever does it needs this before what it is about: the block says so."""
        return bool(getattr(self.block.block.meta, "is_needed_first", False))

    @property
    def anchor(self) -> Anchor | None:
        return Anchor(self.id, self.title) if self.id else None


def sections_of(stream: StreamValue) -> list[Section]:
    """The blocks of a stream with addresses made from their headings, each different."""
    sections: list[Section] = []
    taken: set[str] = set()
    for block in stream:
        title = _heading_of(block)
        address = slugify(title, allow_unicode=True) or f"afsnit-{len(sections) + 1}" if title else ""
        while address and address in taken:
            address += "-2"
        taken.add(address)
        sections.append(Section(address, title, block))
    return sections


def _heading_of(block: Any) -> str:
    heading = block.value.get("heading") if isinstance(block.value, dict) else ""
    return str(heading or getattr(block.block.meta, "contents_title", ""))
