"""allauth's own parts for codes, passkeys and recovery codes, without its pages.

Why: allauth documents a second factor only together with its views and its account system, which ask an account for
one; here a role may ask for one before its owner is let in, at two doors, and a code is taken once for good.
Until: allauth documents these functions, or lets a session wait for a second step that is not its own.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    clear_totp_secret,
    format_hotp_value,
    get_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.webauthn.internal.auth import (
    WebAuthn,
    begin_authentication,
    begin_registration,
    complete_authentication,
    complete_registration,
    parse_authentication_response,
    parse_registration_response,
)

__all__ = [
    "TOTP",
    "RecoveryCodes",
    "WebAuthn",
    "begin_authentication",
    "begin_registration",
    "clear_totp_secret",
    "compare_user_code",
    "complete_authentication",
    "complete_registration",
    "format_hotp_value",
    "get_totp_secret",
    "hotp_value",
    "parse_authentication_response",
    "parse_registration_response",
    "yield_hotp_counters_from_time",
]
