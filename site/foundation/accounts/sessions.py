"""End sessions before their time: everywhere at once, since each request asks the database who it is."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from foundation.accounts.enums import EventKind
from foundation.accounts.log import note


@transaction.atomic
def sign_out_everywhere(user: Any, *, request: HttpRequest | None = None) -> None:
    """End all sessions of a user; if it is one's own account, all but this one. Noted in the log of accounts."""
    get_user_model().objects.filter(pk=user.pk).end_sessions()
    note(EventKind.SESSIONS_ENDED, request=request, user=user)
    if request is not None:
        keep_own_session(request, user)


def keep_own_session(request: HttpRequest, user: Any) -> None:
    """Whoever changed something about themselves stays signed in here."""
    if request.user.pk == user.pk:
        user.refresh_from_db(fields=["session_generation", "password"])
        update_session_auth_hash(request, user)


def forget_sessions() -> None:
    """A scheduled job: what has run out leaves the table."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
