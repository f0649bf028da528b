"""What a version of a page lacks before it can be published, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable

from foundation.repeated_rows import said_twice


def told(page: Any, hurdles: Iterable[tuple[str, str]]) -> list[str]:
    """Each after the name of what it is about."""
    return [f"{_name(page, of)}: {why}" if of != NON_FIELD_ERRORS else why for of, why in hurdles]


def unfinished_rows(page: Any) -> Iterator[tuple[str, str]]:
    """The lists of a page with rows that a draft may have and the public should not see, and what is wrong with them.

    Cost: 1 query for each list that is not in memory.
    """
    for relation in get_all_child_relations(type(page)):
        if not issubclass(relation.related_model, Orderable):
            continue
        name = relation.get_accessor_name()
        rows = list(getattr(page, name).all())
        lacking = [lacks for row in rows for lacks in _lacking(row)]
        if lacking:
            names = get_text_list(list(dict.fromkeys(lacking)), _("and"))
            yield name, _("Not filled in: %(fields)s.") % {"fields": names}
        elif repeated := said_twice(rows):
            yield name, repeated


def _lacking(row: Any) -> list[str]:
    needed = (field for field in row._meta.fields if field.editable and not field.blank and not field.primary_key)
    return [
        str(field.verbose_name)
        for field in needed
        if not isinstance(field, ParentalKey) and field.value_from_object(row) in field.empty_values
    ]


def _name(page: Any, of: str) -> str:
    field = page._meta.get_field(of)
    return str(capfirst(field.related_model._meta.verbose_name if field.one_to_many else field.verbose_name))
