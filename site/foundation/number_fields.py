"""Form fields that parse numbers as people write them; the admin's forms have them for every number."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override

from foundation.numbers.columns import AmbiguousError, read_alone
from foundation.numbers.figures import FigureKind, NotANumberError, ParsedNumber
from foundation.numbers.formatting import no_number, own_marks, two_readings, unmistakable
from foundation.numbers.parsing import read, says_per_cent, unit_of

CURRENCY = frozenset({"", "kr", "kroner", "dkk"})  # what may stand beside a number; of anything else it is another one
BELOW_ZERO = re.compile(r"\s*-\s*\d+\s*", re.ASCII)


class ReadsNumbers:
    """For Django's number fields. Shape: `kind` is what the field holds."""

    kind: FigureKind

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip() and not BELOW_ZERO.fullmatch(value):
            value = str(_read(value, self.kind))
        return super().to_python(value)  # type: ignore[misc]  # Django's field stands behind it

    def prepare_value(self, value: Any) -> Any:
        """A stored number so that it reads back as itself; what was typed stays as it was."""
        if isinstance(value, Decimal):
            return unmistakable(value).replace(",", own_marks().decimals)
        return value


class WholeNumberField(ReadsNumbers, forms.IntegerField):
    kind = FigureKind.COUNT
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


class DecimalNumberField(ReadsNumbers, forms.DecimalField):
    kind = FigureKind.SHARE
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def _read(text: str, kind: FigureKind) -> Decimal:
    """Raises: ValidationError, also where two readings fit and the page's own marks do not make it thousands."""
    try:
        figure = _in_own_marks(text, kind)
    except AmbiguousError as error:
        raise ValidationError(two_readings(error), code="ambiguous") from error
    except NotANumberError as error:
        if text.isascii() and text.isdigit():
            return Decimal(text)  # a number for the field to say that it is too large
        raise ValidationError(no_number(str(error)), code="invalid") from error
    if figure.is_rounded:
        raise ValidationError(_("Write the number in full."), code="rounded")
    if says_per_cent(text) or unit_of(text).strip(". ").casefold() not in CURRENCY:
        raise ValidationError(_("Write the number alone, without per cent and without words."), code="unit")
    return figure.value


def _in_own_marks(text: str, kind: FigureKind) -> ParsedNumber:
    try:
        return read_alone(text, kind)
    except AmbiguousError as error:
        own = read(text, own_marks())
        if own.value < max(figure.value for figure in error.figures):
            raise
        return own


def read_numbers_in_the_admin() -> None:
    """Let every number of the admin's forms, Wagtail's own included, be read by these fields."""
    register_form_field_override(models.IntegerField, override={"form_class": WholeNumberField})
    register_form_field_override(models.DecimalField, override={"form_class": DecimalNumberField})
