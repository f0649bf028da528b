from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

CAPTIONS_MAX_BYTES = 1_000_000


def validate_webvtt(file: File[bytes]) -> None:
    """Accept UTF-8 text that begins as WebVTT and carries no markup of its own making."""
    if file.size > CAPTIONS_MAX_BYTES:
        raise ValidationError(_("Captions may fill at most 1 MB."), code="size")
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("Captions must be text in UTF-8."), code="charset") from error
    finally:
        file.seek(0)
    if not text.startswith("WEBVTT"):
        raise ValidationError(_("Captions must begin with the word WEBVTT."), code="format")
