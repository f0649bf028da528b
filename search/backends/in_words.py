"""What both databases share: texts go into the index, and queries to it, as `search.analysis` has them."""

from collections.abc import Iterable
from copy import copy
from functools import cache, partial
from typing import Any

from django.db.models import Model
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import Phrase, PlainText

from search.analysis import asked, indexed, may_begin

NEVER = frozenset({"æ"})  # in no index: its words are folded


def in_words(field: Any) -> Any:
    """The same search field, giving its text as the index holds it."""
    if isinstance(field, RelatedFields):
        return RelatedFields(field.field_name, [in_words(one) for one in field.fields])
    if not isinstance(field, SearchField | AutocompleteField):
        return field
    analysed = copy(field)
    analysed.get_value = lambda instance: _text_of(field.get_value(instance))
    return analysed


def _text_of(value: Any) -> str:
    if value is None or isinstance(value, str):
        return indexed(value or "")
    if isinstance(value, dict):
        value = value.values()
    return " ".join(map(_text_of, value)) if isinstance(value, Iterable) else indexed(str(value))


@cache
def _fields_in_words(model: Any) -> list[Any]:
    return [in_words(field) for field in model.get_search_fields()]


class IndexInWords:
    """Lets Wagtail's index read every text through `in_words`."""

    def add_items(self, model: type[Model], objs: Iterable[Any]) -> None:
        instances = list(objs)
        for instance in instances:
            instance.get_search_fields = partial(_fields_in_words, model)
        try:
            super().add_items(model, instances)  # type: ignore[misc]  # a mixin
        finally:
            for instance in instances:
                del instance.get_search_fields


def written(query: PlainText | Phrase, *, form: str, beginning: str, either: str, both: str) -> str:
    """A query in a database's own language, given how it writes a form, a beginning, «or» and «and».

    The index holds no phrases: they are asked for as words.
    """
    groups = [
        either.join((beginning if may_begin(one) else form) % one for one in sorted(forms))
        for forms in asked(query.query_string) or [NEVER]
    ]
    is_all = getattr(query, "operator", PlainText.DEFAULT_OPERATOR) == "and"
    return f"({(both if is_all else either).join(f'({group})' for group in groups)})"


def columns_of(fields: Iterable[str]) -> list[str]:
    """The index's columns that hold these fields: the title its own, all others are in one."""
    return sorted({"title" if field == "title" else "body" for field in fields})
