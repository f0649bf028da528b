"""Validation of a reporter's e-mail: one address, nothing around it."""

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MOST_SIGNS = 190
PLAIN = re.compile(
    r"[a-z0-9_](?:[a-z0-9_.+'&=~-]{0,62}[a-z0-9_+'&=~-])?"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]",
    re.IGNORECASE,
)

# Anybody's: such a domain is no library's, and says nothing of whose it is.
FREE_MAIL = frozenset(
    {
        *("aol.com", "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hotmail.com", "hotmail.dk", "icloud.com"),
        *("jubii.dk", "live.com", "live.dk", "mac.com", "mail.com", "mail.dk", "me.com", "msn.com", "outlook.com"),
        *("outlook.dk", "proton.me", "protonmail.com", "stofanet.dk", "yahoo.com", "yahoo.dk", "youmail.dk"),
        "zoho.com",
    }
)


def plain_address(text: str) -> str:
    """The address alone, its domain in small ASCII letters; empty when the text is anything else or more.

    Signs that domain names would quietly change into others (full-width letters, other full stops) are refused.
    """
    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
        is_itself = normalize("NFC", domain).lower() in {ascii_domain, ascii_domain.encode("ascii").decode("idna")}
        address = f"{local}{at}{ascii_domain}"
        validate_email(address)
    except (UnicodeError, ValidationError):
        return ""
    is_plain = is_itself and len(address) <= MOST_SIGNS and PLAIN.fullmatch(address)
    return address if is_plain else ""


def folded_address(text: str) -> str:
    """The same for all spellings of one address, also of what is no plain one."""
    return (plain_address(text) or text.strip()).casefold()


def validate_plain_address(text: str) -> None:
    if not plain_address(text):
        raise ValidationError(_("Write one e-mail address alone, for example navn@bibliotek.dk."))
