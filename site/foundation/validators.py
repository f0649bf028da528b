"""Validate stored addresses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.embed_providers import FILM_HOSTS, find_embed_player, parsed_host, why_no_player


def validate_https_url(value: str) -> None:
    if parsed_host(value) is None:
        raise ValidationError(_("Write a full web address that begins with https://."), code="https")


def validate_video_url(value: str) -> None:
    """Accept only addresses of films at hosts we know; decided on the parsed host, never on a part of the text."""
    validate_has_player(value)
    if parsed_host(value) not in FILM_HOSTS or find_embed_player(value) is None:
        raise ValidationError(_("Films can be linked from YouTube and Vimeo. Otherwise upload the file."), code="host")


def validate_has_player(value: str) -> None:
    """Say what to paste instead of an address that a platform with players has none for; others may be only linked."""
    if reason := why_no_player(value):
        raise ValidationError(reason, code="player")
