"""Signed tokens of reports: who holds one may see and write one report. No account, no cookie.

A key names its report, the issue it belongs to and, when it was mailed, the mailbox it went to. Whether it still opens
the report is for the report to say: raising its issue ends all keys given out before.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "showcase.reporting"
LIFETIME = timedelta(days=90)
FIRST_ISSUE = 1
SIGNED = re.compile(r"[bm]([0-9a-f]{32})(?:-([1-9][0-9]{0,8}))?(?:-([0-9a-f]{16}))?")


class ExpiredLinkError(Exception):
    """The link was real once."""


class BadLinkError(Exception):
    """Nobody signed this."""


@dataclass(frozen=True)
class ReportLink:
    """What a key says. Shape: `mailbox` marks the address it was mailed to; empty for the browser's own key."""

    key: UUID
    issue: int = FIRST_ISSUE
    mailbox: str = ""

    @property
    def token(self) -> str:
        """What stands in the address: signed with the time; mailed keys and the browser's are signed differently."""
        parts = [self.key.hex, *([str(self.issue)] if self.mailbox or self.issue > FIRST_ISSUE else [])]
        kind = "m" if self.mailbox else "b"
        text = kind + "-".join([*parts, *([self.mailbox] if self.mailbox else [])])
        return _signer(is_from_mail=bool(self.mailbox)).sign(text).replace(":", ".")

    @property
    def address(self) -> str:
        """Absolute, for mails."""
        return f"{settings.BASE_URL}{reverse('report', args=[self.token])}"


def token_for(key: UUID, issue: int = FIRST_ISSUE) -> str:
    """The browser's own key of a report."""
    return ReportLink(key, issue).token


def mailed(key: UUID, issue: int, email: str) -> ReportLink:
    """The key of a report as it is mailed to this address: using it shows that the mailbox is the reporter's."""
    return ReportLink(key, issue, mark_of(key, email))


def mark_of(key: UUID, email: str) -> str:
    """Tells a report's addresses apart without naming them."""
    return sha256(f"{key.hex} {email.casefold()}".encode()).hexdigest()[:16]


def read(token: str) -> ReportLink:
    """What the key says, if we signed it. Raises: ExpiredLinkError, BadLinkError."""
    is_from_mail = token.startswith("m")
    try:
        text = _signer(is_from_mail=is_from_mail).unsign(token.replace(".", ":"), max_age=LIFETIME)
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except signing.BadSignature as error:
        raise BadLinkError from error
    found = SIGNED.fullmatch(text)
    if found is None or bool(found[3]) != is_from_mail:
        raise BadLinkError
    return ReportLink(UUID(found[1]), int(found[2] or FIRST_ISSUE), found[3] or "")


def signed_before(token: str, age: timedelta) -> bool:
    """Whether the link is older than this. Raises: BadLinkError."""
    try:
        _signer(is_from_mail=token.startswith("m")).unsign(token.replace(".", ":"), max_age=age)
    except signing.SignatureExpired:
        return True
    except signing.BadSignature as error:
        raise BadLinkError from error
    return False


def _signer(*, is_from_mail: bool) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"{SALT}.mail" if is_from_mail else SALT)
