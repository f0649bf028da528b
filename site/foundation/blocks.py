"""What blocks tell of themselves, whatever boxes they lie in.

Beside template, preview and API value a block may tell, each by a method of its own that takes its value:

- `media_references_in`: what galleries list or kits offer (`media.references.MediaReference`)
- `texts_in`: what there is to read, plain or in HTML; else what Wagtail's `get_searchable_content` finds
- `addresses_in`: addresses of other sites that stand in no text
- `steps_in`: title and text of each step, for search engines
- `checklists_in`: heading and points of each checklist, for paper
- `posts_in`: the value of each text that a kit shows as a post

and in its `Meta` what is told without a value: `contents_title`, its heading in the table of contents, and
`dpl_template`, how DPL takes it (empty: as files, not as text). What rows it points at Wagtail's `extract_references`
tells. Boxes pass on what lies in them, so nobody asks for a block by its name or its kind.
"""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock


def told(block: Block, value: Any, by: str) -> Iterator[Any]:
    """What a block tells by the method of this name, itself or through the blocks within it."""
    if hasattr(block, by):
        yield from getattr(block, by)(value)
    else:
        for part, inner in parts_of(block, value):
            yield from told(part, inner, by)


def texts_in(block: Block, value: Any) -> Iterator[str]:
    """What there is to read in a block, in its order."""
    if hasattr(block, "texts_in"):
        yield from block.texts_in(value)
    elif isinstance(block, StructBlock | StreamBlock | ListBlock):
        for part, inner in parts_of(block, value):
            yield from texts_in(part, inner)
    elif value is not None:
        yield from block.get_searchable_content(value)


def parts_of(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    """The blocks that lie directly in a block, each with its value; in what a script left out, none."""
    if value is None:
        return
    if isinstance(block, StructBlock):
        yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, StreamBlock | ListBlock):
        bound = value.bound_blocks if isinstance(block, ListBlock) else value
        yield from ((one.block, one.value) for one in bound)
