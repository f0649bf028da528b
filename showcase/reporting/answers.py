"""Between what is typed and what is kept: nothing is judged here, and nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BooleanField, BoundField, ChoiceField, Field
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.days import in_words
from core.lengths import in_digits
from core.numbers.figures import Figure
from core.numbers.telling import figure_in_words
from core.text import tidy
from showcase.reporting.blindness import Blind, blindness_of
from showcase.reporting.fields import DayField, FigureField, NumberField
from showcase.reporting.forms import MANY, STEPS, WRITTEN_APART, StepForm

MOST_KEPT = 100_000  # characters of one answer in a draft; what may be sent is for the forms to say
MOST_CHOSEN = 60
BESIDE_THE_STEPS = {"svar": gettext_noop("Your answer"), "alt": gettext_noop("What does it show?")}  # by their names


def typed_in(form: type[StepForm], query: QueryDict) -> dict[str, Any]:
    """What was typed into the fields of a step, tidied; lists where several can be chosen.

    What a page sends always, and did not send here, was not emptied: it is left out, and stays as it is kept. Where
    nothing of the step was sent at all (no form's body, or half of one), nothing was typed.
    """
    fields = form.base_fields
    sent = {name: field for name, field in fields.items() if name in query or not _is_always_sent(name, field)}
    if not any(name in query for name in fields):
        return {}
    several = {name: [tidy(value) for value in query.getlist(name)[:MOST_CHOSEN]] for name in sent if name in MANY}
    days = {name: field for name, field in sent.items() if isinstance(field, DayField)}
    single = {name: tidy(query.get(name, "")) for name in sent if name not in MANY}
    return single | several | {name: field.kept(single[name]) for name, field in days.items()}


def _is_always_sent(name: str, field: Field) -> bool:
    """Browsers send every field that is written in, and no box or button that is not chosen."""
    return name in WRITTEN_APART or (name not in MANY and not isinstance(field, BooleanField | ChoiceField))


def too_long(typed: dict[str, Any]) -> dict[str, int]:
    """The answers that are longer than a draft keeps, by name, with their length."""
    lengths = {name: len("".join(value)) for name, value in typed.items()}
    return {name: length for name, length in lengths.items() if length > MOST_KEPT}


def in_lengths(form: type[StepForm], long: dict[str, int]) -> str:
    """Which fields hold more than a draft keeps, and by how much."""
    sentence = _("%(label)s (%(length)s characters, %(over)s too many even for a draft)")
    return ", ".join(
        sentence % {"label": form.base_fields[name].label, **in_digits(length=length, over=length - MOST_KEPT)}
        for name, length in long.items()
    )


def as_text(query: QueryDict) -> str:
    """The words of whatever forms of a report the query holds, as plain text."""
    fields = ((name, field) for step in STEPS for name, field in step.base_fields.items())
    written = ((name, field) for name, field in fields if name not in MANY or name in WRITTEN_APART)
    typed = ((field.label, tidy("\n".join(query.getlist(name)[:MOST_CHOSEN])).strip()) for name, field in written)
    others = ((_(BESIDE_THE_STEPS[kind]), tidy(text).strip()) for kind, text in _beside_the_steps(query))
    return "\n\n".join(f"{label}\n{text}" for label, text in (*typed, *others) if text)


def _beside_the_steps(query: QueryDict) -> Iterator[tuple[str, str]]:
    for name in list(query)[:MOST_CHOSEN]:
        kind = name.partition("_")[0]
        if kind in BESIDE_THE_STEPS:
            yield kind, query.get(name, "")


def filled(form: type[StepForm], answers: dict[str, Any], *, is_checked: bool) -> StepForm:
    """The step with the answers in it; `is_checked` says beside the fields what is wrong with them."""
    own = {name: answers[name] for name in form.base_fields if name in answers}
    return form(data=own) if is_checked else form(initial=own)


def understood_as(field: BoundField) -> str | None:
    """What a field of days or numbers has read, in words; empty where it has read nothing, None for other fields."""
    if not isinstance(field.field, (DayField, NumberField)) or isinstance(field.field, FigureField):
        return None
    words = field.field.understood(field.value())
    return _("Understood as %(words)s") % {"words": words} if words else ""


def days_in(answers: dict[str, Any]) -> list[tuple[Any, str]]:
    """The days that were answered: what stood beside each, and the day in words."""
    fields = ((name, field) for step in STEPS for name, field in step.base_fields.items())
    days = ((name, field) for name, field in fields if isinstance(field, DayField))
    return [(field.label, words) for name, field in days if (words := field.understood(answers.get(name)))]


@dataclass(frozen=True)
class Told:
    """One answer in words. Shape: `name` is the field's, `label` what stood beside it, `value` what it means.

    `blind` is what the field says of itself; None is shown to nobody who must judge without knowing.
    """

    name: str
    label: str
    text: str
    value: Any
    blind: Blind | None


def told(answers: dict[str, Any]) -> list[tuple[str, Any, list[Told]]]:
    """The steps in which something right was answered: an id, the heading, the answers."""
    steps = [
        (f"step-{number}", step.heading, _told_in(filled(step, answers, is_checked=True)))
        for number, step in enumerate(STEPS, start=1)
    ]
    return [step for step in steps if step[2]]


def _told_in(form: StepForm) -> list[Told]:
    form.is_valid()
    return [
        Told(name, str(form[name].label), text, value, blindness_of(form.fields[name]))
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
        return ("; " if value and isinstance(value[0], Figure) else ", ").join(words)
    return _in_word(choices.get(value, value))


def _in_word(value: Any) -> str:
    """Numbers and days as people write them in the language of the page."""
    if isinstance(value, Figure):
        return figure_in_words(value)
    return in_words(value) if isinstance(value, date) else str(value)
