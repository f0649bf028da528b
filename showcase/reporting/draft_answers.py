"""Draft answers: from a submitted form to what is kept, and back. Nothing is judged here, nothing lost."""

from collections.abc import Iterator
from typing import Any

from django.forms import BooleanField, BoundField, ChoiceField, Field, Textarea
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from foundation.length_validation import in_digits
from foundation.text import normalise, normalise_typed
from showcase.reporting.fields import DayField, FigureField, NumberField
from showcase.reporting.forms import STEPS, StepForm
from showcase.reporting.schema import SEVERAL, WRITTEN_APART

MOST_KEPT = 100_000  # characters of one answer in a draft; what may be sent is for the forms to say
MOST_CHOSEN = 60
BESIDE_THE_STEPS = {"svar": gettext_noop("Your answer"), "alt": gettext_noop("What does it show?")}  # by their names


def submitted_answers(form: type[StepForm], query: QueryDict) -> dict[str, Any]:
    """What was typed into the fields of a step, tidied; lists where several can be chosen.

    What a page sends always, and did not send here, was not emptied: it is left out, and stays as it is kept. Where
    nothing of the step was sent at all (no form's body, or half of one), nothing was typed.
    """
    fields = form.base_fields
    sent = {name: field for name, field in fields.items() if name in query or not _is_always_sent(name, field)}
    if not any(name in query for name in fields):
        return {}
    several = {
        name: [normalise(value) for value in query.getlist(name)[:MOST_CHOSEN]] for name in sent if name in SEVERAL
    }
    days = {name: field for name, field in sent.items() if isinstance(field, DayField)}
    single = {
        name: normalise_typed(query.get(name, ""), has_lines=isinstance(field.widget, Textarea))
        for name, field in sent.items()
        if name not in SEVERAL
    }
    return single | several | {name: field.kept(single[name]) for name, field in days.items()}


def _is_always_sent(name: str, field: Field) -> bool:
    """Browsers send every field that is written in, and no box or button that is not chosen."""
    return name in WRITTEN_APART or (name not in SEVERAL and not isinstance(field, BooleanField | ChoiceField))


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
    written = ((name, field) for name, field in fields if name not in SEVERAL or name in WRITTEN_APART)
    typed = ((field.label, normalise("\n".join(query.getlist(name)[:MOST_CHOSEN])).strip()) for name, field in written)
    others = ((_(BESIDE_THE_STEPS[kind]), normalise(text).strip()) for kind, text in _beside_the_steps(query))
    return "\n\n".join(f"{label}\n{text}" for label, text in (*typed, *others) if text)


def _beside_the_steps(query: QueryDict) -> Iterator[tuple[str, str]]:
    for name in list(query)[:MOST_CHOSEN]:
        kind = name.partition("_")[0]
        if kind in BESIDE_THE_STEPS:
            yield kind, query.get(name, "")


def bound_form(form: type[StepForm], answers: dict[str, Any], *, is_checked: bool) -> StepForm:
    """The step with the answers in it; `is_checked` says beside the fields what is wrong with them."""
    own = {name: answers[name] for name in form.base_fields if name in answers}
    return form(data=own) if is_checked else form(initial=own)


def understood_as(field: BoundField) -> str | None:
    """What a field of days or numbers has read, in words; empty where it has read nothing, None for other fields."""
    if not isinstance(field.field, (DayField, NumberField)) or isinstance(field.field, FigureField):
        return None
    words = field.field.understood(field.value())
    return _("Understood as %(words)s") % {"words": words} if words else ""
