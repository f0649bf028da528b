"""Between what is typed and what is kept: nothing is judged here, and nothing lost."""

from typing import Any

from django.http import QueryDict

from showcase.reporting.forms import MANY, StepForm
from showcase.reporting.text import tidy

MOST_KEPT = 20_000  # characters of one answer in a draft
MOST_CHOSEN = 60


def typed_in(form: type[StepForm], query: QueryDict) -> dict[str, Any]:
    """What was typed into the fields of a step, tidied; lists where several can be chosen."""
    fields = form.base_fields
    several = {name: [tidy(value) for value in query.getlist(name)[:MOST_CHOSEN]] for name in fields if name in MANY}
    return {name: tidy(query.get(name, "")) for name in fields} | several


def too_long(typed: dict[str, Any]) -> list[str]:
    """The names of the answers that are longer than a draft keeps."""
    return [name for name, value in typed.items() if len("".join(value)) > MOST_KEPT]


def filled(form: type[StepForm], answers: dict[str, Any], *, is_checked: bool) -> StepForm:
    """The step with the answers in it; `is_checked` says beside the fields what is wrong with them."""
    own = {name: answers[name] for name in form.base_fields if name in answers}
    return form(data=own) if is_checked else form(initial=own)
