"""Parsed report: its answers read once, for whoever asks about them in the same request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from foundation.dates import in_words
from foundation.numbers.figures import ParsedNumber
from foundation.numbers.formatting import figure_in_words
from showcase.reporting.baseline import ElevenNumbers
from showcase.reporting.blindness import Blind, blindness_of
from showcase.reporting.draft_answers import bound_form
from showcase.reporting.fields import DayField
from showcase.reporting.forms import STEPS, StepForm
from showcase.reporting.models import Report
from showcase.reporting.schema import Answers, Step


class Reading:
    """What the answers of a report mean. Cost: each step is checked once, the register of libraries read once."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self.kept = dict(kept)

    @cached_property
    def forms(self) -> dict[Step, StepForm]:
        """The steps, checked."""
        forms = {form.step: bound_form(form, self.kept, is_checked=True) for form in STEPS}
        for form in forms.values():
            form.full_clean()
        return forms

    @cached_property
    def problems(self) -> dict[Step, StepForm]:
        """Those that are not yet right, each saying what is wrong."""
        return {step: form for step, form in self.forms.items() if form.errors}

    @cached_property
    def answers(self) -> Answers:
        """Everything that was answered rightly."""
        return Answers(**{name: value for form in self.forms.values() for name, value in form.cleaned_data.items()})

    @property
    def eleven(self) -> ElevenNumbers | None:
        """The post's number and the library's own ten, None while the answers do not give them."""
        eleven: ElevenNumbers | None = self.forms[Step.NUMBERS].understood.eleven  # type: ignore[attr-defined]  # that form has it
        return eleven


def reading_of(report: Report) -> Reading:
    """The report's answers as they stand in it. Cost: none when this very object was asked before, and not changed."""
    reading: Reading | None = report.parsed
    if reading is None or reading.kept != report.answers:
        reading = report.parsed = Reading(report.answers)
    return reading


def days_in(report: Report) -> list[tuple[Any, str]]:
    """The days that were answered: what stood beside each, and the day in words."""
    fields = ((name, field) for step in STEPS for name, field in step.base_fields.items())
    days = ((name, field) for name, field in fields if isinstance(field, DayField))
    return [(field.label, words) for name, field in days if (words := field.understood(report.answers.get(name)))]


@dataclass(frozen=True)
class AnswerInWords:
    """One answer in words. Shape: `name` is the field's, `label` what stood beside it, `value` what it means.

    `blind` is what the schema says of it; None is shown to nobody who must judge without knowing.
    """

    name: str
    label: str
    text: str
    value: Any
    blind: Blind | None


def answers_in_words(report: Report) -> list[tuple[str, Any, list[AnswerInWords]]]:
    """The steps in which something right was answered: an id, the heading, the answers."""
    forms = reading_of(report).forms.values()
    return [(f"step-{form.step}", form.heading, rows) for form in forms if (rows := _told_in(form))]


def _told_in(form: StepForm) -> list[AnswerInWords]:
    return [
        AnswerInWords(name, str(form[name].label), text, value, blindness_of(form.fields[name]))
        for name, value in form.cleaned_data.items()
        if (text := _in_words(form, name, value))
    ]


def _in_words(form: StepForm, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else ""
    if value in (None, "", []):
        return ""
    choices = dict(getattr(form.fields[name], "choices", ())) if isinstance(value, (str, list)) else {}
    if isinstance(value, (list, tuple)) or hasattr(value, "all"):
        words = [_in_word(choices.get(one, one)) for one in value]
        return ("; " if value and isinstance(value[0], ParsedNumber) else ", ").join(words)
    return _in_word(choices.get(value, value))


def _in_word(value: Any) -> str:
    """Numbers and days as people write them in the language of the page."""
    if isinstance(value, ParsedNumber):
        return figure_in_words(value)
    return in_words(value) if isinstance(value, date) else str(value)
