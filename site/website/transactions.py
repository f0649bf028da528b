"""Transactions around the admin's requests: all or nothing, an answer of 500 has changed nothing."""

import logging
from collections.abc import Callable
from functools import partial

from django.contrib.messages.middleware import MessageMiddleware
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from foundation.before_commit import atomic
from media.held_uploads import has_held_uploads

logger = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class AllOrNothingMiddleware:
    """One transaction around every change in the admin, taken back when the answer is a server error.

    Wagtail's views save, then publish, then send signals, each by itself; what fails last leaves the rest behind.
    The body is read before the transaction begins, so that no slow sender holds SQLite's only writer. A request that
    brings files is left to its view: a storage is not taken back, and what is stored there is not waited for with
    the database held. Nor is one's own account changed in it: the password is asked for there, which takes long, and
    Wagtail saves that page in one transaction itself. Our own views outside the admin call services, which are one
    transaction each.
    What others take away while it is chosen is found out by the database at the commit, when no view can answer any
    more: the request is then done once more, and the form says what is missing.
    Source: docs/decisions/0030-all-or-nothing.md.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _changes_the_admin(request) or request.FILES or has_held_uploads(request.POST):
            return self.get_response(request)
        try:
            return self._all_or_nothing(request)
        except IntegrityError:
            logger.info("%s %s is asked once more: somebody else was first", request.method, request.path)
            MessageMiddleware(self.get_response).process_request(request)  # forgets what was said: it was not so
            return self._all_or_nothing(request)

    def _all_or_nothing(self, request: HttpRequest) -> HttpResponseBase:
        committed: list[bool] = []
        try:
            with atomic():
                transaction.on_commit(partial(committed.append, True))
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        except Exception:
            if not committed:
                raise
            logger.exception("%s %s was done, but not what was to follow", request.method, request.path)
        return response


def _changes_the_admin(request: HttpRequest) -> bool:
    path = request.path_info
    is_admin = path.startswith(reverse("wagtailadmin_home")) and path != reverse("wagtailadmin_account")
    return is_admin and request.method not in SAFE and request.user.is_authenticated
