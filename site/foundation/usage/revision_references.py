"""References in the data of a revision: the keys by which fields, texts, streams and children point at other rows.

One walk serves whoever reads them, moves them to another row, or takes out those of rows that are gone. It asks the
database nothing, and leaves what it does not know as it is.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.blocks.migrations.utils import formatted_list_child_generator
from wagtail.fields import StreamField
from wagtail.rich_text import extract_references_from_rich_text

from foundation.ids import read_id


@dataclass(frozen=True)
class Key:
    """Shape: `value` is the id it holds, `field` the model's field it stands in."""

    model: type[Model]
    value: Any
    field: Any

    @property
    def is_column(self) -> bool:
        return isinstance(self.field, ForeignKey)


Change = Callable[[Key], Any]


class NoRowError(Exception):
    """A child row cannot be without the key that was taken out, so it goes too."""


def keys_in(model: type[Model], data: dict[str, Any]) -> list[Key]:
    """Every key in the data of a version."""
    found: list[Key] = []

    def note(key: Key) -> Any:
        found.append(key)
        return key.value

    changed(model, data, note)
    return found


def changed(model: type[Model], data: dict[str, Any], change: Change) -> dict[str, Any]:
    """The data with every key as `change` returns it: None takes it out. Raises: what `change` raises."""
    fields = (field for field in model._meta.get_fields() if field.name in data and not isinstance(field, ParentalKey))
    new = {field.name: _field(field, data[field.name], change) for field in fields}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in data:
            new[name] = list(_children(relation.related_model, data[name], change))
    return data | new


def _children(model: type[Model], rows: list[dict[str, Any]], change: Change) -> Iterator[dict[str, Any]]:
    for row in rows:
        try:
            yield changed(model, row, change)
        except NoRowError:
            continue


def _field(field: Any, value: Any, change: Change) -> Any:
    if not value:
        return value
    related: Any = field.related_model
    if isinstance(field, Field) and field.many_to_many:
        kept = [change(Key(related, one, field)) for one in value]
        return [one for one in dict.fromkeys(kept) if one is not None]
    if isinstance(field, ForeignKey):
        return value if field.remote_field.parent_link else change(Key(related, value, field))
    if isinstance(field, StreamField):
        return _stream_field(field, value, change)
    if hasattr(field, "extract_references"):
        _note_text(value, field, change)
    return value


def _stream_field(field: StreamField, value: Any, change: Change) -> Any:
    """A version holds its streams as text."""
    before = json.loads(value) if isinstance(value, str) else value
    after = _block(field.stream_block, before, field, change)
    if after == before:
        return value
    return json.dumps(after) if isinstance(value, str) else after


def _block(block: Block, raw: Any, field: Any, change: Change) -> Any:
    if not raw:
        return raw
    if isinstance(block, ChooserBlock):
        return change(Key(block.model_class, raw, field))
    if isinstance(block, StructBlock):
        inner = {name: child for name, child in block.child_blocks.items() if name in raw}
        return raw | {name: _block(child, raw[name], field, change) for name, child in inner.items()}
    if isinstance(block, StreamBlock):
        return [
            child | {"value": _block(block.child_blocks[child["type"]], child["value"], field, change)}
            if child["type"] in block.child_blocks
            else child
            for child in raw
        ]
    if isinstance(block, ListBlock):
        items = formatted_list_child_generator(raw)
        return [item | {"value": _block(block.child_block, item["value"], field, change)} for item in items]
    if isinstance(block, RichTextBlock):
        _note_text(raw, field, change)
    return raw


def _note_text(text: Any, field: Any, change: Change) -> None:
    """What a text links to is read, not changed: a link to nothing is shown as plain words."""
    for model, key, *_paths in extract_references_from_rich_text(str(text)):
        if (pk := read_id(key)) is not None:
            change(Key(model, pk, field))
