from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.middleware import AuthenticationMiddleware, auser, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.factors.steps import is_whole


class AuthenticateBothSteps(AuthenticationMiddleware):
    """Django's own, for whom a session without its second step is nobody's: at every door, whoever opened it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _whole_user(request))  # type: ignore[assignment]  # as Django does
        request.auser = lambda: _whole_auser(request)


def _whole_user(request: HttpRequest) -> Any:
    user = get_user(request)
    return user if user.is_anonymous or is_whole(request, user) else AnonymousUser()


async def _whole_auser(request: HttpRequest) -> Any:
    user = await auser(request)
    return user if user.is_anonymous or await sync_to_async(is_whole)(request, user) else AnonymousUser()
