"""Log a lockout: one line for many attempts that are turned away, at whichever step."""

from typing import Any

from django.http import HttpRequest

from foundation.accounts.enums import EventKind
from foundation.accounts.log import note
from foundation.throttling.rate_limits import RateLimitedError, count, network_of


def note_locked(request: HttpRequest | None, user: Any, *, step: str, detail: object = "") -> None:
    """Once in a while for each account, network and step; names that are no account's count together."""
    network = network_of(request) if request else ""
    try:
        count("locked", f"{user.pk}|{network}|{step}" if user else network)
    except RateLimitedError:
        return
    note(EventKind.LOCKED, request=request, user=user, detail=detail)
