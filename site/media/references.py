"""Media references of a page: which pictures, videos and documents its own fields and blocks use.

What is used at all is what Wagtail's `extract_references` finds: every chooser, rich text and foreign key declares it
there, so a new block or field needs nothing of ours. What galleries list, and with which caption, a block tells by
`media_references_in` (`foundation.blocks`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.models import Page

from foundation.blocks import told
from foundation.ids import read_id
from media.enums import ShownAs
from media.models import CatalogueDocument, CatalogueImage, Video
from media.querysets import with_openness


@dataclass(frozen=True)
class MediaReference:
    """One picture, film or file, and how the page shows it."""

    KINDS: ClassVar[dict[type[Model], str]] = {CatalogueImage: "image", Video: "video", CatalogueDocument: "document"}

    item: Any
    shown_as: ShownAs = ShownAs.DETAIL
    caption: str = ""

    @property
    def kind(self) -> str:
        return self.KINDS[type(self.item)]


def media_references_of(page: Page) -> list[MediaReference]:
    """Everything a page uses, each thing once: as a piece when it is one anywhere, otherwise as it is met first.

    What is gone is left out. Cost: one query for each kind and for each kind of child the page has.
    """
    found: dict[tuple[str, int], MediaReference] = {}
    for use in _met_on(page):
        key = (use.kind, use.item.pk)
        if key not in found or (use.shown_as == ShownAs.PIECE and found[key].shown_as != ShownAs.PIECE):
            found[key] = use
    return list(found.values())


def open_files_in(block: Block, value: Any) -> list[CatalogueDocument]:
    """The files that a block offers and everybody may fetch. Cost: 1 query where a form has just chosen them."""
    files = [use.item for use in told(block, value, "media_references_in") if isinstance(use.item, CatalogueDocument)]
    unknown = [file.pk for file in files if not hasattr(file, "is_open")]
    asked = with_openness(CatalogueDocument.objects.filter(pk__in=unknown)).values_list("pk", "is_open")
    known = dict(asked) if unknown else {}
    return [file for file in files if known.get(file.pk, getattr(file, "is_open", False))]


def refers_to(block: Block, value: Any, model: type[Model], keys: set[int]) -> bool:
    """Whether a block, or one within it, points at one of these rows."""
    found = block.extract_references(value)
    return any(issubclass(target, model) and read_id(key) in keys for target, key, *_paths in found)


def _met_on(page: Page) -> Iterator[MediaReference]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from told(field.stream_block, getattr(page, field.name), "media_references_in")
    items = _fetched((model, key) for model, key in references_of(page) if model in MediaReference.KINDS)
    yield from (MediaReference(item) for item in items)
    yield from (MediaReference(film.poster) for film in items if isinstance(film, Video) and film.poster)


def _fetched(references: Iterable[tuple[type[Model], int]]) -> list[Any]:
    """The rows that are still there, in the order they were met."""
    references = list(references)
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for model, key in references:
        wanted[model].add(key)
    rows = {model: _rows_of(model).in_bulk(keys) for model, keys in wanted.items()}
    met = (rows[model].get(key) for model, key in references)
    return [item for item in met if item is not None]


def _rows_of(model: type[Any]) -> Any:
    return model.objects.select_related("poster") if model is Video else model.objects.all()


def references_of(instance: Any) -> Iterator[tuple[type[Model], int]]:
    """What an object points at, kind and key: by its fields, its texts and streams, its children.

    A text may hold a key that is none: programs write texts too.
    """
    for field in instance._meta.get_fields():
        if isinstance(field, ForeignKey):
            found: Iterable[tuple[Any, ...]] = [(field.related_model, getattr(instance, field.attname))]
        elif hasattr(field, "extract_references"):
            found = field.extract_references(field.value_from_object(instance))
        else:
            continue
        yield from ((model, pk) for model, key, *_paths in found if (pk := read_id(key)) is not None)
    for relation in get_all_child_relations(type(instance)):
        for child in getattr(instance, relation.get_accessor_name()).all():
            yield from references_of(child)
