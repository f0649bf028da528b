"""Verify a second factor that was typed or sent. One attempt at a time per account, and few of them."""

import struct
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.compat import second_factors
from foundation.throttling.rate_limits import count

Type = Authenticator.Type
# Whatever a made-up answer breaks in fido2 on its way: none of it is an answer.
MALFORMED = (
    *(ValidationError, ValueError, TypeError, LookupError, AttributeError, AssertionError, OverflowError),
    *(RecursionError, struct.error, InvalidSignature, UnsupportedAlgorithm, NotImplementedError),
)


def hold(user: Any) -> None:
    """Whoever else changes or tries this account's factors waits for the end of the transaction."""
    get_user_model().objects.select_for_update().get(pk=user.pk)


def count_try(user: Any) -> None:
    """One more try at this account's second step; the next waits for the end of the transaction.

    Raises: RateLimitedError.
    """
    hold(user)
    count("factor", str(user.pk))


def count_guess(user: Any) -> None:
    """One more try at getting in, of which a day has few. Raises: RateLimitedError."""
    count_try(user)
    count("factor-day", with_password(user))


def with_password(user: Any) -> str:
    """Who is counted by the day: the account with the password the guesser has, so that a new one lets its owner in."""
    return f"{user.pk}|{user.password}"


@transaction.atomic
def proves_by_code(user: Any, code: str) -> bool:
    """A code of the app, or a recovery code; each is taken once. Raises: RateLimitedError."""
    count_guess(user)
    own = Authenticator.objects.filter(user=user)
    app = own.filter(type=Type.TOTP).first()
    if app is not None and _takes_app_code(app, code):
        return True
    codes = own.filter(type=Type.RECOVERY_CODES).first()
    if codes is not None and codes.wrap().validate_code(code):
        codes.refresh_from_db()
        codes.record_usage()
        return True
    return False


@transaction.atomic
def proves_by_passkey(user: Any, answer: Any) -> bool:
    """The browser's answer to the challenge kept in the session. Raises: RateLimitedError."""
    count_guess(user)
    try:
        second_factors.parse_authentication_response(answer)
        second_factors.complete_authentication(user, answer).record_usage()
    except MALFORMED:
        return False
    return True


def counter_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """The step of time whose code this is; None when it is none of now, or not later than `after`."""
    for counter in second_factors.yield_hotp_counters_from_time():
        expected = second_factors.format_hotp_value(second_factors.hotp_value(secret, counter))
        if counter > after and second_factors.compare_user_code(actual=code, expected=expected):
            return counter
    return None


def _takes_app_code(app: Authenticator, code: str) -> bool:
    """allauth remembers used codes in the cache, for one step of time; the row remembers the last step for good."""
    counter = counter_of(decrypt(app.data["secret"]), code, after=app.data.get("last_counter", 0))
    if counter is None:
        return False
    app.data["last_counter"] = counter
    app.save(update_fields=["data"])
    app.record_usage()
    return True
