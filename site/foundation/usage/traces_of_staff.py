"""Count what a member of staff has left in the catalogue, by kind."""

from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from wagtail.models import Page

from foundation.usage.usage_index import UseLevel, columns_to
from foundation.usage.usage_report import PlaceOfUse


def traces_of(user: Any) -> list[PlaceOfUse]:
    """One line for each kind of thing that names the user. Cost: 1 query a kind."""
    model: type[Model] = type(user)
    columns = [column for column in columns_to(model) if not column.goes_along]
    numbers = [
        *(
            (column.holder, column.field, column.of([user.pk]).values("place_id").distinct().count())
            for column in columns
        ),
        (Page, Page._meta.get_field("owner"), Page.objects.filter(owner=user).count()),
    ]
    return [_trace(model, field, number) for model, field, number in numbers if number]


def _trace(model: Any, field: Any, number: int) -> PlaceOfUse:
    kind = str(capfirst(model._meta.verbose_name_plural))
    return PlaceOfUse(str(number), kind, str(field.verbose_name), "", UseLevel.ROW, number)
