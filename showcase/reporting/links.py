"""Signed links: who holds one may see and write one report, and nothing else. No account, no password, no cookie."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "showcase.reporting"
LIFETIME = timedelta(days=90)


class ExpiredLinkError(Exception):
    """The link was real once."""


class BadLinkError(Exception):
    """Nobody signed this."""


def token_for(key: UUID, *, is_from_mail: bool = False) -> str:
    """What stands in the address: the report's key, signed with the time; mails have links of their own."""
    return _signer(is_from_mail).sign(f"{'m' if is_from_mail else 'b'}{key.hex}").replace(":", ".")


def read(token: str) -> tuple[UUID, bool]:
    """The key, and whether the link was sent by mail. Raises: ExpiredLinkError, BadLinkError."""
    is_from_mail = token.startswith("m")
    try:
        text = _signer(is_from_mail).unsign(token.replace(".", ":"), max_age=LIFETIME)
        return UUID(text[1:]), is_from_mail
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except (signing.BadSignature, ValueError) as error:
        raise BadLinkError from error


def signed_before(token: str, age: timedelta) -> bool:
    """Whether the link is older than this. Raises: BadLinkError."""
    try:
        _signer(token.startswith("m")).unsign(token.replace(".", ":"), max_age=age)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature as error:
        raise BadLinkError from error
    return False


def address_of(key: UUID, *, is_from_mail: bool = False) -> str:
    """Absolute, for mails."""
    return f"{settings.BASE_URL}{reverse('report', args=[token_for(key, is_from_mail=is_from_mail)])}"


def _signer(is_from_mail: bool) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{SALT}.mail" if is_from_mail else SALT)
