"""Migrate what is stored in StreamFields, with a frozen copy of the blocks a migration walks through.

Migrations know no block definitions (foundation.fields). A migration that renames, moves or drops blocks brings a copy
of just those it walks through, as they were, and says how to come back:

    class Body(blocks.StreamBlock):
        gallery = blocks.StructBlock([("items", blocks.ListBlock(blocks.StructBlock([])))])

    MigrateFrozenStreamData(
        "concepts", "ConceptPage", "body", Body(),
        forwards=[(RenameStructChildrenOperation("caption", "text"), "gallery.items.item")],
        backwards=[(RenameStructChildrenOperation("text", "caption"), "gallery.items.item")],
    )

Operations and paths are Wagtail's (wagtail.blocks.migrations). Its own MigrateStreamData will not do: it reads the
definitions from the model, cannot go back, writes rows it has not changed, and fails on an empty list.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.migrations import RunPython
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.blocks.migrations.operations import BaseBlockOperation
from wagtail.blocks.migrations.utils import formatted_list_child_generator

BATCH = 200
Changes = Sequence[tuple[BaseBlockOperation, str]]
Change = Callable[[Any], Any]


class UnknownBlockError(Exception):
    """The path leads through a block that the frozen copy does not have."""


class MigrateFrozenStreamData(RunPython):
    """Change one StreamField of one model: in its rows and in all revisions, so drafts and what is scheduled too.

    What the paths do not lead to is not looked at; a row that does not change is not written.
    Raises: UnknownBlockError, and nothing is changed.
    """

    def __init__(
        self,
        app_label: str,
        model_name: str,
        field_name: str,
        blocks: StreamBlock,
        *,
        forwards: Changes,
        backwards: Changes,
        **kwargs: Any,
    ) -> None:
        self.target = (app_label, model_name, field_name)
        self.blocks = blocks
        super().__init__(self._run(forwards), self._run(backwards), **kwargs)

    def describe(self) -> str:
        return "Change the blocks of {}.{}.{}".format(*self.target)

    def _run(self, changes: Changes) -> Callable[[Any, Any], None]:
        return lambda apps, _schema_editor: self._change(apps, changes)

    def _change(self, apps: Any, changes: Changes) -> None:
        app_label, model_name, field_name = self.target

        def change(stream: Any) -> Any:
            for operation, path in changes:
                stream = changed(stream, self.blocks, path.split(".") if path else [], operation)
            return stream

        _change_rows(apps.get_model(app_label, model_name).objects.all(), field_name, change)
        revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
            content_type__app_label=app_label, content_type__model=model_name.lower()
        )
        _change_rows(revisions, "content", lambda content: _changed_revision(content, field_name, change))


def changed(value: Any, block: Block, path: Sequence[str], operation: BaseBlockOperation) -> Any:
    """The raw value of a block with the operation applied to everything the path leads to."""
    if not path:
        return operation.apply(value)
    if isinstance(block, StructBlock):
        within = path[0]
        inner = {within: changed(value[within], _child(block, within), path[1:], operation)} if within in value else {}
        return {**value, **inner}
    return [
        {**child, "value": changed(child["value"], _child(block, path[0]), path[1:], operation)}
        if child["type"] == path[0]
        else child
        for child in _children(block, value)
    ]


def _children(block: Block, value: list[Any]) -> Iterator[dict[str, Any]]:
    """The items of a stream or a list; those of a list may be stored bare, as they once were."""
    yield from formatted_list_child_generator(value) if isinstance(block, ListBlock) and value else value


def _child(block: Any, name: str) -> Block:
    child = block.child_block if isinstance(block, ListBlock) else block.child_blocks.get(name)
    if child is None:
        raise UnknownBlockError(f"The frozen copy knows no block named {name!r}.")
    return child


def _changed_revision(content: dict[str, Any], field_name: str, change: Change) -> dict[str, Any]:
    """A revision holds the stream as text. One from before the field was there stays as it is."""
    if field_name not in content:
        return content
    before = json.loads(content[field_name] or "[]")
    after = change(before)
    return content if after == before else {**content, field_name: json.dumps(after)}


def _change_rows(rows: Any, field_name: str, change: Change) -> None:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        touched = []
        for row in rows.filter(pk__in=keys[start : start + BATCH]):
            before = getattr(row, field_name)
            after = change(before)
            if after != before:
                setattr(row, field_name, after)
                touched.append(row)
        rows.model.objects.bulk_update(touched, [field_name])
