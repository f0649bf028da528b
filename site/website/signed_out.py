"""Middleware for an expired login: a form sent to the admin comes back with its text, to be sent once more."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from website.resubmission import Resubmission, resubmission_of


class SignedOutFormsMiddleware:
    """In place of Wagtail's redirect to the login page, which drops what was sent.

    A program, the page's own autosave among them, is told with 401; a person sees what she wrote, logs in in another
    tab, and sends it. An address that is only asked for leads to the login page as ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _is_sent_to_login(request, response):
            return response
        if "application/json" in request.headers.get("Accept", ""):
            return _told()
        typed = resubmission_of(request) if request.method == "POST" else None
        return _kept(request, typed) if typed and typed.texts + typed.fields else response


def _is_sent_to_login(request: HttpRequest, response: HttpResponseBase) -> bool:
    if response.status_code != HTTPStatus.FOUND or not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    login = redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
    return request.user.is_anonymous and response.headers["Location"] == login.url


def _told() -> HttpResponse:
    sentence = _("You are logged out. Log in again in another tab, and go on here.")
    said = {"success": False, "error_code": "signed_out", "error_message": sentence, "detail": sentence}
    answer = JsonResponse(said, status=HTTPStatus.UNAUTHORIZED)
    add_never_cache_headers(answer)
    return answer


def _kept(request: HttpRequest, typed: Resubmission) -> HttpResponse:
    answer = render(request, "signed_out.html", {"typed": typed}, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(answer)
    return answer
