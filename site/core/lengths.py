"""Texts that are too long: never cut, always counted, and told by how much."""

from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import formats
from django.utils.translation import gettext as _


class AtMost(MaxLengthValidator):
    """Says how long a text is, and how much of it is too much."""

    def __call__(self, value: Any) -> None:
        most = self.limit_value() if callable(self.limit_value) else self.limit_value
        if len(value) > most:
            raise ValidationError(length_of(value, most), code=self.code)


def cut_nothing() -> None:
    """From now on every text field of every form takes whatever is typed or pasted, Wagtail's and blocks' included.

    Browsers cut at `maxlength` without a word, so no field has it; `data-most` is for the script that counts
    (`core/js/keep-count.js`). Only when the form is sent the field says what is too long. May be called twice.
    tests/contracts/test_lengths.py finds what goes round.
    """
    forms.CharField.widget_attrs = _counted(forms.CharField.widget_attrs)  # type: ignore[method-assign]
    forms.CharField.run_validators = _by_how_much(forms.CharField.run_validators)  # type: ignore[method-assign]


def _counted(widget_attrs: Any) -> Any:
    if getattr(widget_attrs, "cuts_nothing", False):
        return widget_attrs

    @wraps(widget_attrs)
    def counted(field: forms.CharField, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = widget_attrs(field, widget)
        most = attrs.pop("maxlength", None)
        return attrs if most is None else {**attrs, "data-most": most}

    counted.cuts_nothing = True  # type: ignore[attr-defined]  # our own mark, so that it is done once
    return counted


def _by_how_much(run_validators: Any) -> Any:
    if getattr(run_validators, "cuts_nothing", False):
        return run_validators

    @wraps(run_validators)
    def told(field: forms.CharField, value: Any) -> None:
        field.validators = [_telling(one) for one in field.validators]
        run_validators(field, value)

    told.cuts_nothing = True  # type: ignore[attr-defined]  # the same
    return told


def _telling(validator: Any) -> Any:
    return AtMost(validator.limit_value) if type(validator) is MaxLengthValidator else validator


def length_of(text: str, most: int) -> str:
    """Of a text that is too long: its length, and how much of that is too much."""
    return _("%(length)s characters, %(over)s too many") % in_digits(length=len(text), over=len(text) - most)


def in_digits(**numbers: int) -> dict[str, str]:
    """The numbers as they are written in the language of the page."""
    return {name: formats.number_format(number, force_grouping=True) for name, number in numbers.items()}
