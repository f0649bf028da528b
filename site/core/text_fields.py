"""Every text field takes its text through `core.text`: of models and of forms, Django's, Wagtail's and ours.

`to_python` is where Django makes text of whatever it is given: a form's answer, a value on its way to the database
(saved, in bulk, in an update or a comparison), a revision, a fixture. So the guard stands there, on the fields that
all others build on; Wagtail's blocks and rich text build on the form's. JSON is gone through on its way to the
database. tests/contracts/test_text_fields.py finds what goes round. Source: docs/decisions/0038-text.md.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.db import models

from core.text import is_blank, one_line, tidy, tidy_within


def _typed(field: forms.CharField, value: Any) -> Any:
    """A secret is no text: it is kept as typed. What nobody could see is nothing."""
    if value in field.empty_values or isinstance(field.widget, forms.PasswordInput):
        return value
    text = str(value)
    if is_blank(text):
        return ""
    return one_line(text) if isinstance(field.widget, forms.TextInput) else tidy(text)


def _stored(_field: "models.Field[Any, Any]", value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _first(prepare: Callable[[Any, Any], Any], method: Any) -> Any:
    """The method of a field, given its value as `prepare` makes it."""
    if getattr(method, "takes_tidy_text", False):
        return method

    @wraps(method)
    def prepared(field: Any, value: Any) -> Any:
        return method(field, prepare(field, value))

    prepared.takes_tidy_text = True  # type: ignore[attr-defined]  # our own mark, so that it is done once
    return prepared


def take_only_tidy_text() -> None:
    """From now on. May be called twice."""
    models.CharField.to_python = _first(_stored, models.CharField.to_python)  # type: ignore[method-assign]
    models.TextField.to_python = _first(_stored, models.TextField.to_python)  # type: ignore[method-assign]
    models.JSONField.get_prep_value = _first(  # type: ignore[method-assign]
        lambda _field, value: tidy_within(value), models.JSONField.get_prep_value
    )
    forms.CharField.to_python = _first(_typed, forms.CharField.to_python)  # type: ignore[method-assign]
