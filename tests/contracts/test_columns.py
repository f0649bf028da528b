"""What stands over a column of a list is a name somebody gave it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.core.exceptions import FieldDoesNotExist
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.viewsets import viewsets
from wagtail.snippets.models import get_snippet_models
from wagtail_modeladmin.options import ModelAdmin

from libraries.wagtail_hooks import LibraryAdmin
from showcase.reporting.admin_views import QueueView
from showcase.reporting.models import Report


def _lists() -> Iterator[tuple[Any, Any, str]]:
    """Model, the options that may name a column, and the column."""
    viewsets_ = [*viewsets.viewsets, *(model.snippet_viewset for model in get_snippet_models())]
    for options in [*viewsets_, LibraryAdmin()]:
        for column in (*_columns(options, "list_display"), *_columns(options, "list_export")):
            yield options.model, options if isinstance(options, ModelAdmin) else None, column
    yield from ((Report, None, column) for column in QueueView.list_export)


def _columns(options: Any, name: str) -> Iterator[str]:
    given = getattr(options, name, ())
    return (one for one in given if isinstance(one, str)) if isinstance(given, list | tuple) else iter(())


def _is_named(model: Any, options: Any, column: str) -> bool:
    try:
        model._meta.get_field(column)
    except FieldDoesNotExist:
        _label, attribute = label_for_field(column, model, model_admin=options, return_attr=True)
        return hasattr(getattr(attribute, "fget", attribute), "short_description")
    return True


def test_every_column_has_a_name_somebody_gave_it() -> None:
    nameless = {
        f"{model.__name__}.{column}" for model, options, column in _lists() if not _is_named(model, options, column)
    }

    assert nameless == set()


def test_every_column_has_something_to_show() -> None:
    """A column that its rows know nothing of stays empty, and nobody is told."""
    empty = set()
    for options in [*viewsets.viewsets, *(model.snippet_viewset for model in get_snippet_models())]:
        for column in _plain_columns(options):
            rows = options.get_queryset(None)
            known = {*dir(options.model), *(rows.query.annotations if rows is not None else ())}
            empty |= set() if column.accessor in known else {f"{options.model.__name__}.{column.accessor}"}

    assert empty == set()


def _plain_columns(options: Any) -> list[Column]:
    """Those that show what their row has by a name; how often it is used, Wagtail's view adds itself."""
    given = getattr(options, "list_display", ())
    columns = [one for one in given if isinstance(one, Column)] if isinstance(given, list | tuple) else []
    columns = [one for one in columns if not isinstance(one, UsageCountColumn)]
    return [one for one in columns if type(one).get_value is Column.get_value and isinstance(one.accessor, str)]
