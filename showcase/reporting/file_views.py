"""Views of a report's files, at addresses only its link opens."""

from functools import partial
from http import HTTPStatus
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.autosave import is_autosave, not_saved, saved
from foundation.danish.file_names import disposition, file_name
from foundation.length_validation import length_of
from foundation.throttling.rate_limits import count, network_of
from media.storage_keys import display_name
from showcase.reporting import files
from showcase.reporting.draft_answers import bound_form
from showcase.reporting.forms import form_of
from showcase.reporting.link_access import of_a_report
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.rendering import step_page
from showcase.reporting.schema import FILES_STEP
from showcase.reporting.transitions import Action, is_to_do


@of_a_report
@require_http_methods(["GET", "HEAD", "POST"])
def add_files(request: HttpRequest, token: str, report: Report) -> HttpResponse:
    """Pictures and a film, several at once. What can be kept is kept; of the rest each is said what is wrong."""
    if request.method != "POST":
        return _back(token)
    is_to_do(report, Action.WRITE)
    count("files", network_of(request))
    sent = request.FILES.getlist("file")
    wrong = [] if sent else [_("Choose a picture or a film first.")]
    for file in sent:
        try:
            files.add(report, files.take(file), network=network_of(request))
        except ValidationError as error:
            wrong.append(f"{display_name(file.name or '')}: {' '.join(error.messages)}")
    if is_autosave(request):
        return not_saved(" ".join(wrong), HTTPStatus.BAD_REQUEST) if wrong else saved()
    if wrong:
        form = bound_form(form_of(FILES_STEP), report.answers, is_checked=False)
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
        if is_autosave(request):
            return not_saved(sentence, HTTPStatus.BAD_REQUEST)
        form = bound_form(form_of(FILES_STEP), report.answers, is_checked=False)
        page = partial(step_page, request, FILES_STEP, token, report, form, sentence)
        return page(HTTPStatus.BAD_REQUEST, long_ones={file.pk: file for file in long})
    return saved() if is_autosave(request) else _back(token)


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
    """A picture to look at, a film to save: only what we made ourselves is shown in the browser.

    Its name tells nothing of who sent it, since assessors fetch it too.
    """
    kind = _("Film") if found.is_film else _("Picture")
    response = FileResponse(found.file.open("rb"), filename=str(found.file.name))
    name = file_name(f"{kind} {found.pk}", PurePosixPath(str(found.file.name)).suffix)
    response["Content-Disposition"] = disposition(name, as_attachment=found.is_film)
    return response


def _back(token: str) -> HttpResponse:
    return redirect(f"{reverse('report_step', args=[token, FILES_STEP])}#billeder")
