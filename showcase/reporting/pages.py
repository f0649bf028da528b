"""The pages a reporter sees, put together."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core.libraries.finding import told_apart
from core.libraries.models import Library
from core.querysets import is_visible
from showcase.reporting import keys, services
from showcase.reporting.access import browser_name_of
from showcase.reporting.answers import days_in
from showcase.reporting.enums import ReportState
from showcase.reporting.files import ALT_LENGTH
from showcase.reporting.footprints import footprint_of
from showcase.reporting.forms import STEPS, STORY_LENGTH
from showcase.reporting.links import read
from showcase.reporting.models import Report, ReportFile

NUMBERS_STEP = 3
NUMBERS = "#egen-rang"  # where the numbers stand as they are understood
TRAP = "hjemmeside"  # a field no person sees
# What was just done, told by the address to the next page:
LATER = "mail=senere"  # the link could not be mailed at once
SENT = "mail=sendt"  # it was, with the receipt
CLOSED = "links=lukket"  # all links but this page's own have ended


def new_page() -> str:
    """The secret of one page: what it sends late, with a key it has itself replaced, is known by it."""
    return get_random_string(64)


def said_of(report: Report, outcome: keys.Outcome) -> str:
    """What the writer should know of the e-mail she gave; empty when there is nothing to say."""
    match outcome:
        case keys.Outcome.GIVEN:
            return _("Kept. A mail with the link is on its way to %(email)s.") % {"email": report.email}
        case keys.Outcome.MAILED_LATER:
            return _("Kept, but we have sent many mails by now. Ask for the link again in an hour.")
        case keys.Outcome.NOT_PLAIN:
            return _("Kept, but we cannot write to that e-mail. Write one alone, for example navn@bibliotek.dk.")
        case keys.Outcome.TOO_MANY:
            sentence = _("Kept, but this report has had %(most)s e-mails already. Use one of them, or begin another.")
            return sentence % {"most": keys.MOST_ADDRESSES}
        case _:
            return ""


def problem_of(request: HttpRequest, report: Report) -> str:
    """What is the matter with the report's e-mail, for the top of its pages."""
    is_late = request.META.get("QUERY_STRING") == LATER
    outcome = keys.Outcome.MAILED_LATER if is_late else keys.refused(report)
    return said_of(report, outcome) if outcome else ""


def receipt_of(request: HttpRequest, report: Report) -> str:
    """What was just done about the report's links, for the top of its page; empty when nothing was."""
    said = request.META.get("QUERY_STRING")
    if said == SENT and report.email:
        return _("We have mailed the link to this page to %(email)s.") % {"email": report.email}
    if said == CLOSED:
        return _("All other links are closed, those in mails too. Only this window has one that works.")
    return ""


def steps_of(report: Report, token: str) -> list[tuple[int, Any, str]]:
    """Each step with its number and heading, and its address where something can be written in it."""
    is_open = report.pk is not None and report.is_writable
    return [
        (number, form.heading, reverse("report_step", args=[token, number]) if is_open else "")
        for number, form in enumerate(STEPS, start=1)
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
    is_kept = report.pk is not None
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
        "libraries": told_apart(Library.objects.all()) if number == 1 else {},
        "files": [long_ones.get(file.pk, file) for file in report.files.all()] if is_kept and number == 4 else [],
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
        "problems": services.problems(report) if report.is_draft else {},
        "eleven": services.eleven_of(report.answers) if report.is_draft else None,
        "days": days_in(report.answers) if report.is_writable else [],
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
