"""Fields of a report that read what people write as they write it."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.libraries.finding import find_library
from showcase.reporting.numbers import MOST, NotANumberError, read_number


class LibraryField(forms.CharField):
    """A library by any name it goes by, as people spell it. Where two fit, it asks."""

    default_error_messages: ClassVar[Any] = {
        "unknown": _("We know no library of that name. Choose one of the list, or write the municipality."),
        "ambiguous": _("Do you mean %(names)s? Write which."),
    }

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = find_library(text)
        if found.library:
            return found.library
        if found.guesses:
            names = _(" or ").join(f"«{library.display_name}»" for library in found.guesses)
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous", params={"names": names})
        raise ValidationError(self.error_messages["unknown"], code="unknown")


class NumberField(forms.CharField):
    """A number as Danes write it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text)
        except NotANumberError as error:
            sentence = gettext("Write a number from 0 to %(most)s, for example 1.250 or 3,5. This is none: %(text)s")
            raise ValidationError(sentence % {"most": f"{MOST:,}".replace(",", "."), "text": error}) from error
