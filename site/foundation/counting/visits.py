"""Whose requests are counted."""

from django.conf import settings
from django.http import HttpRequest

from foundation.counting.validators import is_program


def is_staff(request: HttpRequest) -> bool:
    """Only staff have a session; visitors get no cookie at all."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def is_visit(request: HttpRequest) -> bool:
    """Somebody before a browser, who is not of the staff and really wants to see it."""
    is_ahead = "prefetch" in f"{request.headers.get('Sec-Purpose', '')}{request.headers.get('Purpose', '')}"
    return not (is_ahead or is_staff(request) or is_program(request.headers.get("User-Agent", "")))
