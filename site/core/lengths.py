"""Texts that are too long: never cut, always counted, and told by how much."""

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


class NothingCut(forms.BaseForm):
    """A form whose fields take whatever is typed or pasted; only when it is sent they say what is too long.

    Browsers cut at `maxlength` without a word, so no field has it; `data-most` is for the script that counts.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cut_nothing()

    def cut_nothing(self) -> None:
        """Once more, for fields added since."""
        for field in self.fields.values():
            most = getattr(field, "max_length", None)
            if most is not None:
                field.widget.attrs.pop("maxlength", None)
                field.widget.attrs["data-most"] = most
                others = [one for one in field.validators if type(one) is not MaxLengthValidator]
                field.validators = [*others, *([] if len(others) == len(field.validators) else [AtMost(most)])]


def length_of(text: str, most: int) -> str:
    """Of a text that is too long: its length, and how much of that is too much."""
    return _("%(length)s characters, %(over)s too many") % in_digits(length=len(text), over=len(text) - most)


def in_digits(**numbers: int) -> dict[str, str]:
    """The numbers as they are written in the language of the page."""
    return {name: formats.number_format(number, force_grouping=True) for name, number in numbers.items()}
