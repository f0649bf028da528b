"""Context and rendering of the reporter's pages."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from foundation.querysets import is_visible
from libraries.finding import told_apart
from libraries.models import Library
from showcase.reporting import link_services, services
from showcase.reporting.derived_content import footprint_of
from showcase.reporting.enums import ReportState
from showcase.reporting.files import ALT_LENGTH
from showcase.reporting.forms import STEPS, STORY_LENGTH, StepForm, form_of
from showcase.reporting.link_access import browser_name_of
from showcase.reporting.link_services import KeyOutcome
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.parsing import days_in, reading_of
from showcase.reporting.schema import FILES_STEP, FIRST_STEP, Step, asks_who
from showcase.reporting.signed_tokens import read

NUMBERS = "#egen-rang"  # where the numbers stand as they are understood
TRAP = "hjemmeside"  # a field no person sees
# What was just done, told by the address to the next page:
LATER = "mail=senere"  # the link could not be mailed at once
SENT = "mail=sendt"  # it was, with the receipt
CLOSED = "links=lukket"  # all links but this page's own have ended


def new_page() -> str:
    """The secret of one page: what it sends late, with a key it has itself replaced, is known by it."""
    return get_random_string(64)


def said_of(report: Report, outcome: KeyOutcome) -> str:
    """What the writer should know of the e-mail she gave; empty when there is nothing to say."""
    match outcome:
        case KeyOutcome.GIVEN:
            return _("Kept. A mail with the link is on its way to %(email)s.") % {"email": report.email}
        case KeyOutcome.MAILED_LATER:
            return _("Kept, but we have sent many mails by now. Ask for the link again in an hour.")
        case KeyOutcome.NOT_PLAIN:
            return _("Kept, but we cannot write to that e-mail. Write one alone, for example navn@bibliotek.dk.")
        case KeyOutcome.TOO_MANY:
            sentence = _("Kept, but this report has had %(most)s e-mails already. Use one of them, or begin another.")
            return sentence % {"most": link_services.MOST_ADDRESSES}
        case _:
            return ""


def problem_of(request: HttpRequest, report: Report) -> str:
    """What is the matter with the report's e-mail, for the top of its pages."""
    is_late = request.META.get("QUERY_STRING") == LATER
    outcome = KeyOutcome.MAILED_LATER if is_late else link_services.refused(report)
    return said_of(report, outcome) if outcome else ""


def receipt_of(request: HttpRequest, report: Report) -> str:
    """What was just done about the report's links, for the top of its page; empty when nothing was."""
    said = request.META.get("QUERY_STRING")
    if said == SENT and report.email:
        return _("We have mailed the link to this page to %(email)s.") % {"email": report.email}
    if said == CLOSED:
        return _("All other links are closed, those in mails too. Only this window has one that works.")
    return ""


def form_at(number: int) -> type[StepForm]:
    """The step at this address. Raises: Http404."""
    if number not in set(Step):
        raise Http404
    return form_of(Step(number))


def steps_of(report: Report, token: str) -> list[tuple[int, Any, str]]:
    """Each step with its number and heading, and its address where something can be written in it."""
    is_open = report.pk is not None and report.is_writable
    return [
        (form.step, form.heading, reverse("report_step", args=[token, form.step]) if is_open else "") for form in STEPS
    ]


def step_page(
    request: HttpRequest,
    number: int,
    token: str,
    report: Report,
    form: forms.Form,
    problem: str = "",
    status: int = HTTPStatus.OK,
    *,
    is_refused: bool = False,
    long_ones: Mapping[int, ReportFile] = MappingProxyType({}),
) -> HttpResponse:
    """Shape: `report` may be one that is not stored; `is_refused` when the fields hold what was not kept, as do
    `long_ones`, by id.
    """
    is_kept, takes_files = report.pk is not None, number == FILES_STEP
    context = {
        "form": form,
        "number": number,
        "count": len(STEPS),
        "token": token,
        "report": report if is_kept else None,
        "action": reverse("report_step", args=[token, number]),
        "name": browser_name_of(report.key),
        "is_refused": is_refused,
        "steps": steps_of(report, token),
        "libraries": told_apart(Library.objects.offered()) if "library" in form.fields else {},
        "is_first": number == FIRST_STEP,
        "asks_who": asks_who(number),
        "takes_files": takes_files,
        "files": [long_ones.get(file.pk, file) for file in report.files.all()] if is_kept and takes_files else [],
        "are_files_refused": bool(long_ones),
        "alt_length": ALT_LENGTH,
        "trap": TRAP,
        "problem": problem or problem_of(request, report),
        "page": new_page(),
    }
    return render(request, "reporting/step.html", context, status=status)


def status_page(
    request: HttpRequest, token: str, report: Report, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """A report's own page."""
    context = {
        "report": report,
        "token": token,
        "steps": steps_of(report, token),
        "first_step": FIRST_STEP,
        "problems": services.problems(report) if report.is_draft else {},
        "eleven": reading_of(report).eleven if report.is_draft else None,
        "days": days_in(report) if report.is_writable else [],
        "messages_sent": report.messages.all(),
        "public_url": report.initiative.full_url if report.initiative and is_visible(report.initiative) else "",
        "needs_answer": report.state == ReportState.ASKED,
        "is_from_mail": bool(read(token).mailbox),
        "problem": problem or problem_of(request, report),
        "receipt": receipt_of(request, report),
        "page": new_page(),
        "footprint": footprint_of(report),
        "name": browser_name_of(report.key),
        "most": STORY_LENGTH,
        "forgotten": _forgotten_by_browser(request, report),
    }
    return render(request, "reporting/status.html", context, status=status)


def _forgotten_by_browser(request: HttpRequest, report: Report) -> str:
    """What need not lie in the browser any more: where a draft is once it is sent, and its texts with that."""
    name = browser_name_of(report.key)
    if report.is_draft:
        return ""
    is_just_sent = request.META.get("QUERY_STRING") in {SENT, LATER}
    return name if is_just_sent or not report.is_writable else f"{name}:address"
