from typing import Any

from asgiref.sync import sync_to_async
from axes.backends import AxesBackend
from axes.exceptions import AxesBackendPermissionDenied
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from foundation.accounts.password_attempts import WAIT, all_counters, in_the_way, is_nonsense
from foundation.compat.lockouts import check_lock, mark_locked
from foundation.throttling.rate_limits import note, take_back


class GuardedBackend(AxesBackend):
    """Signs staff in by password, and counts the tries: for every page and piece of code that asks `authenticate`.

    A try is counted before the password is looked at and taken back when it was right, so that many at once,
    over many processes, have no more tries than one after the other.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> AbstractBaseUser | None:
        """Whose password this is. Raises: PermissionDenied, which ends Django's round of backends, when refused."""
        if username is None or password is None:
            return None
        request = request or HttpRequest()  # without one: counted as a network of its own
        check_lock(self, request, username, password)
        noted = note(all_counters(request, username))
        wait = max(counter.wait(noted=1) for counter in in_the_way(request, username))
        if wait:
            take_back(noted)
            request.META[WAIT] = wait
            mark_locked(request)
            raise AxesBackendPermissionDenied
        if is_nonsense(username, password):
            raise PermissionDenied
        user = ModelBackend.authenticate(self, request, username=username, password=password)
        if user is not None:
            take_back(noted)
        return user

    async def aauthenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> AbstractBaseUser | None:
        """The same; ModelBackend's own would not count."""
        return await sync_to_async(self.authenticate)(request, username, password, **kwargs)
