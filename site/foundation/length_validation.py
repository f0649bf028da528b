"""Validate the length of texts: never cut, always counted, and told by how much they are too long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import formats
from django.utils.translation import gettext as _

from foundation.compat.replaced import replace


class AtMost(MaxLengthValidator):
    """Says how long a text is, and how much of it is too much."""

    def __call__(self, value: Any) -> None:
        most = self.limit_value() if callable(self.limit_value) else self.limit_value
        if len(value) > most:
            raise ValidationError(length_of(value, most), code=self.code)


def cut_nothing() -> None:
    """From now on every text field of every form takes whatever is typed or pasted, Wagtail's and blocks' included.

    Browsers cut at `maxlength` without a word, so no field has it; `data-most` is for the script that counts
    (`core/js/form-autosave-count.js`). Only when the form is sent the field says what is too long.
    tests/contracts/test_lengths.py finds what goes round.
    """
    replace(forms.CharField, "widget_attrs", _counted)
    replace(forms.CharField, "run_validators", _by_how_much)


def _counted(widget_attrs: Any) -> Any:
    def counted(field: forms.CharField, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = widget_attrs(field, widget)
        most = attrs.pop("maxlength", None)
        return attrs if most is None else {**attrs, "data-most": most}

    return counted


def _by_how_much(run_validators: Any) -> Any:
    def told(field: forms.CharField, value: Any) -> None:
        field.validators = [_telling(one) for one in field.validators]
        run_validators(field, value)

    return told


def _telling(validator: Any) -> Any:
    return AtMost(validator.limit_value) if type(validator) is MaxLengthValidator else validator


def length_of(text: str, most: int) -> str:
    """Of a text that is too long: its length, and how much of that is too much."""
    return _("%(length)s characters, %(over)s too many") % in_digits(length=len(text), over=len(text) - most)


def in_digits(**numbers: int) -> dict[str, str]:
    """The numbers as they are written in the language of the page."""
    return {name: formats.number_format(number, force_grouping=True) for name, number in numbers.items()}
