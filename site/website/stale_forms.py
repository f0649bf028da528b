"""A form that Django does not take any more, for whoever sent it has signed in or out since the page was shown."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

LOGINS = {"wagtailadmin_login": "wagtailadmin_home", "assessor_login": "assess"}  # a door, and what is behind it
SECRETS = ("password", "code", "credential", "token", "secret")
SHORTEST = 20  # characters of what is worth copying


@sensitive_post_parameters()
@never_cache
def refuse_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with the way on, and with what was typed, if it came from a page of ours."""
    behind = _behind_the_door(request)
    sentence = _("The page you sent was opened before you last logged in or out. Nothing was saved.")
    if behind:
        sentence = _("You are logged in already, from another tab or window.")
    if "json" in request.headers.get("Accept", ""):
        return JsonResponse({"sentence": sentence, "detail": sentence}, status=403)
    context = {
        "sentence": sentence,
        "behind": behind,
        "back": _back(request),
        "texts": [] if behind else _texts(request),
    }
    return render(request, "403_csrf.html", context, status=403)


def _behind_the_door(request: HttpRequest) -> str:
    """Where a login form would have led, of somebody who is in."""
    if not request.user.is_authenticated:
        return ""
    homes = {reverse(door): reverse(home) for door, home in LOGINS.items()}
    return homes.get(request.path, "")


def _back(request: HttpRequest) -> str:
    """The page the form stood on."""
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else request.path


def _texts(request: HttpRequest) -> list[str]:
    """What somebody wrote and would miss. Nothing that another site sent: it would speak with our voice."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    return [text for text in dict.fromkeys(_typed(request)) if len(text) >= SHORTEST and " " in text]


def _typed(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        if not any(word in name.lower() for word in SECRETS):
            yield from (_readable(str(value)).strip() for value in values)


def _readable(value: str) -> str:
    """The words of rich text, which the admin's editor sends as data."""
    try:
        return "\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return value
