"""Model fields of the house."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail import fields
from wagtail.blocks import BaseBlock, StreamBlock

from foundation.danish.order import order_key
from foundation.text import normalise_within

MOST_ORDER_SIGNS = 240  # two for each letter of the longest name


class StreamField(fields.StreamField):
    """Wagtail's StreamField without its block definitions in migrations.

    A change of blocks is then no migration; a change of stored data is a data migration of its own
    (foundation.stream_migrations). A model as migrations know it has no definitions: there the value is the plain list
    that is stored, unknown blocks and all, and what is loaded and saved stays as it was.
    Source: docs/decisions/0003-streamfield.md.
    """

    def __init__(self, block_types: BaseBlock | StreamBlock | Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    @property
    def is_raw(self) -> bool:
        """Whether nothing is known of the blocks, as in migrations."""
        return isinstance(self.block_types_arg, Sequence) and not self.block_types_arg

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        if not self.is_raw:
            return super().to_python(value)
        return json.loads(value or "[]") if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        stored = super().get_prep_value(value)
        return stored if self.is_raw else normalise_within(stored)

    def get_default(self) -> Any:
        return models.Field.get_default(self) or [] if self.is_raw else super().get_default()


class OrderField(models.CharField[str, str]):
    """Where a name stands among others in the Danish order: what lists are sorted by, the same on every database.

    Written when its instance is, one by one or in bulk; an `update` of the name alone leaves it as it was.
    """

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(**{"max_length": MOST_ORDER_SIGNS, "editable": False, "default": "", **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.of, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = order_key(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key
