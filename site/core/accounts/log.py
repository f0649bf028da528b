from typing import Any

from django.http import HttpRequest

from core.accounts.enums import EventKind
from core.accounts.models import AccountEvent
from core.throttling.limits import network_of


def note(kind: EventKind, *, request: HttpRequest | None = None, user: Any = None, detail: str = "") -> None:
    """Write one line into the log of accounts. `user` is whose account it is about; who is signed in did it.

    `detail` names what was exported, changed or refused; never a password, a key or what somebody wrote.
    """
    actor = getattr(request, "user", None)
    AccountEvent.objects.create(
        kind=kind,
        user=user if getattr(user, "pk", None) else None,
        actor=actor if getattr(actor, "is_authenticated", False) else None,
        network=network_of(request) if request else "",
        detail=detail[:200],
    )
