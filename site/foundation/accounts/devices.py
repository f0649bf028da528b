"""Known browsers of an account: what strangers do to it is not held against them.

A signed cookie names the accounts this browser has signed in to, each by a keyed hash and a number of this browser's
own. For any other account it is worth nothing. Source: OWASP, "Slow down online guessing attacks with device cookies".
"""

import secrets

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

SALT = "foundation.accounts.devices"
MAX_AGE = 31_536_000  # seconds: a year from the last time
MOST_ACCOUNTS = 5
_TO_WRITE = "CATALOGUE_DEVICE_COOKIE"  # where it waits for the response, as Django's CSRF cookie does


def browser_of(request: HttpRequest, account: str) -> str:
    """What this browser is called for that account; empty when it has never signed in to it."""
    name = _name(account)
    return next((entry for entry in _entries(request) if entry.startswith(f"{name}-")), "")


def remember(request: HttpRequest, account: str) -> None:
    """Let the response tell this browser that it is known to the account."""
    own = browser_of(request, account) or f"{_name(account)}-{secrets.token_hex(8)}"
    others = [entry for entry in _entries(request) if entry != own]
    request.META[_TO_WRITE] = ".".join([own, *others][:MOST_ACCOUNTS])


def write(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set the cookie if this request has made the browser known."""
    if value := request.META.get(_TO_WRITE):
        response.set_signed_cookie(
            settings.DEVICE_COOKIE_NAME,
            value,
            salt=SALT,
            max_age=MAX_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )


def _entries(request: HttpRequest) -> list[str]:
    value = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, "", salt=SALT, max_age=MAX_AGE)
    return value.split(".") if value else []


def _name(account: str) -> str:
    return salted_hmac(SALT, account, algorithm="sha256").hexdigest()[:16]
