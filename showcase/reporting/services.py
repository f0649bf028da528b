"""What happens to reports. Each is one transaction and may be done twice with the same result."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from concepts.evidence.own_rank import OwnRank
from core.numbers.figures import Kind
from showcase.reporting.answers import filled
from showcase.reporting.eleven import Eleven
from showcase.reporting.enums import CLOSED_STATES, OPEN_STATES, ReportState
from showcase.reporting.fields import MetricField
from showcase.reporting.forms import STEPS, NumbersForm, StepForm
from showcase.reporting.keys import GoneError, Outcome, Writer, give, locked
from showcase.reporting.models import ErasedKey, LibraryDomain, Message, Report
from showcase.reporting.tasks import mail

NOBODY = Writer()  # nobody at a keyboard: the demo, a command
RECEIPT_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is mistaken for another


class NotOpenError(Exception):
    """The report is no longer where this can be done."""


class StaleError(Exception):
    """Somebody has written in the meantime. `revision` is what is kept now."""

    def __init__(self, revision: int) -> None:
        self.revision = revision


def begin(key: UUID) -> Report:
    """The report of this key; begun twice, it is still one. Raises: GoneError when it was erased."""
    try:
        with transaction.atomic():
            report, is_new = Report.objects.get_or_create(key=key)
            if is_new and ErasedKey.objects.knows(key):  # asked last: an erasing that was under way is over by now
                raise GoneError
            return report
    except IntegrityError:
        return Report.objects.get(key=key)


@transaction.atomic
def keep(report: Report, typed: dict[str, Any], *, revision: int | None = None) -> Report:
    """Keep what was typed. The e-mail is only typed: giving it is another step (keys.leave_address).

    A sent report may have become wrong by itself (an agreement ran out, a library was renamed): it is kept all the
    same, and `problems` tells. Raises: GoneError, ReplacedError, NotOpenError when it may no longer be written in,
    StaleError when `revision` is older than what is kept, and differs from it.
    """
    report = locked(report)
    if not report.is_writable:
        raise NotOpenError
    changed = {name: value for name, value in typed.items() if report.answers.get(name, "") != value}
    if not changed:
        return report
    if revision is not None and revision != report.revision:
        raise StaleError(report.revision)
    report.answers = {**report.answers, **typed}
    report.revision += 1
    if report.is_open:
        _read_answers(report)
    report.save()
    return report


def problems(report: Report) -> dict[int, StepForm]:
    """The steps that are not yet right, by number, each saying what is wrong."""
    steps = enumerate((filled(step, report.answers, is_checked=True) for step in STEPS), start=1)
    return {number: form for number, form in steps if not form.is_valid()}


@transaction.atomic
def send(report: Report, writer: Writer = NOBODY) -> tuple[Report, Outcome]:
    """Hand the report in, once. The outcome says whether its link was mailed with that.

    Raises: forms.ValidationError when a step is not right, NotOpenError when withdrawn.
    """
    report = locked(report)
    if report.state in CLOSED_STATES:
        raise NotOpenError
    if not report.is_draft:
        return report, Outcome.SAME
    if problems(report) or give(report, writer) is Outcome.TOO_MANY:
        raise forms.ValidationError("incomplete")
    _read_answers(report)
    report.state, report.sent_at = ReportState.RECEIVED, timezone.now()
    report.receipt = f"{get_random_string(4, RECEIPT_SIGNS)}-{get_random_string(4, RECEIPT_SIGNS)}"
    report.save()
    is_mailed = mail(report, "receipt", network=writer.network)
    return report, Outcome.GIVEN if is_mailed else Outcome.MAILED_LATER


def _read_answers(report: Report) -> None:
    """Fill the columns staff sort by; those of a step that is not right stay as they are."""
    what, people = (filled(STEPS[number], report.answers, is_checked=True) for number in (0, 3))
    if what.is_valid():
        values = what.cleaned_data
        report.kind, report.title, report.library = values["kind"], values["name"], values["library"]
        report.platforms.set(values["platforms"])
    if people.is_valid():
        report.contact_name = people.cleaned_data["contact_name"]


@transaction.atomic
def reply(report: Report, text: str) -> Message:
    """The reporter's answer to a question. Raises: NotOpenError."""
    report = locked(report)
    if report.state not in OPEN_STATES:
        raise NotOpenError
    message = Message.objects.create(report=report, text=text)
    if report.state == ReportState.ASKED:
        report.state = ReportState.ASSESSING
        report.save()
    return message


def eleven_of(answers: dict[str, Any]) -> Eleven | None:
    """The post's number and the library's own ten, None while the answers do not give them."""
    return NumbersForm(data=answers).understood.eleven


def kind_of(report: Report) -> Kind | None:
    """Whether the report's metric counts or shares; None while none is chosen."""
    return MetricField().kind_of(report.answer("metric"))


def has_seen_numbers(report: Report, seal: str) -> bool:
    """Whether the seal is that of the eleven numbers as they are understood now; so too when there are none."""
    eleven = eleven_of(report.answers)
    return eleven is None or eleven.seal == seal


def rank_of(answers: dict[str, Any]) -> OwnRank | None:
    """Where the post stands among the library's own ten, None while the numbers do not allow it."""
    eleven = eleven_of(answers)
    return eleven.rank if eleven else None


def is_from_the_library(report: Report) -> bool:
    """Whether the e-mail is confirmed by its owner, and of a domain an editor knows as the library's."""
    domain = report.confirmed_email.rpartition("@")[2].lower()
    return report.is_confirmed and LibraryDomain.objects.filter(library=report.library, domain=domain).exists()
