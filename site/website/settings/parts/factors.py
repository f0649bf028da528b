"""The second factor: django-allauth keeps it, the pages are our own (docs/decisions/0022-second-factor.md)."""

from website.settings import env

# Whether groups marked so, and superusers, are let in only with a second factor. Everybody else may have one.
SECOND_FACTOR_IS_REQUIRED = env.flag("CATALOGUE_REQUIRE_SECOND_FACTOR", default=True)
SECOND_STEP_SECONDS = 600  # from the password to the second step
FRESH_SECONDS = 900  # how long after signing in the account may be changed without the password once more
PASSKEY_HOST = ""  # the base address's

MFA_ADAPTER = "foundation.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of half a minute, for phones whose clock is off
