"""The public side of reporting: four steps, a status page, and what a reporter may do there. No account, no cookie."""

from collections.abc import Collection
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from django import forms
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models.settings import settings_for
from core.querysets import is_visible
from core.text import tidy
from core.throttling.limits import count, network_of
from showcase.reporting import keys, services, taking_back
from showcase.reporting.access import is_quiet, message, of_a_report, private, writer_of
from showcase.reporting.answers import filled, too_long, typed_in
from showcase.reporting.enums import ReportState
from showcase.reporting.footprints import footprint_of
from showcase.reporting.forms import STEPS, STORY_LENGTH
from showcase.reporting.links import BadLinkError, ExpiredLinkError, read, signed_before, token_for
from showcase.reporting.models import Report
from showcase.reporting.pages import LATER, SENT, TRAP, new_page, problem_of, receipt_of, said_of, step_page, steps_of

NUMBERS = "#egen-rang"  # where the numbers stand as they are understood
LEFT = "forladt"  # the script says so when the e-mail is no longer being written
SHORTEST_VISIT = timedelta(seconds=3)  # nobody fills in six fields faster


@private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponseBase:
    """The first step of a report that is not there yet; sent twice, it is still one report."""
    if request.method != "POST":
        return step_page(request, 1, token_for(uuid4()), None, filled(STEPS[0], {}, is_checked=False))
    token = request.POST.get("udkast", "")
    try:
        key = read(token).key
    except (BadLinkError, ExpiredLinkError):
        token = token_for(uuid4())
        form = filled(STEPS[0], typed_in(STEPS[0], request.POST), is_checked=False)
        return step_page(request, 1, token, None, form, _("The page was open for too long. Press again to go on."))
    if Report.objects.filter(key=key).exists():
        return step(request, token, number=1)
    return _keep(request, token, Report(key=key), 1)


@of_a_report
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, token: str, report: Report, number: int) -> HttpResponse:
    """One step of a draft, or of a sent report that may still be corrected."""
    if not 1 <= number <= len(STEPS):
        raise Http404
    if request.method == "POST":
        return _keep(request, token, report, number)
    if not report.is_writable:
        return redirect("report", token)
    is_checked = "tjek" in request.GET
    form = filled(STEPS[number - 1], report.answers, is_checked=is_checked)
    is_wrong = is_checked and report.is_open and not form.is_valid()
    sentence = _("What you wrote is kept, but something here is no longer right. Mend what is marked, then go on.")
    return step_page(request, number, token, report, form, sentence if is_wrong else "")


def _keep(request: HttpRequest, token: str, report: Report, number: int) -> HttpResponse:
    """Keep a step, then go where the button leads. What cannot be kept is shown again as it was typed."""
    form_class = STEPS[number - 1]
    typed = typed_in(form_class, request.POST)
    form = filled(form_class, typed, is_checked=False)
    if request.POST.get(TRAP):
        return step_page(request, number, token, report, form, _("Leave the hidden field empty, and press again."))
    if long := too_long(typed):
        form = filled(form_class, typed, is_checked=True)
        sentence = _("Too long to keep: at most %(most)s characters. Nothing of this page was kept yet.")
        for name in long:
            form.add_error(name, sentence % {"most": STORY_LENGTH})
        return step_page(request, number, token, report, form, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if report.is_open and not filled(form_class, typed, is_checked=True).is_valid():
        return step_page(request, number, token, report, filled(form_class, typed, is_checked=True))
    try:
        seen = request.POST.get("revision", "")
        revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None
        if report.pk is None:
            count("begin", network_of(request))
            report = services.begin(report.key)
        report = services.keep(report, typed, revision=revision)
        outcome = keys.Outcome.SAME
        if "email" in typed and (not is_quiet(request) or LEFT in request.POST):
            report, outcome = keys.leave_address(report, writer_of(request))
    except OperationalError:
        sentence = _("We could not keep it just now. It stands here still: press again in a moment.")
        return step_page(request, number, token, report, form, sentence, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except services.StaleError as stale:
        report.revision = stale.revision
        sentence = _("You have also written in another window. This is from this one: press again to keep it.")
        return step_page(request, number, token, report, form, sentence, status=HTTPStatus.CONFLICT)
    return _next(request, keys.token_after(token, report), report, number, outcome)


def _next(request: HttpRequest, token: str, report: Report, number: int, outcome: keys.Outcome) -> HttpResponse:
    if is_quiet(request):
        address = reverse("report_step", args=[token, number])
        sentence = said_of(report, outcome)
        return JsonResponse({"revision": report.revision, "address": address, "token": token, "sentence": sentence})
    if "send" in request.POST:
        return _send(request, token, report)
    if report.is_open and (wrong := services.problems(report)):  # by itself, since it was sent
        return _to_first_of(wrong, token)
    later = f"?{LATER}" if outcome is keys.Outcome.MAILED_LATER else ""
    following = number if "gem" in request.POST else number + 1
    is_last = following > len(STEPS)
    address = reverse("report", args=[token]) if is_last else reverse("report_step", args=[token, following])
    return redirect(address + later)


def _send(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    is_new = report.created_at > timezone.now() - SHORTEST_VISIT
    if report.is_draft and is_new and not signed_before(token, SHORTEST_VISIT):
        return message(request, _("That was fast. Look it through once more, then send."), 429, token=token)
    if wrong := services.problems(report):
        return _to_first_of(wrong, token)
    if report.is_draft and not services.has_seen_numbers(report, request.POST.get("tal", "")):
        return redirect(reverse("report", args=[token]) + NUMBERS)
    writer = writer_of(request)
    if report.is_draft:
        count("send", report.answer("email").lower())
        if not report.is_confirmed:
            count("send-unknown", writer.network)
    try:
        report, outcome = services.send(report, writer)
    except forms.ValidationError:  # the e-mail is refused; the page says why
        return redirect("report_step", token, 1)
    said = {keys.Outcome.GIVEN: f"?{SENT}", keys.Outcome.MAILED_LATER: f"?{LATER}"}.get(outcome, "")
    return redirect(reverse("report", args=[keys.token_after(token, report)]) + said)


def _to_first_of(wrong: Collection[int], token: str) -> HttpResponse:
    return redirect(f"{reverse('report_step', args=[token, min(wrong)])}?tjek=1")


@of_a_report
@require_safe
def status(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """Where a report is, and what its reporter may do; of a draft, what is still missing."""
    context = {
        "report": report,
        "token": token,
        "steps": steps_of(report, token),
        "problems": services.problems(report) if report.is_draft else {},
        "eleven": services.eleven_of(report.answers) if report.is_draft else None,
        "messages_sent": report.messages.all(),
        "public_url": report.initiative.full_url if report.initiative and is_visible(report.initiative) else "",
        "needs_answer": report.state == ReportState.ASKED,
        "is_from_mail": bool(read(token).mailbox),
        "problem": problem_of(request, report),
        "receipt": receipt_of(request, report),
        "page": new_page(),
        "footprint": footprint_of(report),
    }
    return render(request, "reporting/status.html", context)


@of_a_report
@require_safe
def diploma(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """A sheet of paper to hang on the wall. Raises: Http404 until the report is published."""
    if report.state != ReportState.PUBLISHED or report.erased_at:
        raise Http404
    owner = settings_for(request)
    context = {"report": report, "token": token, "owner": owner.owner_name if owner else ""}
    return render(request, "reporting/diploma.html", context)


@of_a_report
@require_POST
def send(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    return _send(request, token, report)


@of_a_report
@require_POST
def reply(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    text = tidy(request.POST.get("svar", "")).strip()
    if not text or len(text) > STORY_LENGTH:
        sentence = _("Write an answer of at most %(most)s characters.") % {"most": STORY_LENGTH}
        return message(request, sentence, HTTPStatus.BAD_REQUEST, token=token, typed=text)
    count("reply", report.key.hex)
    services.reply(report, text)
    return redirect("report", token)


@of_a_report
@require_POST
def withdraw(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    taking_back.withdraw(report)
    return redirect("report", token)


@of_a_report
@require_POST
def ask_take_down(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Tag det ned»: a line on the editors' first page, and what is not published goes at once."""
    taking_back.ask_take_down(report)
    return redirect("report", token)


@of_a_report
@require_POST
def forget(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Slet mig»: at once, and all of it; while something is published her page says what, and how that goes too."""
    told = [int(page) for page in request.POST.getlist("bliver") if page.isdecimal()]
    taking_back.forget(report, told=told if "vist" in request.POST else None)
    if Report.objects.filter(pk=report.pk).exists():
        return redirect("report", token)
    return message(request, _("It is gone: what you wrote, your pictures, your name and your e-mail."), HTTPStatus.OK)
