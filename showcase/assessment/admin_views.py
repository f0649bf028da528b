"""Admin views before a report is handed over: the blind copy is seen, more is blacked out."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from foundation.ids import read_id
from foundation.text import normalise
from showcase.assessment import blind_report, services
from showcase.assessment.anonymising import Mark
from showcase.assessment.models import Case
from showcase.reporting.admin_views import may_triage
from showcase.reporting.models import Report
from showcase.reporting.transitions import NotOpenError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@may_triage
def preview(request: HttpRequest, report_id: int) -> HttpResponse:
    """The report in the agency's own pages, with buttons on what can be blacked out or given back."""
    report = _report(report_id)
    phrase, problem = "", ""
    if request.method == "POST":
        try:
            return _answer(request, report, _black_out)
        except services.LeftOutError as refused:
            phrase, problem = request.POST.get("phrase", ""), str(refused)
    case = Case.objects.filter(report=report).first() or Case(report=report)
    case.report = report
    context = _context(case) | {"phrase": phrase, "problem": problem}
    return render(request, "assessment/preview.html", context, status=HTTPStatus.BAD_REQUEST if problem else None)


@require_POST
@may_triage
def send_to_agency(request: HttpRequest, report_id: int) -> HttpResponse:
    """Hand the report over as it was looked at."""
    return _answer(request, _report(report_id), _hand_over)


def _context(case: Case) -> dict[str, Any]:
    looked = blind_report.look(case)
    words = blind_report.kept(looked)
    shown = blind_report.to_preview(case, looked)
    texts = [*looked["answers"].values(), *looked["files"].values()]
    return {
        "case": case,
        "shown": shown,
        "files": [(file, alt, file.file.url) for file, alt in shown.files],
        "left_out": [(phrase, blind_report.places_of(case, phrase)) for phrase in case.left_out],
        "withheld": blind_report.withheld(case),
        "offered": sum(piece.mark == Mark.OFFERED for pieces in texts for piece in pieces),
        "seal": blind_report.seal(words),
        "is_current": words == case.shown,
        "may_change": case.report.is_open and not case.signed_at,
        "longest": services.LONGEST_PHRASE,
    }


def _black_out(request: HttpRequest, report: Report) -> str:
    """One button was pressed: its name says what to do, its value with what. Raises: LeftOutError."""
    post = request.POST
    if "put_back" in post:
        services.put_back(report, post["put_back"])
    elif "withhold" in post or "show" in post:
        file_id = read_id(post.get("withhold", post.get("show", "")))
        if file_id is not None:
            services.withhold(report, file_id, is_withheld="withhold" in post)
    else:
        _leave_out(request, report, normalise(post.get("leave_out") or post.get("phrase", "")))
    return reverse("preview_for_agency", args=[report.pk])


def _leave_out(request: HttpRequest, report: Report, phrase: str) -> None:
    places = services.leave_out(report, phrase)
    sentence = ngettext("Left out in %(number)s place.", "Left out in %(number)s places.", places)
    messages.success(request, sentence % {"number": places})


def _hand_over(request: HttpRequest, report: Report) -> str:
    try:
        services.hand_over(report, request.user, request.POST.get("seal", ""))  # type: ignore[arg-type]  # only staff get here
    except services.ChangedError:
        messages.error(request, _("It has changed since you looked. Look once more, then hand it over."))
        return reverse("preview_for_agency", args=[report.pk])
    messages.success(request, _("The agency has it now, as you saw it."))
    return reverse("reports:inspect", args=[report.pk])


def _answer(request: HttpRequest, report: Report, act: Callable[[HttpRequest, Report], str]) -> HttpResponse:
    try:
        return redirect(act(request, report))
    except NotOpenError:
        messages.error(request, _("This report is closed already."))
        return redirect("reports:inspect", report.pk)


def _report(report_id: int) -> Report:
    return get_object_or_404(Report.objects.sent().select_related("library"), pk=report_id)
