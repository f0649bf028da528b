"""The files of a report, at addresses only its link opens."""

from functools import partial
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.keeping import is_quiet, kept, not_kept
from core.lengths import length_of
from core.media.storage_keys import display_name
from core.throttling.limits import count, network_of
from showcase.reporting import files
from showcase.reporting.access import of_a_report
from showcase.reporting.answers import filled
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.pages import step_page
from showcase.reporting.services import NotOpenError

FILES_STEP = len(STEPS)


@of_a_report
@require_http_methods(["GET", "HEAD", "POST"])
def add_files(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """Pictures and a film, several at once. What can be kept is kept; of the rest each is said what is wrong."""
    if request.method != "POST":
        return _back(token)
    if not report.is_writable:
        raise NotOpenError
    count("files", network_of(request))
    sent = request.FILES.getlist("file")
    wrong = [] if sent else [_("Choose a picture or a film first.")]
    for file in sent:
        try:
            files.add(report, files.take(file), network=network_of(request))
        except ValidationError as error:
            wrong.append(f"{display_name(file.name or '')}: {' '.join(error.messages)}")
    if is_quiet(request):
        return not_kept(" ".join(wrong), HTTPStatus.BAD_REQUEST) if wrong else kept()
    if wrong:
        form = filled(STEPS[-1], report.answers, is_checked=False)
        return step_page(request, FILES_STEP, token, report, form, " ".join(wrong), status=HTTPStatus.BAD_REQUEST)
    return _back(token)


@of_a_report
@require_http_methods(["GET", "HEAD", "POST"])
def describe_files(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """What the files show, kept while it is written. What is too long is shown again, and told by how much."""
    if request.method != "POST":
        return _back(token)
    if long := files.describe(report, request.POST):
        lengths = "; ".join(length_of(file.alt_text, files.ALT_LENGTH) for file in long)
        sentence = _("A description is too long to keep: %(lengths)s.") % {"lengths": lengths}
        if is_quiet(request):
            return not_kept(sentence, HTTPStatus.BAD_REQUEST)
        form = filled(STEPS[-1], report.answers, is_checked=False)
        page = partial(step_page, request, FILES_STEP, token, report, form, sentence)
        return page(HTTPStatus.BAD_REQUEST, long_ones={file.pk: file for file in long})
    return kept() if is_quiet(request) else _back(token)


@of_a_report
@require_POST
def remove_file(request: HttpRequest, token: str, report: Report, file_id: int) -> HttpResponse:
    files.remove(report, file_id)
    return _back(token)


@of_a_report
@require_safe
def file(request: HttpRequest, token: str, report: Report, file_id: int) -> HttpResponseBase:
    """One of the report's own files. Raises: Http404 for any other."""
    found = report.files.filter(pk=file_id).first()
    if found is None:
        raise Http404
    return sent_file(found)


def sent_file(found: ReportFile) -> HttpResponseBase:
    """A picture to look at, a film to save: only what we made ourselves is shown in the browser."""
    name = str(found.file.name).rpartition("/")[2]
    return FileResponse(found.file.open("rb"), filename=name, as_attachment=found.is_film)


def _back(token: str) -> HttpResponse:
    return redirect(f"{reverse('report_step', args=[token, FILES_STEP])}#billeder")
