"""One line for many tries that are turned away, at whichever step."""

from typing import Any

from django.http import HttpRequest

from core.accounts.enums import EventKind
from core.accounts.log import note
from core.throttling.limits import TooManyError, count, network_of


def note_locked(request: HttpRequest | None, user: Any, *, step: str, detail: object = "") -> None:
    """Once in a while for each account, network and step; names that are no account's count together."""
    network = network_of(request) if request else ""
    try:
        count("locked", f"{user.pk}|{network}|{step}" if user else network)
    except TooManyError:
        return
    note(EventKind.LOCKED, request=request, user=user, detail=detail)
