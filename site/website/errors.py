"""Server error pages: each error has a number, shown to whoever asked and logged with what went wrong."""

import logging
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy

from foundation.compat.known_users import known_user
from website.languages import language_of
from website.resubmission import page_of, resubmission_of

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
        with translation.override(language_of(request.path_info)):
            sentence = SENTENCE.format(number=number)
        options = {"ensure_ascii": False}
        response = JsonResponse({"detail": sentence, "number": number}, status=500, json_dumps_params=options)
    else:
        response = HttpResponse(_page(request, number), status=500)
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, number: str) -> str:
    """With the way back, and what was typed, where these can still be read."""
    context: dict[str, Any] = {"number": number}
    try:
        context["back"] = page_of(request) if request.headers.get("Referer") else ""
        context["typed"] = resubmission_of(request) if request.method == "POST" else None
    except Exception:  # the body may be what broke it, or the host's name
        logger.exception("What came with error %s cannot be shown", number)
    return render_to_string("500.html", context)


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
            user = known_user(request)  # the database may be gone
            who = f"user {user.pk}" if user is not None and user.pk else "nobody signed in"
            record.msg = f"Error {number_of(request)}, {request.method}, {who}: {record.msg}"
            if not record.exc_info and (error := request.__dict__.pop("error", None)):
                logger.error("What error %s was", number_of(request), exc_info=error)
        return True
