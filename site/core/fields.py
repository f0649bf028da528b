"""Model fields of the house."""

from collections.abc import Sequence
from typing import Any

from wagtail import fields
from wagtail.blocks import BaseBlock, StreamBlock


class StreamField(fields.StreamField):
    """Wagtail's StreamField without its block definitions in migrations.

    A change of blocks is then no migration; a change of stored data is a data migration of its own.
    Source: docs/decisions/0003-streamfield.md.
    """

    def __init__(self, block_types: BaseBlock | StreamBlock | Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
