"""Form fields of a report that read numbers, days and libraries as people write them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Metric
from foundation.dates import Lean, NotADayError, in_words, read_day, with_year
from foundation.numbers.columns import AmbiguousError, read_alone
from foundation.numbers.figures import FigureKind, NotANumberError, ParsedNumber
from foundation.numbers.formatting import figure_in_words, no_number, two_readings
from foundation.retiring import OfferedCheckboxes, OfferedSelect
from foundation.usage.former_slugs import slugs_now
from libraries.finding import Found, find_library, told_apart


class LibraryAnswerField(forms.CharField):
    """A library by any name it goes by, as people spell it. Where two fit, it asks, by a field of its form if there is
    one.

    Shape: `chosen` is what that field was answered, an ISIL or nothing; None where there is no such field.
    """

    chosen: str | None = None
    _found: tuple[str, Found] | None = None

    default_error_messages: ClassVar[Any] = {
        "unknown": _("We know no library of that name. Choose one of the list, or write the municipality."),
        "ambiguous": _("Do you mean %(names)s? Write which."),
    }

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = self.find(text)
        if found.library:
            return found.library
        if self.chosen is not None:
            return next((library for library in found.guesses if library.isil == self.chosen), None)
        if found.guesses:
            names = _(" or ").join(f"«{name}»" for name in told_apart(found.guesses).values())
            raise ValidationError(self.error_messages["ambiguous"], code="ambiguous", params={"names": names})
        raise ValidationError(self.error_messages["unknown"], code="unknown")

    def find(self, text: str) -> Found:
        """Asked twice for the same name, it asks the database once."""
        if self._found is None or self._found[0] != text:
            self._found = text, find_library(text)
        return self._found[1]


class WordsAnswerField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for type checkers only
    """Words by their slugs; one that was renamed while the page was open is known by its former one."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError as error:
            if error.code != "invalid_choice":
                raise
            today = slugs_now(self.queryset.model, value)  # type: ignore[union-attr]  # there always is one
            return super().clean([today.get(slug) or slug for slug in value])


def words(label: Any, model: Any, *, missing: Any = "") -> WordsAnswerField:
    """Words of a vocabulary; with `missing`, what is said where none is chosen and one must be."""
    return WordsAnswerField(
        label=label,
        queryset=model.objects.all(),
        to_field_name="slug",
        required=bool(missing),
        widget=OfferedCheckboxes,
        error_messages={"required": missing},
    )


class MetricField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for type checkers only
    """A metric of today's book. Asked twice for the same one, it asks the database once."""

    def __init__(self, **kwargs: Any) -> None:
        metrics = Metric.objects.filter(valid_to=None)
        kwargs = {"widget": OfferedSelect, **kwargs}
        super().__init__(metrics, to_field_name="pk", empty_label=_("Nothing chosen"), **kwargs)
        self._read: dict[str, Metric | None] = {}

    def __deepcopy__(self, memo: dict[int, Any]) -> "MetricField":
        copy: MetricField = super().__deepcopy__(memo)
        copy._read = {}
        return copy

    def to_python(self, value: Any) -> Any:
        key = str(value or "")
        if key not in self._read:
            self._read[key] = super().to_python(value)
        return self._read[key]

    def kind_of(self, value: Any) -> FigureKind | None:
        """What the metric gives; None while none is chosen."""
        try:
            metric = self.to_python(value)
        except ValidationError:
            return None
        return metric.kind if metric else None


class NumberField(forms.CharField):
    """A count as people write it; asks where two readings fit."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_alone(text, FigureKind.COUNT)
        except AmbiguousError as error:
            raise ValidationError(two_readings(error)) from error
        except NotANumberError as error:
            raise ValidationError(no_number(str(error))) from error

    def understood(self, value: Any) -> str:
        """The number in words, empty for what is none."""
        try:
            figure = self.clean(value)
        except ValidationError:
            return ""
        return figure_in_words(figure) if isinstance(figure, ParsedNumber) else ""


class FigureField(NumberField):
    """A number that can only be read together with others (`eleven`); here it is what was typed."""

    def clean(self, value: Any) -> Any:
        return forms.CharField.clean(self, value)


class TenInputs(forms.MultipleHiddenInput):
    """One input for each of ten numbers, all by the same name; its template is reporting/ten.html."""

    input_type = "text"


class TenField(forms.Field):
    """Ten numbers as they were typed, one a post."""

    widget = TenInputs

    def clean(self, value: Any) -> list[str]:
        return [str(text).strip() for text in value or []]


class DayField(forms.DateField):
    """A day as people write it; one without a year is the nearest such day the way it leans."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "data-day": ""})

    def __init__(self, *args: Any, lean: Lean, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lean = lean

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_day(text, today=timezone.localdate(), lean=self.lean)
        except NotADayError as error:
            sentence = gettext("This is no day: %(text)s. Write it like 1/11-2026 or 1. november 2026.")
            raise ValidationError(sentence % {"text": text}) from error

    def kept(self, text: str) -> str:
        """What is kept of what was typed: the year it has today stays."""
        return with_year(text, today=timezone.localdate(), lean=self.lean)

    def understood(self, value: Any) -> str:
        """The day in words, empty for what is none."""
        try:
            day = self.to_python(value)
        except ValidationError:
            return ""
        return in_words(day) if day else ""


def question(label: Any, sentence: Any) -> forms.ChoiceField:
    """Asked only where what was written does not tell; its choices are what it may mean."""
    errors = {"required": sentence, "invalid_choice": sentence}
    return forms.ChoiceField(label=label, error_messages=errors, widget=forms.RadioSelect)
