from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from foundation.compat.request_users import auser, get_user
from foundation.factors.sign_in_steps import is_whole

STAFF_DOORS = ("/admin/", "/konto/", "/vurdering/")
ENDED = _(
    "You were logged out: all your logins were ended, or your password or your rights have changed. Log in again."
)


class SecondFactorMiddleware(AuthenticationMiddleware):
    """Django's own, for whom a session without its second step is nobody's: at every door, whoever opened it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _whole_user(request))  # type: ignore[assignment]  # as Django does
        request.auser = lambda: _whole_auser(request)


def _whole_user(request: HttpRequest) -> Any:
    had_session = SESSION_KEY in request.session
    user = get_user(request)
    if had_session and SESSION_KEY not in request.session:
        _say_ended(request)
    return user if user.is_anonymous or is_whole(request, user) else AnonymousUser()


def _say_ended(request: HttpRequest) -> None:
    """The login that follows says why it is there; public pages, where nobody is asked for one, say nothing."""
    if request.path_info.startswith(STAFF_DOORS):
        messages.warning(request, ENDED, fail_silently=True)


async def _whole_auser(request: HttpRequest) -> Any:
    user = await auser(request)
    return user if user.is_anonymous or await sync_to_async(is_whole)(request, user) else AnonymousUser()
