from typing import Any

from axes.handlers.base import AxesHandler
from axes.signals import user_locked_out
from django.http import HttpRequest

from foundation.accounts.password_attempts import WAIT, in_the_way
from foundation.compat.lockouts import address_of, get_client_username


class SharedCount(AxesHandler):
    """django-axes' answer to "may this be tried?", from counters that all processes share.

    Its own database handler knows one ceiling for everything, counts after the password has been looked at, so that
    many at once slip through, and keeps user names, browsers and what else was posted. Why: docs/decisions/0019.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether the next try is refused; how long stands in the request.

        Cost: 1 query for a known browser, else 3.
        """
        username = get_client_username(request, credentials) or ""
        wait = max(counter.wait() for counter in in_the_way(request, username))
        request.META[WAIT] = wait
        return wait > 0

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        if request is not None and WAIT in request.META and request.META[WAIT]:
            user_locked_out.send(
                "axes",
                request=request,
                username=get_client_username(request, credentials),
                ip_address=address_of(request),
            )
