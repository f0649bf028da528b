"""Endpoints for numbers and days: what is understood while they are typed, and the ten out of an export.

A file is read and forgotten; what is chosen of it is carried by the page, and only ten numbers are kept.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from concepts.evidence.own_rank import BASELINE_LENGTH
from foundation.spreadsheets import BusyError, NoTableError, OldExcelError, tables_in
from foundation.throttling.rate_limits import count, network_of
from showcase.reporting import services
from showcase.reporting.draft_answers import bound_form, submitted_answers, understood_as
from showcase.reporting.link_access import of_a_report, of_a_report_or_a_new_one
from showcase.reporting.models import Report
from showcase.reporting.platform_export import Posts, posts_in, posts_in_text
from showcase.reporting.rendering import NUMBERS, form_at
from showcase.reporting.schema import Step


@of_a_report_or_a_new_one
@require_POST
def understood(request: HttpRequest, token: str, report: Report, number: int) -> JsonResponse:
    """In words, what the fields of a step have read, and the bars and questions of the numbers."""
    form_class = form_at(number)
    form = bound_form(form_class, submitted_answers(form_class, request.POST), is_checked=False)
    fields = {field.html_name: words for field in form if (words := understood_as(field)) is not None}
    html = render_to_string("reporting/understood.html", {"form": form}) if hasattr(form, "understood") else ""
    return JsonResponse({"fields": fields, "html": html})


@of_a_report
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """The ten numbers out of a platform's export: first the file, then the column and the posts."""
    if not report.is_writable:
        return redirect("report", token)
    if request.method != "POST":
        return _page(request, token, None)
    if "tabel" in request.POST:
        return _choose(request, token, report)
    count("sheets", network_of(request))
    file = request.FILES.get("eksport")
    if file is None:
        return _page(request, token, None, _("Choose a file first."))
    try:
        posts = posts_in(tables_in(file.read()))
    except OldExcelError:
        sentence = _("That is an old Excel file (.xls). Save it as .xlsx or .csv, and try again.")
        return _page(request, token, None, sentence)
    except BusyError:
        return _page(request, token, None, _("We had no time to read that file. Try again in a moment."))
    except NoTableError:
        return _page(request, token, None, _("We cannot read that file. It must be the export as CSV or XLSX."))
    if posts is None:
        return _page(request, token, None, _("There is no column of numbers in that file. Is it the export of posts?"))
    return _page(request, token, posts)


def _choose(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    posts = posts_in_text(request.POST["tabel"], request.POST.get("orden", ""))
    if posts is None:
        return _page(request, token, None, _("Choose a file first."))
    if "ordn" in request.POST:
        return _page(request, token, posts, "" if not posts.orders else _("Choose how the days are written."))
    column = next(iter(_places([request.POST.get("kolonne", "")], len(posts.columns))), None)
    own = next(iter(_places([request.POST.get("eget", "")], len(posts.posts))), None)
    chosen = [place for place in _places(request.POST.getlist("opslag"), len(posts.posts)) if place != own]
    if column is None:
        return _page(request, token, posts, _("Choose a column."), chosen=chosen)
    if len(chosen) != BASELINE_LENGTH:
        sentence = _("Choose ten posts beside your own; here are %(number)s.") % {"number": len(chosen)}
        return _page(request, token, posts, sentence, column=column, own=own, chosen=chosen)
    kind = services.kind_of(report)
    typed = {"baseline": "\n".join(posts.ten_of(column, chosen, kind)), "ten": [], "column": "", "reading": ""}
    if own is not None:
        typed["value"] = posts.ten_of(column, [own], kind)[0]
    services.keep(report, typed)
    return redirect(reverse("report_step", args=[token, Step.NUMBERS]) + NUMBERS)


def _places(texts: list[str], number: int) -> list[int]:
    """Those that are places among so many, each once."""
    found = (int(text) for text in texts[:200] if text.isascii() and text.isdigit() and len(text) < 4)
    return list(dict.fromkeys(place for place in found if place < number))


def _page(
    request: HttpRequest,
    token: str,
    posts: Posts | None,
    problem: str = "",
    *,
    column: int | None = None,
    own: int | None = None,
    chosen: list[int] | None = None,
) -> HttpResponse:
    """The page of the file, or of what is in it; the ten latest are chosen beforehand where it says when they were."""
    if posts and chosen is None:
        chosen = list(range(BASELINE_LENGTH)) if posts.is_dated else []
    context = {
        "token": token,
        "posts": posts,
        "problem": problem,
        "column": column,
        "own": own,
        "chosen": chosen or [],
        "step": reverse("report_step", args=[token, Step.NUMBERS]),
    }
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    return render(request, "reporting/export.html", context, status=status)
