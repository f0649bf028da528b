"""Services of reports. Each is one transaction and may be done twice with the same result."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import IntegrityError
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from concepts.evidence.own_rank import OwnRank
from foundation.before_commit import atomic
from foundation.numbers.figures import FigureKind
from showcase.reporting.fields import MetricField
from showcase.reporting.forms import StepForm
from showcase.reporting.link_services import GoneError, KeyOutcome, Writer, give, locked
from showcase.reporting.models import ErasedKey, LibraryDomain, Message, Report
from showcase.reporting.parsing import reading_of
from showcase.reporting.schema import ASKED, Step
from showcase.reporting.transitions import Action, is_to_do, move

NOBODY = Writer()  # nobody at a keyboard: the demo, a command
RECEIPT_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is mistaken for another


class StaleReportError(Exception):
    """Somebody has written in the meantime. `revision` is what is kept now."""

    def __init__(self, revision: int) -> None:
        self.revision = revision


def begin(key: UUID) -> Report:
    """The report of this key, in the language of now; begun twice, it is still one. Raises: GoneError when erased."""
    try:
        with atomic():
            report, is_new = Report.objects.get_or_create(
                key=key, defaults={"language": get_language() or settings.LANGUAGE_CODE}
            )
            if is_new and ErasedKey.objects.knows(key):  # asked last: an erasing that was under way is over by now
                raise GoneError
            return report
    except IntegrityError:
        return Report.objects.get(key=key)


@atomic()
def keep(report: Report, typed: dict[str, Any], *, revision: int | None = None) -> Report:
    """Keep what was typed. The e-mail is only typed: giving it is another step (link_services.leave_address).

    A sent report may have become wrong by itself (an agreement ran out, a library was renamed): it is kept all the
    same, and `problems` tells. Raises: GoneError, ReplacedError, NotOpenError when it may no longer be written in,
    StaleReportError when `revision` is older than what is kept, and differs from it.
    """
    report = locked(report)
    is_to_do(report, Action.WRITE)
    changed = {name: value for name, value in typed.items() if report.answers.get(name, "") != value}
    if not changed:
        return report
    if revision is not None and revision != report.revision:
        raise StaleReportError(report.revision)
    report.answers = {**report.answers, **typed}
    report.revision += 1
    if report.is_open:
        _read_answers(report)
    report.save()
    return report


def problems(report: Report) -> dict[Step, StepForm]:
    """The steps that are not yet right, each saying what is wrong."""
    return reading_of(report).problems


@atomic()
def send(report: Report, writer: Writer = NOBODY) -> tuple[Report, KeyOutcome]:
    """Hand the report in, once. The outcome says whether its link was mailed with that.

    Raises: forms.ValidationError when a step is not right, NotOpenError when withdrawn.
    """
    parsed, report = report.parsed, locked(report)
    report.parsed = parsed  # what was looked at just now; it counts while the answers are the same
    if not is_to_do(report, Action.SEND):
        return report, KeyOutcome.SAME
    if problems(report) or give(report, writer) is KeyOutcome.TOO_MANY:
        raise forms.ValidationError("incomplete")
    _read_answers(report)
    report.receipt = f"{get_random_string(4, RECEIPT_SIGNS)}-{get_random_string(4, RECEIPT_SIGNS)}"
    report.save()
    is_mailed = move(report, Action.SEND, network=writer.network)
    return report, KeyOutcome.GIVEN if is_mailed else KeyOutcome.MAILED_LATER


def _read_answers(report: Report) -> None:
    """Fill the columns staff sort by; those of a step that is not right stay as they are."""
    reading = reading_of(report)
    for name, asked in ASKED.items():
        if not asked.column or asked.step in reading.problems:
            continue
        value = getattr(reading.answers, name)
        if report._meta.get_field(asked.column).many_to_many:
            getattr(report, asked.column).set(value)
        else:
            setattr(report, asked.column, value)


@atomic()
def reply(report: Report, text: str) -> Message:
    """The reporter's answer to a question. Raises: NotOpenError."""
    report = locked(report)
    move(report, Action.REPLY)
    return Message.objects.create(report=report, text=text)


def kind_of(report: Report) -> FigureKind | None:
    """Whether the report's metric counts or shares; None while none is chosen."""
    return MetricField().kind_of(report.answer("metric"))


def has_seen_numbers(report: Report, seal: str) -> bool:
    """Whether the seal is that of the eleven numbers as they are understood now; so too when there are none."""
    eleven = reading_of(report).eleven
    return eleven is None or eleven.seal == seal


def rank_of(report: Report) -> OwnRank | None:
    """Where the post stands among the library's own ten, None while the numbers do not allow it."""
    eleven = reading_of(report).eleven
    return eleven.rank if eleven else None


def is_from_the_library(report: Report) -> bool:
    """Whether the e-mail is confirmed by its owner, and of a domain an editor knows as the library's."""
    domain = report.confirmed_email.rpartition("@")[2].lower()
    return report.is_confirmed and LibraryDomain.objects.filter(library=report.library, domain=domain).exists()
