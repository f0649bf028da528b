"""Every server error has a number: the one that asked sees it, and the log has it with what went wrong."""

import logging
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy

logger = logging.getLogger(__name__)
LETTERS = "ACDEFHJKLMNPRTUVWXY34679"  # that nobody takes for one another on the telephone
SENTENCE = gettext_lazy("Something went wrong on our side. It is noted as no. {number}.")


def number_of(request: HttpRequest) -> str:
    """The number of what went wrong in this request; the same however often it is asked for."""
    number: str = request.__dict__.setdefault("error_number", get_random_string(6, LETTERS))
    return number


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw. Asks nothing of database, session or user, which may be what is gone."""
    number = number_of(request)
    request.__dict__["error"] = sys.exc_info()
    response: HttpResponse
    if _asks_for_data(request):
        with translation.override(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
            sentence = SENTENCE.format(number=number)
        options = {"ensure_ascii": False}
        response = JsonResponse({"detail": sentence, "number": number}, status=500, json_dumps_params=options)
    else:
        response = HttpResponse(render_to_string("500.html", {"number": number}), status=500)
    response["Cache-Control"] = "no-store"
    return response


def _asks_for_data(request: HttpRequest) -> bool:
    is_data = request.path_info.startswith("/api/") or request.path_info.endswith(".json")
    accepted = request.headers.get("Accept", "")
    return is_data or ("application/json" in accepted and "text/html" not in accepted)


class NumberErrors(logging.Filter):
    """Puts the number, the method and who was signed in before what Django logs of a server error.

    Of an error page that itself fails, the one for 404 say, Django logs no traceback; then it has a line of its own.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request, status = getattr(record, "request", None), getattr(record, "status_code", 0)
        if isinstance(request, HttpRequest) and status >= 500:
            user = getattr(request, "_cached_user", None)  # who is known already: the database may be gone
            who = f"user {user.pk}" if user is not None and user.pk else "nobody signed in"
            record.msg = f"Error {number_of(request)}, {request.method}, {who}: {record.msg}"
            if not record.exc_info and (error := request.__dict__.pop("error", None)):
                logger.error("What error %s was", number_of(request), exc_info=error)
        return True
