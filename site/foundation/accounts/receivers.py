"""Log signing in, signing out, and what goes wrong with either."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.accounts import devices
from foundation.accounts.enums import EventKind
from foundation.accounts.lockout_log import note_locked
from foundation.accounts.log import note
from foundation.accounts.password_attempts import WAIT, account_of, is_nonsense


def _account(username: str | None) -> Any:
    if not username or is_nonsense(username, ""):
        return None
    return get_user_model().objects.filter(username=username).first()


@receiver(user_logged_in)
def note_signed_in(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    devices.remember(request, account_of(user.get_username()))
    note(EventKind.SIGNED_IN, request=request, user=user)


@receiver(user_logged_out)
def note_signed_out(sender: object, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:
        note(EventKind.SIGNED_OUT, request=request, user=user)


@receiver(user_login_failed)
def note_refused(
    sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """A wrong password. What was typed as a name is not kept: people type passwords there."""
    if request is not None and request.META.get(WAIT):
        return
    user = _account(credentials.get("username"))
    note(EventKind.REFUSED, request=request, user=user, detail="" if user else _("no such account"))


@receiver(user_locked_out)
def note_password_locked(sender: object, request: HttpRequest, username: str | None, **kwargs: Any) -> None:
    user = _account(username)
    note_locked(request, user, step="password", detail="" if user else _("no such account"))
