"""What a tool has made, to take along: on paper, printed by the worker, and as a document."""

from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from concepts.being_made import being_made, private
from concepts.documents import sheet_document
from concepts.models import OrderedSheet
from concepts.printed import SheetTold
from foundation.danish.file_names import disposition, file_name
from foundation.throttling.rate_limits import RateLimitedError, network_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sheet_on_paper(request: HttpRequest, told: SheetTold) -> HttpResponseBase:
    """The sheet as PDF, or that it is being made: never half of one."""
    waiting = {"title": told["title"], "back_url": told["url"], "back_label": _("Back")}
    try:
        sheet = OrderedSheet.objects.asked_for(told, network_of(request))
    except RateLimitedError:
        return being_made(request, waiting, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not sheet.file:
        return being_made(request, waiting)
    answer = FileResponse(sheet.file.open("rb"))
    answer["Content-Disposition"] = disposition(file_name(told["title"], ".pdf"))
    return private(answer)


def sheet_as_document(told: SheetTold) -> HttpResponse:
    response = HttpResponse(sheet_document(told["title"], told["parts"], told["language"]), content_type=DOCX)
    response["Content-Disposition"] = disposition(file_name(told["title"], ".docx"))
    return private(response)
