"""Middleware of the whole site: what happens to every request before and after its view."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import unquote_to_bytes, urlparse

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import has_vary_header
from django.utils.translation import gettext
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from foundation.cache_control import PAGE, PRIVATE
from foundation.ids import read_id
from foundation.querysets import is_visible, remember_hidden_paths
from foundation.refusals import RefusedError
from media.s3 import StorageUnavailable
from showcase.reporting.publishing_guard import reason, was_taken_away
from website.errors import number_of
from website.language_trees import address_without_language
from website.languages import language_of

logger = logging.getLogger(__name__)
KEPT_STATUSES = frozenset({200, 206, 301, 302, 304, 404, 410})
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def _is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


class RefuseMalformedRequestsMiddleware:
    """400 for what no browser sends: NUL, broken UTF-8 or an endless query. Databases would answer with an error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if len(request.META.get("QUERY_STRING", "")) > settings.MAX_QUERY_STRING_BYTES:
            return self._refuse(gettext("That is more than an address has room for. Go back, and write less."))
        return self._refuse("Bad request") if self._is_malformed(request) else self.get_response(request)

    @staticmethod
    def _refuse(sentence: str) -> HttpResponse:
        return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")

    @staticmethod
    def _is_malformed(request: HttpRequest) -> bool:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path_info:
            return True
        try:
            decoded = unquote_to_bytes(query).decode()
            request.path_info.encode()
        except (UnicodeDecodeError, UnicodeEncodeError):
            return True
        return "\0" in decoded or "\ufffd" in request.path_info


class CacheControlMiddleware:
    """Every answer says who may keep it. What depends on who asks, or a view does not want kept, is kept by nobody.

    Nor is a refusal: it may depend on headers or a body that no cache tells apart, and would be shown to everybody.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code not in KEPT_STATUSES and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = PRIVATE
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = PAGE if self._is_the_same_for_all(request, response) else PRIVATE
        return response

    @staticmethod
    def _is_the_same_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
        is_read = request.method in {"GET", "HEAD"}
        is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        return is_read and not is_personal and not has_vary_header(response, "Cookie")


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict public policy, and the admin's own under its address."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and _is_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class StorageUnavailableMiddleware:
    """503 with a sentence when an upload could not be stored; nothing was saved, so the same can be sent again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StorageUnavailable):
            return None
        logger.error("%s", exception)
        sentence = gettext(
            "The file could not be stored right now. Nothing was changed. Go back and try again in a moment."
        )
        number = gettext("Number of the error: %(number)s.") % {"number": number_of(request)}
        response = HttpResponse(f"{sentence} {number}", status=503, content_type="text/plain; charset=utf-8")
        response["Retry-After"] = "60"
        return response


class RefusalsMiddleware:
    """Tells an editor why what she asked for was not done, or why a page is gone: its report was taken back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_gone = response.status_code == HTTPStatus.NOT_FOUND and self._asks_for_what_is_gone(request)
        return self._say(request, reason()) if is_gone else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, RefusedError):
            return None
        if connection.in_atomic_block:  # half a copy, or a version that was to be published
            transaction.set_rollback(True)
        return self._say(request, str(exception), exception.page_id)

    @staticmethod
    def _asks_for_what_is_gone(request: HttpRequest) -> bool:
        if not _is_admin(request) or not request.user.has_perm("wagtailadmin.access_admin"):
            return False
        asked = [
            *(request.resolver_match.kwargs.values() if request.resolver_match else ()),
            *request.GET.getlist("id"),
        ]
        return was_taken_away([found for one in asked if (found := read_id(one)) is not None])

    @staticmethod
    def _say(request: HttpRequest, sentence: str, page_id: int | None = None) -> HttpResponseBase:
        if "json" in request.headers.get("Accept", ""):
            return JsonResponse({"detail": sentence}, status=409)
        messages.error(request, sentence)
        return redirect("wagtailadmin_pages:edit", page_id) if page_id else redirect("wagtailadmin_home")


class LanguageFromPathMiddleware:
    """The language of a page is its address's, never the browser's header: so caches need not vary.

    An address in a language that the site has no pages in leads to the same one without it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            elsewhere = address_without_language(request, language)
            if elsewhere is not None:  # for now: a tree may be written, so no browser may keep it for good
                return HttpResponseRedirect(elsewhere, preserve_request=True)
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class HiddenPathsMiddleware:
    """Public reads ask the database once for what is hidden; the admin, which changes it, asks each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or _is_admin(request):
            return self.get_response(request)
        with remember_hidden_paths():
            return self.get_response(request)


class VisibleRedirectsMiddleware(RedirectMiddleware):
    """Wagtail's redirects, except those whose target would tell the address of a hidden page."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = cast(HttpResponseBase, super().process_response(request, response))
        if answer is response:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path) or get_redirect(request, urlparse(path).path)
        leads_to_hidden = redirect.redirect_page_id and not is_visible(redirect.redirect_page)
        return response if leads_to_hidden else answer
