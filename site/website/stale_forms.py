"""CSRF failure view: a form from before its sender signed in or out."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from website.resubmission import resubmission_of

LOGINS = {"wagtailadmin_login": "wagtailadmin_home", "assessor_login": "assess"}  # a door, and what is behind it


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
    context = {"sentence": sentence, "behind": behind, "typed": resubmission_of(request)}
    return render(request, "403_csrf.html", context, status=403)


def _behind_the_door(request: HttpRequest) -> str:
    """Where a login form would have led, of somebody who is in."""
    if not request.user.is_authenticated:
        return ""
    homes = {reverse(door): reverse(home) for door, home in LOGINS.items()}
    return homes.get(request.path, "")
