"""What a stored address may be."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FILM_HOSTS = frozenset(
    {"www.youtube.com", "youtube.com", "youtu.be", "www.youtube-nocookie.com", "vimeo.com", "player.vimeo.com"}
)


def _parsed_host(url: str) -> str | None:
    """The host of an https address without user name and port; None for anything else."""
    try:
        parts = urlsplit(url)
        has_extras = parts.username is not None or parts.password is not None or parts.port is not None
    except ValueError:
        return None
    return parts.hostname if parts.scheme == "https" and not has_extras else None


def validate_https_url(value: str) -> None:
    if _parsed_host(value) is None:
        raise ValidationError(_("Write a full web address that begins with https://."), code="https")


def validate_film_url(value: str) -> None:
    """Accept only films at hosts we know; decided on the parsed host, never on a part of the text."""
    if _parsed_host(value) not in FILM_HOSTS:
        raise ValidationError(_("Films can be linked from YouTube and Vimeo. Otherwise upload the file."), code="host")
