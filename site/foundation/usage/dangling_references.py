"""Drop dangling references when a version is opened whose keys have gone since, and tell what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import PROTECT, IntegerField, Model, Value
from django.utils.text import capfirst
from wagtail.models import Page

from foundation.usage.querysets import base_of, type_of
from foundation.usage.revision_references import Change, Key, NoRowError, changed, keys_in
from foundation.usage.usage_index import is_guarded

Data = dict[str, Any]


def without_gone(model: type[Model], data: Data) -> tuple[Data, list[str]]:
    """The data of a version without keys to rows that are gone, and the fields they stood in.

    A column that cannot be empty keeps what the row itself has; a child row that cannot be without goes.
    Cost: 1 query, 1 more for each such column.
    """
    gone = _gone(keys_in(model, data))
    if not gone:
        return data, []
    missing: list[str] = []
    return changed(model, data, _taking_out(model, data, gone, missing)), list(dict.fromkeys(missing))


def _taking_out(model: type[Model], data: Data, gone: set[tuple[int, int]], missing: list[str]) -> Change:
    def change(key: Key) -> Any:
        if not _is_asked_for(key) or _name_of(key) not in gone:
            return key.value
        missing.append(_label(key))
        if not key.is_column or key.field.blank:
            return None
        if not issubclass(model, key.field.model):
            raise NoRowError
        return model._base_manager.filter(pk=data["pk"]).values_list(key.field.attname, flat=True).first()

    return change


def _gone(keys: Iterable[Key]) -> set[tuple[int, int]]:
    wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
    for key in keys:
        if _is_asked_for(key):
            wanted[base_of(key.model)].add(int(key.value))
    if not wanted:
        return set()
    first, *others = _present(wanted)
    there = set(first.union(*others, all=True) if others else first)
    return {(type_of(model).pk, pk) for model, ids in wanted.items() for pk in ids} - there


def _present(wanted: dict[type[Model], set[int]]) -> Iterator[Any]:
    for model, ids in wanted.items():
        kind = Value(type_of(model).pk, output_field=IntegerField())
        yield model._base_manager.filter(pk__in=ids).order_by().annotate(kind=kind).values_list("kind", "pk")


def _is_asked_for(key: Key) -> bool:
    """Keys that are lost without a word, or that a version cannot be opened without."""
    is_protected = key.is_column and key.field.remote_field.on_delete is PROTECT
    return getattr(key.field, "model", None) is not Page and (is_protected or is_guarded(key.model))


def _name_of(key: Key) -> tuple[int, int]:
    return type_of(key.model).pk, int(key.value)


def _label(key: Key) -> str:
    return str(capfirst(str(key.field.verbose_name)))
