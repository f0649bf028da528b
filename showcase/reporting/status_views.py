"""Views of a report's status page, and what its reporter may do there."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models.settings import settings_for
from foundation.autosave import is_autosave, moved_on_to
from foundation.length_validation import in_digits, length_of
from foundation.text import normalise_typed
from foundation.throttling.rate_limits import RateLimitedError, count
from showcase.reporting import services, withdrawal
from showcase.reporting.enums import ReportState
from showcase.reporting.forms import STORY_LENGTH
from showcase.reporting.link_access import browser_name_of, message, of_a_report, too_many
from showcase.reporting.models import Report
from showcase.reporting.rendering import status_page


@of_a_report
@require_safe
def status(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """Where a report is, and what its reporter may do; of a draft, what is still missing."""
    return status_page(request, token, report)


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
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    if request.method != "POST":
        return redirect("report", token)
    text = normalise_typed(request.POST.get("svar", "")).strip()
    again = {"token": token, "typed": text, "name": browser_name_of(report.key), "most": str(STORY_LENGTH)}
    if not text or len(text) > STORY_LENGTH:
        sentence = _("Write an answer of at most %(most)s characters.") % in_digits(most=STORY_LENGTH)
        if text:
            sentence = f"{sentence} {length_of(text, STORY_LENGTH)}."
        return message(request, sentence, HTTPStatus.BAD_REQUEST, **again)
    try:
        count("reply", report.key.hex)
    except RateLimitedError:
        return message(request, too_many(), HTTPStatus.TOO_MANY_REQUESTS, **again)
    services.reply(report, text)
    address = reverse("report", args=[token])
    return moved_on_to(address) if is_autosave(request) else redirect(address)


@of_a_report
@require_POST
def withdraw(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    withdrawal.withdraw(report)
    return redirect("report", token)


@of_a_report
@require_POST
def ask_take_down(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Tag det ned»: a line on the editors' first page, and what is not published goes at once."""
    withdrawal.ask_take_down(report)
    return redirect("report", token)


@of_a_report
@require_POST
def forget(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """«Slet alt om mig», at once; while something is published her page says what, and how that goes too."""
    told = [int(page) for page in request.POST.getlist("bliver") if page.isdecimal()]
    withdrawal.forget(report, told=told if "vist" in request.POST else None)
    if Report.objects.filter(pk=report.pk).exists():
        return redirect("report", token)
    sentence = _("It is gone: what you wrote, your pictures, your name and your e-mail.")
    return message(request, sentence, HTTPStatus.OK, forgotten=browser_name_of(report.key))
