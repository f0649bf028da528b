"""Replace one row by another, or by none, wherever it is used: columns, facets, blocks, drafts and kept versions."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, Revision

from foundation.usage.mentions import rewrite
from foundation.usage.models import Mention
from foundation.usage.querysets import base_of
from foundation.usage.revision_references import Change, Key, NoRowError, changed
from foundation.usage.usage_index import ReferenceColumn, columns_to


def put_in_place(old: Model, new: Model | None) -> None:
    """Whatever points at `old` points at `new`. Without one, whatever would keep `old` from going points at nothing.

    A child row that cannot do without goes. Pages keep their dates, and versions their age.
    """
    _put_in_blocks(old, new)
    for column in columns_to(type(old), derived=True):
        _put_in_column(column, old, new)
    _put_in_versions(old, new)


def _put_in_column(column: ReferenceColumn, old: Model, new: Model | None) -> None:
    rows = column.rows._base_manager.filter(**{column.used: old.pk})
    if column.is_link:
        if new:
            twins = column.rows._base_manager.filter(**{column.used: new.pk}).values(column.user)
            rows.filter(**{f"{column.user}__in": twins}).delete()
            rows = column.rows._base_manager.filter(**{column.used: old.pk})
            rows.update(**{column.used: new.pk})
        else:
            rows.delete()
    elif new:
        rows.update(**{column.used: new.pk})
    elif column.protects and column.rows is not column.holder and not column.field.blank:
        rows.delete()
    elif column.protects and column.field.null:
        rows.update(**{column.used: None})


def _put_in_versions(old: Model, new: Model | None) -> None:
    mentioning = Mention.objects.of(type(old), [old.pk]).values("revision")
    for revision in Revision.objects.filter(pk__in=mentioning).order_by("pk").iterator(chunk_size=50):
        model = revision.content_type.model_class()
        if model:
            rewrite(revision, changed(model, revision.content, _replacing(old, new, model)))


def _put_in_blocks(old: Model, new: Model | None) -> None:
    for model, pk in _holders_of_blocks(old):
        fields = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
        holder = model._base_manager.only(*fields).get(pk=pk)
        before = {name: list(getattr(holder, name).raw_data) for name in fields}
        after = changed(model, before, _replacing(old, new, model))
        moved: Any = {
            name: model._meta.get_field(name).stream_block.to_python(after[name])  # type: ignore[union-attr]
            for name in fields
            if after[name] != before[name]
        }
        if moved:
            model._base_manager.filter(pk=pk).update(**moved)


def _holders_of_blocks(old: Model) -> Iterator[tuple[type[Model], Any]]:
    """What Wagtail's index says points at it from a stream."""
    found = ReferenceIndex.get_references_to(old).values_list("content_type", "object_id").distinct()
    for kind, pk in list(found):
        model = ContentType.objects.get_for_id(kind).model_class()
        if model and any(isinstance(field, StreamField) for field in model._meta.get_fields()):
            yield model, int(pk)


def _replacing(old: Model, new: Model | None, model: type[Model]) -> Change:
    base = base_of(type(old))

    def change(key: Key) -> Any:
        if base_of(key.model) is not base or int(key.value) != old.pk:
            return key.value
        if new or not key.is_column or key.field.blank:
            return new.pk if new else None
        if not issubclass(model, key.field.model):
            raise NoRowError
        return None if key.field.null else key.value

    return change
