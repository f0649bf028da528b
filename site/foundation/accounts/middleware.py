"""Middleware of accounts: known browsers, current request, rights that changed."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from foundation.accounts import devices
from foundation.accounts.current_request import begin_request, end_request
from foundation.accounts.enums import EventKind
from foundation.accounts.log import EXPORT_IS_NOTED, note

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class AccountsMiddleware:
    """Lets the log know who is asking, tells a browser that signed in that it is known, and notes exports."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = begin_request(request)
        try:
            response = self.get_response(request)
            devices.write(request, response)
            if _is_export(request, response):
                note(EventKind.EXPORTED, request=request, detail=_address_of(request))
        finally:
            end_request(token)
        return response


def _is_export(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whatever leaves the admin as a file to keep: seen here, so that no export has to remember to say so."""
    return (
        EXPORT_IS_NOTED not in request.META
        and request.method != "HEAD"
        and response.status_code == 200
        and response.get("Content-Disposition", "").startswith("attachment")
        and request.path_info.startswith(reverse("wagtailadmin_home"))
    )


def _address_of(request: HttpRequest) -> str:
    """Which list, and by what it was narrowed; not what was typed to find somebody."""
    names = ", ".join(sorted(name for name, value in request.GET.items() if value))
    return f"{request.path} ({names})" if names else request.path
