"""Audit log of accounts: its one writer, and who forgets what is a year old."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from foundation.accounts.current_request import current_request
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from foundation.throttling.rate_limits import UNKNOWN, network_of

KEPT = timedelta(days=365)
EXPORT_IS_NOTED = "CATALOGUE_EXPORT_IS_NOTED"  # in the request's META


def note(
    kind: EventKind,
    *,
    request: HttpRequest | None = None,
    user: Any = None,
    detail: object = "",
    network: str = "",
) -> None:
    """Write one line into the log of accounts. `user` is whose account it is about; who is signed in did it.

    `detail` names what was exported, changed or refused; never a password, a key or what somebody wrote. Without
    `request` it is the one being answered, if any; `network` is for work that the request has left to others.
    """
    request = request or current_request()
    if request is not None and kind is EventKind.EXPORTED:
        request.META[EXPORT_IS_NOTED] = True
    actor = getattr(request, "user", None)
    with translation.override(settings.LANGUAGE_CODE):
        told = str(detail)[:200]
    AccountEvent.objects.create(
        kind=kind,
        user=user if getattr(user, "pk", None) else None,
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        network=(network or (network_of(request) if request else "")).replace(UNKNOWN, ""),
        detail=told,
    )


def forget_old_events() -> None:
    """A scheduled job."""
    AccountEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()
