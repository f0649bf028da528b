"""Schema of a report: every answer with its type, its step, who may see it, and whether it becomes public.

Whatever reads a report's answers asks here: the forms, the overview, the blind view, the page made of it, the register
and the erasing. `ASKED` is the same by name. A field of a form that does not stand here is refused (`of_step`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum, auto
from typing import Annotated, Any, TypeVar

from django.db.models import Model
from pydantic import BaseModel, BeforeValidator, ConfigDict

from core.models import Metric, Objective, Platform, PostFormat, TargetGroup
from foundation.numbers.figures import ParsedNumber
from libraries.models import Library
from showcase.reporting.blindness import Blind
from showcase.reporting.enums import Channel, PeopleSeen, Reach, ReportKind

FormType = TypeVar("FormType", bound=type[Any])


class Step(IntEnum):
    """The steps of a report, by the number in their address."""

    WHAT = 1
    WHY = 2
    NUMBERS = 3
    PEOPLE = 4


FIRST_STEP = Step.WHAT
FILES_STEP = Step.PEOPLE  # where pictures and films are sent


class Sent(Enum):
    """How a browser sends an answer."""

    ONCE = auto()
    CHOSEN = auto()  # once for each of several boxes, and not at all when none is chosen
    WRITTEN = auto()  # once for each of several inputs


@dataclass(frozen=True)
class AnswerSpec:
    """What the schema says of an answer.

    Shape: `blind_safe` is how it is shown to whoever must judge without knowing, `public` whether it goes onto the
    page. `column` of the report is filled from it, for staff to sort by; `of` is the model its slugs or its id are of;
    `is_contact` when it tells who wrote, and is erased a year after the report was closed.
    """

    step: Step
    blind_safe: Blind
    public: bool
    column: str = ""
    of: type[Model] | None = None
    is_contact: bool = False
    sent: Sent = Sent.ONCE


_chosen_once = BeforeValidator(lambda value: value or None)  # Django's forms say "" of what was not chosen


class Answers(BaseModel):
    """A report as it is understood. What was not answered, or not rightly, is empty."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")

    kind: Annotated[ReportKind, AnswerSpec(Step.WHAT, Blind.SHOWN, public=False, column="kind")] = ReportKind.INITIATIVE
    name: Annotated[str, AnswerSpec(Step.WHAT, Blind.SEARCHED, public=True, column="title")] = ""
    library: Annotated[Library | None, AnswerSpec(Step.WHAT, Blind.HIDDEN, public=True, column="library")] = None
    which: Annotated[str, AnswerSpec(Step.WHAT, Blind.NEVER, public=False)] = ""
    platforms: Annotated[
        tuple[Platform, ...],
        AnswerSpec(Step.WHAT, Blind.SHOWN, public=True, column="platforms", of=Platform, sent=Sent.CHOSEN),
    ] = ()
    what: Annotated[str, AnswerSpec(Step.WHAT, Blind.SEARCHED, public=True)] = ""
    email: Annotated[str, AnswerSpec(Step.WHAT, Blind.NEVER, public=False, is_contact=True)] = ""
    started_on: Annotated[date | None, AnswerSpec(Step.WHAT, Blind.BANDED, public=True)] = None
    ended_on: Annotated[date | None, AnswerSpec(Step.WHAT, Blind.BANDED, public=True)] = None
    post_url: Annotated[str, AnswerSpec(Step.WHAT, Blind.HIDDEN, public=True)] = ""

    target_groups: Annotated[
        tuple[TargetGroup, ...], AnswerSpec(Step.WHY, Blind.SHOWN, public=True, of=TargetGroup, sent=Sent.CHOSEN)
    ] = ()
    objectives: Annotated[
        tuple[Objective, ...], AnswerSpec(Step.WHY, Blind.SHOWN, public=True, of=Objective, sent=Sent.CHOSEN)
    ] = ()
    formats: Annotated[
        tuple[PostFormat, ...], AnswerSpec(Step.WHY, Blind.SHOWN, public=True, of=PostFormat, sent=Sent.CHOSEN)
    ] = ()
    why: Annotated[str, AnswerSpec(Step.WHY, Blind.SEARCHED, public=True)] = ""
    how: Annotated[str, AnswerSpec(Step.WHY, Blind.SEARCHED, public=True)] = ""

    metric: Annotated[Metric | None, AnswerSpec(Step.NUMBERS, Blind.SHOWN, public=True, of=Metric)] = None
    value: Annotated[ParsedNumber | None, AnswerSpec(Step.NUMBERS, Blind.BANDED, public=True)] = None
    window_days: Annotated[int | None, AnswerSpec(Step.NUMBERS, Blind.SHOWN, public=True)] = None
    reach: Annotated[Reach | None, _chosen_once, AnswerSpec(Step.NUMBERS, Blind.SHOWN, public=True)] = None
    followers: Annotated[ParsedNumber | None, AnswerSpec(Step.NUMBERS, Blind.BANDED, public=False)] = None
    baseline: Annotated[tuple[ParsedNumber, ...], AnswerSpec(Step.NUMBERS, Blind.HIDDEN, public=False)] = ()
    ten: Annotated[tuple[str, ...], AnswerSpec(Step.NUMBERS, Blind.NEVER, public=False, sent=Sent.WRITTEN)] = ()
    column: Annotated[str, AnswerSpec(Step.NUMBERS, Blind.NEVER, public=False)] = ""
    reading: Annotated[str, AnswerSpec(Step.NUMBERS, Blind.NEVER, public=False)] = ""

    people: Annotated[PeopleSeen | None, _chosen_once, AnswerSpec(Step.PEOPLE, Blind.SHOWN, public=False)] = None
    purpose: Annotated[str, AnswerSpec(Step.PEOPLE, Blind.NEVER, public=False)] = ""
    channels: Annotated[tuple[Channel, ...], AnswerSpec(Step.PEOPLE, Blind.NEVER, public=False, sent=Sent.CHOSEN)] = ()
    agreed_until: Annotated[date | None, AnswerSpec(Step.PEOPLE, Blind.NEVER, public=False)] = None
    has_agreement: Annotated[bool, AnswerSpec(Step.PEOPLE, Blind.NEVER, public=False)] = False
    contact_name: Annotated[
        str, AnswerSpec(Step.PEOPLE, Blind.NEVER, public=False, column="contact_name", is_contact=True)
    ] = ""

    def for_the_public(self) -> "Answers":
        """The same without what is not public: all that a page may be made of."""
        return Answers(**{name: getattr(self, name) for name, asked in ASKED.items() if asked.public})


ASKED: dict[str, AnswerSpec] = {
    name: next(one for one in field.metadata if isinstance(one, AnswerSpec))
    for name, field in Answers.model_fields.items()
}
CONTACT = frozenset(name for name, asked in ASKED.items() if asked.is_contact)
SEVERAL = frozenset(name for name, asked in ASKED.items() if asked.sent is not Sent.ONCE)
WRITTEN_APART = frozenset(name for name, asked in ASKED.items() if asked.sent is Sent.WRITTEN)


def of_step(step: Step) -> Callable[[FormType], FormType]:
    """Makes a form the form of this step, and tells its fields what the schema says of them.

    Raises: TypeError when it does not ask for exactly what the schema has in this step.
    """

    def mark(form: FormType) -> FormType:
        wanted = {name for name, asked in ASKED.items() if asked.step == step}
        if wrong := wanted ^ set(form.base_fields):
            raise TypeError(f"{form.__name__} and the schema differ in {sorted(wrong)}")
        form.step = step
        for name, field in form.base_fields.items():
            field.asked = ASKED[name]
        return form

    return mark


def asks_who(step: int) -> bool:
    """Whether this step asks who is writing."""
    return any(ASKED[name].step == step for name in CONTACT)
