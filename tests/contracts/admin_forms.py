"""Every field of every form, filter and block there is, however it comes about."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django import forms
from django.apps import apps
from django.urls import get_resolver
from django_filters import FilterSet
from wagtail.blocks import FieldBlock
from wagtail.snippets.models import get_snippet_models

from foundation.fields import StreamField
from tests.contracts.test_text_fields import _kinds, _leaves
from tests.factories.full_pages import PAGE_TYPES


def all_fields() -> Iterator[tuple[str, forms.Field]]:
    """Of forms and filters, by where they are written."""
    get_resolver().url_patterns  # noqa: B018  # loads every view, and with it every form
    made = _forms_of_panels()  # held, so that they are among the kinds below
    assert made
    for kind in dict.fromkeys(_kinds(forms.BaseForm)):
        for name, field in getattr(kind, "base_fields", {}).items():
            yield f"{kind.__module__}.{kind.__name__}.{name}", field
    for kind in dict.fromkeys(_kinds(FilterSet)):
        for name, one in kind.base_filters.items():
            yield f"{kind.__module__}.{kind.__name__}.{name}", _field_of(one)


def _field_of(one: Any) -> forms.Field:
    """Of a copy, as a filter set in use has: a filter keeps its first field, and without a model it has no label."""
    one = deepcopy(one)
    try:
        field: forms.Field = one.field
    except (TypeError, AttributeError):  # its choices are those of a request
        return forms.Field(widget=one.extra.get("widget", one.field_class.widget))
    return field


def all_blocks() -> Iterator[tuple[str, FieldBlock]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, StreamField):
                for path, block in _leaves(column.stream_block, f"{model._meta.label}.{column.name}"):
                    if isinstance(block, FieldBlock):
                        yield path, block


def _forms_of_panels() -> list[Any]:
    """Wagtail makes them when they are first asked for, those of rows within them too."""
    handlers = [model.get_edit_handler() for model in PAGE_TYPES]
    handlers += [model.snippet_viewset.get_edit_handler() for model in get_snippet_models()]
    return [handler.get_form_class() for handler in handlers if handler]
