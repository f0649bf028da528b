"""Make every text field normalise its text: of models and of forms, Django's, Wagtail's and ours.

`to_python` is where Django makes text of whatever it is given: a form's answer, a value on its way to the database
(saved, in bulk, in an update or a comparison), a revision, a fixture. So the guard stands there, on the fields that
all others build on; Wagtail's blocks and rich text build on the form's. JSON is gone through on its way to the
database. tests/contracts/test_text_fields.py finds what goes round. Source: docs/decisions/0038-text.md.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models

from foundation.compat.replaced import replace
from foundation.text import is_blank, normalise, normalise_within, one_line


def _typed(field: forms.CharField, value: Any) -> Any:
    """A secret is no text: it is kept as typed. What nobody could see is nothing."""
    if value in field.empty_values or isinstance(field.widget, forms.PasswordInput):
        return value
    text = str(value)
    if is_blank(text):
        return ""
    return one_line(text) if isinstance(field.widget, forms.TextInput) else normalise(text)


def _stored(_field: "models.Field[Any, Any]", value: Any) -> Any:
    return normalise(value) if isinstance(value, str) else value


def _first(prepare: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    """Makes of a field's method one that is given its value as `prepare` makes it."""
    return lambda method: lambda field, value: method(field, prepare(field, value))


def normalise_all_text_fields() -> None:
    """From now on."""
    replace(models.CharField, "to_python", _first(_stored))
    replace(models.TextField, "to_python", _first(_stored))
    replace(models.JSONField, "get_prep_value", _first(lambda _field, value: normalise_within(value)))
    replace(forms.CharField, "to_python", _first(_typed))
