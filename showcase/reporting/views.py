"""Views of the four steps of a report, kept as they are typed, and sent. No account, no cookie."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django import forms
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.autosave import is_autosave, not_saved, saved
from foundation.throttling.rate_limits import RateLimitedError, count, network_of
from showcase.reporting import link_services, services
from showcase.reporting.draft_answers import bound_form, in_lengths, submitted_answers, too_long
from showcase.reporting.forms import STEPS, form_of
from showcase.reporting.link_access import of_a_report, of_a_report_or_a_new_one, private, too_many, writer_of
from showcase.reporting.link_services import KeyOutcome
from showcase.reporting.models import Report
from showcase.reporting.rendering import LATER, NUMBERS, SENT, TRAP, form_at, said_of, status_page, step_page
from showcase.reporting.schema import ASKED, FIRST_STEP
from showcase.reporting.signed_tokens import BadLinkError, ExpiredLinkError, read, signed_before, token_for

LEFT = "forladt"  # the script says so when the e-mail is no longer being written
SHORTEST_VISIT = timedelta(seconds=3)  # nobody fills in six fields faster


class WaitError(Exception):
    """Not sent yet, though all of it is kept and right. Its text says why, to the reporter."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponseBase:
    """The first step of a report that is not there yet; sent twice, it is still one report."""
    if request.method != "POST":
        key = uuid4()
        first = bound_form(form_of(FIRST_STEP), {}, is_checked=False)
        return step_page(request, FIRST_STEP, token_for(key), Report(key=key), first)
    token = request.POST.get("udkast", "")
    try:
        read(token)
    except (BadLinkError, ExpiredLinkError):
        report = Report(key=uuid4())
        sentence = _("The page was open for too long. Press again to go on.")
        return _again(request, token_for(report.key), report, FIRST_STEP, sentence, HTTPStatus.OK)
    return step(request, token, number=FIRST_STEP)


@of_a_report_or_a_new_one
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, report: Report, number: int) -> HttpResponse:
    """One step of a draft, also of one not begun yet, or of a sent report that may still be corrected."""
    form_class = form_at(number)
    if report.pk is None and number != FIRST_STEP:
        return redirect("report_step", token, FIRST_STEP)
    if request.method == "POST":
        return _keep(request, token, report, number)
    if not report.is_writable:
        return redirect("report", token)
    is_checked = "tjek" in request.GET
    form = bound_form(form_class, report.answers, is_checked=is_checked)
    is_wrong = is_checked and report.is_open and not form.is_valid()
    sentence = _("What you wrote is kept, but something here is no longer right. Mend what is marked, then go on.")
    return step_page(request, number, token, report, form, sentence if is_wrong else "")


def _keep(request: HttpRequest, token: str, report: Report, number: int) -> HttpResponse:
    """Keep a step, then go where the button leads. What cannot be kept is shown again as it was typed."""
    form_class = form_at(number)
    typed = submitted_answers(form_class, request.POST)
    long = too_long(typed)
    refused = partial(_again, request, token, report, number)
    if request.POST.get(TRAP):
        return refused(_("Leave the hidden field empty, and press again."), HTTPStatus.OK)
    if report.is_open and not bound_form(form_class, typed, is_checked=True).is_valid():
        return refused("", HTTPStatus.OK, is_checked=True)
    typed = {name: value for name, value in typed.items() if name not in long}
    try:
        seen = request.POST.get("revision", "")
        revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None
        if report.pk is None:
            count("begin", network_of(request))
            report = services.begin(report.key)
        report = services.keep(report, typed, revision=revision)
        outcome = KeyOutcome.SAME
        if "email" in typed and (not is_autosave(request) or LEFT in request.POST):
            report, outcome = link_services.leave_address(report, writer_of(request))
    except RateLimitedError:
        return refused(too_many(), HTTPStatus.TOO_MANY_REQUESTS)
    except OperationalError:
        sentence = _("We could not keep it just now. It stands here still: press again in a moment.")
        return refused(sentence, HTTPStatus.SERVICE_UNAVAILABLE)
    except services.StaleReportError as stale:
        report.revision = stale.revision
        sentence = _("You have also written in another window. This is from this one: press again to keep it.")
        return refused(sentence, HTTPStatus.CONFLICT)
    token = link_services.token_after(token, report)
    if long:
        sentence = _("All but what is much too long is kept: %(long)s.") % {"long": in_lengths(form_class, long)}
        return _again(request, token, report, number, sentence, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _next(request, token, report, number, outcome)


def _again(
    request: HttpRequest,
    token: str,
    report: Report,
    number: int,
    sentence: str,
    status: int,
    *,
    is_checked: bool = False,
) -> HttpResponse:
    """The step as it was typed, not kept. To the script the sentence alone: it has what was typed."""
    if is_autosave(request):
        sentence = sentence or _("Not kept: something is missing or needs another look. Press the button to see what.")
        told = _told(report, token, number) if report.pk else {}
        return not_saved(sentence, max(status, HTTPStatus.BAD_REQUEST), **told)
    form = bound_form(form_at(number), submitted_answers(form_at(number), request.POST), is_checked=is_checked)
    return step_page(request, number, token, report, form, sentence, status, is_refused=True)


def _told(report: Report, token: str, number: int) -> dict[str, Any]:
    """What the script goes on with."""
    return {"revision": report.revision, "address": reverse("report_step", args=[token, number]), "token": token}


def _next(request: HttpRequest, token: str, report: Report, number: int, outcome: KeyOutcome) -> HttpResponse:
    if is_autosave(request):
        return saved(**_told(report, token, number), sentence=said_of(report, outcome))
    if "eksport" in request.POST:
        return redirect("report_export", token)
    if "send" in request.POST:
        try:
            return _send(request, token, report)
        except WaitError as wait:
            form = bound_form(form_at(number), report.answers, is_checked=False)
            return step_page(request, number, token, report, form, str(wait), HTTPStatus.TOO_MANY_REQUESTS)
    if report.is_open and (wrong := services.problems(report)):  # by itself, since it was sent
        return _to_first_of(wrong, token)
    later = f"?{LATER}" if outcome is KeyOutcome.MAILED_LATER else ""
    following = number if "gem" in request.POST else number + 1
    is_last = following > len(STEPS)
    address = reverse("report", args=[token]) if is_last else reverse("report_step", args=[token, following])
    return redirect(address + later)


def _send(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """Raises: WaitError when it is to be pressed again, where it was pressed."""
    if wrong := services.problems(report):
        return _to_first_of(wrong, token)
    is_new = report.created_at > timezone.now() - SHORTEST_VISIT
    if report.is_draft and is_new and not signed_before(token, SHORTEST_VISIT):
        raise WaitError(_("That was fast. Look it through once more, then send."))
    if report.is_draft and not services.has_seen_numbers(report, request.POST.get("tal", "")):
        return redirect(reverse("report", args=[token]) + NUMBERS)
    writer = writer_of(request)
    try:
        if report.is_draft:
            _count_sending(report, writer)
        report, outcome = services.send(report, writer)
    except RateLimitedError as error:
        raise WaitError(too_many()) from error
    except forms.ValidationError:  # the e-mail is refused; the page says why
        return redirect("report_step", token, ASKED["email"].step)
    said = {KeyOutcome.GIVEN: f"?{SENT}", KeyOutcome.MAILED_LATER: f"?{LATER}"}.get(outcome, "")
    return redirect(reverse("report", args=[link_services.token_after(token, report)]) + said)


def _count_sending(report: Report, writer: link_services.Writer) -> None:
    """Raises: RateLimitedError."""
    count("send", report.answer("email").lower())
    if not report.is_confirmed:
        count("send-unknown", writer.network)


def _to_first_of(wrong: Collection[int], token: str) -> HttpResponse:
    return redirect(f"{reverse('report_step', args=[token, min(wrong)])}?tjek=1")


@of_a_report
@require_POST
def send(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    try:
        return _send(request, token, report)
    except WaitError as wait:
        return status_page(request, token, report, str(wait), HTTPStatus.TOO_MANY_REQUESTS)
