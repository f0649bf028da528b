"""Which pictures, films and files a page uses, told by its own fields and blocks.

What is used at all is what Wagtail's `extract_references` finds: every chooser, rich text and foreign key declares it
there, so a new block or field needs nothing of ours. What galleries list, and with which caption, a block tells with
a method `uses_in(value)`; the boxes it lies in pass it on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from core.media.enums import ShownAs
from core.media.models import CatalogueDocument, CatalogueImage, Video


@dataclass(frozen=True)
class Use:
    """One picture, film or file, and how the page shows it."""

    KINDS: ClassVar[dict[type[Model], str]] = {CatalogueImage: "image", Video: "video", CatalogueDocument: "document"}

    item: Any
    shown_as: ShownAs = ShownAs.DETAIL
    caption: str = ""

    @property
    def kind(self) -> str:
        return self.KINDS[type(self.item)]


def uses_of(page: Page) -> list[Use]:
    """Everything a page uses, each thing once: as a piece when it is one anywhere, otherwise as it is met first.

    What is gone is left out. Cost: one query for each kind and for each kind of child the page has.
    """
    found: dict[tuple[str, int], Use] = {}
    for use in _met_on(page):
        key = (use.kind, use.item.pk)
        if key not in found or (use.shown_as == ShownAs.PIECE and found[key].shown_as != ShownAs.PIECE):
            found[key] = use
    return list(found.values())


def uses_in(block: Block, value: Any) -> Iterator[Use]:
    """What a block tells of what it shows, itself or through the blocks within it."""
    if hasattr(block, "uses_in"):
        yield from block.uses_in(value)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from uses_in(child, value.get(name))
    elif isinstance(block, StreamBlock | ListBlock):
        for bound in value.bound_blocks if isinstance(block, ListBlock) else value:
            yield from uses_in(bound.block, bound.value)


def files_in(block: Block, value: Any) -> list[CatalogueDocument]:
    """The files that a block offers."""
    return [use.item for use in uses_in(block, value) if isinstance(use.item, CatalogueDocument)]


def refers_to(block: Block, value: Any, model: type[Model], keys: set[int]) -> bool:
    """Whether a block, or one within it, points at one of these rows."""
    found = block.extract_references(value)
    return any(issubclass(target, model) and int(key) in keys for target, key, *_paths in found)


def _met_on(page: Page) -> Iterator[Use]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from uses_in(field.stream_block, getattr(page, field.name))
    items = _fetched(_references_of(page))
    yield from (Use(item) for item in items)
    yield from (Use(film.poster) for film in items if isinstance(film, Video) and film.poster)


def _fetched(references: Iterable[tuple[type[Model], Any]]) -> list[Any]:
    """The rows that are still there, in the order they were met."""
    references = list(references)
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for model, key in references:
        wanted[model].add(int(key))
    rows = {model: _rows_of(model).in_bulk(keys) for model, keys in wanted.items()}
    met = (rows[model].get(int(key)) for model, key in references)
    return [item for item in met if item is not None]


def _rows_of(model: type[Any]) -> Any:
    return model.objects.select_related("poster") if model is Video else model.objects.all()


def _references_of(instance: Any) -> Iterator[tuple[type[Model], Any]]:
    """The pictures, films and files that an object points at: by its fields, its texts and streams, its children."""
    for field in instance._meta.get_fields():
        if isinstance(field, ForeignKey):
            found: Iterable[tuple[Any, ...]] = [(field.related_model, getattr(instance, field.attname))]
        elif hasattr(field, "extract_references"):
            found = field.extract_references(field.value_from_object(instance))
        else:
            continue
        yield from ((model, key) for model, key, *_paths in found if model in Use.KINDS and key)
    for relation in get_all_child_relations(type(instance)):
        for child in getattr(instance, relation.get_accessor_name()).all():
            yield from _references_of(child)
