"""Somebody's second factor: whether there is one and must be, and what adds, renews and removes it."""

from contextlib import suppress
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest

from foundation.accounts.enums import EventKind
from foundation.accounts.log import note
from foundation.compat import second_factors
from foundation.factors.adapter import FactorAdapter
from foundation.factors.enums import FactorChange, FactorNeed
from foundation.factors.factor_verification import MALFORMED, count_try, counter_of, hold, with_password
from foundation.factors.models import GroupPolicy
from foundation.factors.tasks import tell
from foundation.throttling.rate_limits import Counter, RateLimitedError, count

Type = Authenticator.Type
FACTORS = (Type.TOTP, Type.WEBAUTHN)
NAME_LENGTH = 60


class StillRequiredError(Exception):
    """The last second factor of somebody whose role asks for one."""


def need_of(user: Any) -> FactorNeed:
    """Cost: 1 query, 2 where roles are asked for a second factor."""
    if Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
        return FactorNeed.PROOF
    return FactorNeed.FACTOR if is_asked_of(user) else FactorNeed.NOTHING


def is_asked_of(user: Any) -> bool:
    """Whether the role asks for a second factor, and the settings let it."""
    if not settings.SECOND_FACTOR_IS_REQUIRED:
        return False
    return user.is_superuser or GroupPolicy.objects.filter(requires_factor=True, group__user=user.pk).exists()


def warn_of_guesses(user: Any) -> bool:
    """Tell whose account it is, once a day, when the day's tries are used up: somebody has her password.

    Returns: whether they are used up.
    """
    if not Counter("factor-day", with_password(user)).wait():
        return False
    with suppress(RateLimitedError):
        count("factor-warning", with_password(user))
        tell.enqueue(user_id=user.pk, change=FactorChange.GUESSED.value)
    return True


def factors_of(user: Any) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at"))


def has_app(user: Any) -> bool:
    return Authenticator.objects.filter(user=user, type=Type.TOTP).exists()


def unused_codes_of(user: Any) -> list[str]:
    codes = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return codes.wrap().get_unused_codes() if codes else []


@transaction.atomic
def add_app(request: HttpRequest, user: Any, *, secret: str, code: str) -> bool:
    """The authenticator app that shows this code; the code counts as used. Raises: RateLimitedError."""
    count_try(user)
    counter = counter_of(secret, code)
    if counter is None or Authenticator.objects.filter(user=user, type=Type.TOTP).exists():
        return False
    app = second_factors.TOTP.activate(user, secret).instance
    app.data["last_counter"] = counter
    app.save(update_fields=["data"])
    _added(request, user, FactorChange.APP)
    return True


@transaction.atomic
def add_passkey(request: HttpRequest, user: Any, *, answer: Any, name: str) -> bool:
    """The passkey the browser has made for the challenge kept in the session. Raises: RateLimitedError."""
    count_try(user)
    try:
        second_factors.parse_registration_response(answer)
        second_factors.complete_registration(answer)
    except MALFORMED:
        return False
    name = name.strip()[:NAME_LENGTH] or FactorAdapter().generate_authenticator_name(user, Type.WEBAUTHN)
    second_factors.WebAuthn.add(user, name, answer)
    _added(request, user, FactorChange.PASSKEY)
    return True


@transaction.atomic
def renew_codes(request: HttpRequest, user: Any) -> None:
    """Ten new recovery codes, to be seen once; those of before are worth nothing."""
    hold(user)
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    second_factors.RecoveryCodes.activate(user)
    _tell(request, user, EventKind.ACCOUNT_CHANGED, FactorChange.CODES)


@transaction.atomic
def show_codes(user: Any) -> list[str]:
    """The recovery codes, the first time they are asked for; none after that."""
    codes = Authenticator.objects.select_for_update().filter(user=user, type=Type.RECOVERY_CODES).first()
    if codes is None or codes.wrap().did_view:
        return []
    codes.wrap().mark_as_viewed()
    return list(codes.wrap().get_unused_codes())


def is_needed(user: Any, factor: Authenticator) -> bool:
    """Whether it is the last one of somebody whose role asks for one."""
    return not _has_other(user, factor) and is_asked_of(user)


def _has_other(user: Any, factor: Authenticator) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=factor.pk).exists()


@transaction.atomic
def remove(request: HttpRequest, user: Any, factor: Authenticator) -> None:
    """Take one's own factor off; every other session ends. Raises: StillRequiredError."""
    hold(user)
    if is_needed(user, factor):
        raise StillRequiredError
    if not _has_other(user, factor):
        Authenticator.objects.filter(user=user).delete()
    Authenticator.objects.filter(pk=factor.pk, user=user).delete()
    get_user_model().objects.filter(pk=user.pk).end_sessions()
    _tell(request, user, EventKind.FACTOR_REMOVED, FactorChange.REMOVED)


@transaction.atomic
def reset(user: Any, *, request: HttpRequest | None = None) -> None:
    """Somebody has lost a device: no factor, no code and no session is left, and the password alone signs in again.

    Where the role asks for a factor that leads straight to a new one. Mailed to whose account it is.
    """
    hold(user)
    Authenticator.objects.filter(user=user).delete()
    get_user_model().objects.filter(pk=user.pk).end_sessions()
    _tell(request, user, EventKind.FACTOR_REMOVED, FactorChange.RESET)


def _added(request: HttpRequest, user: Any, change: FactorChange) -> None:
    second_factors.RecoveryCodes.activate(user)
    _tell(request, user, EventKind.FACTOR_ADDED, change)


def _tell(request: HttpRequest | None, user: Any, kind: EventKind, change: FactorChange) -> None:
    note(kind, request=request, user=user, detail=change.label)
    transaction.on_commit(lambda: tell.enqueue(user_id=user.pk, change=change.value))
