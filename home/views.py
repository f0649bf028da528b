"""The catalogue on paper, at `/katalog.pdf`."""

from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from foundation.cache_control import ANSWER
from foundation.danish.file_names import disposition
from home.printing import catalogue_that_holds

NAME = "SoMe-kataloget.pdf"
RETRY_SECONDS = "60"  # the clock's round, and what the worker takes


@require_safe
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The file; or that it is being made: neither half of one nor one that holds no more. Cost: 2 queries."""
    printed = catalogue_that_holds(str(get_language()))
    if printed is None:
        response: HttpResponse = TemplateResponse(request, "home/being_printed.html", status=HTTPStatus.ACCEPTED)
        response["Retry-After"] = RETRY_SECONDS
        return response
    answer = FileResponse(printed.file.open("rb"), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(NAME, as_attachment=False)
    answer["Cache-Control"] = ANSWER
    return answer
