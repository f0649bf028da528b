from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

FILM_MAX_BYTES = 500 * 2**20


def validate_video_size(file: File[bytes]) -> None:
    if file.size > FILM_MAX_BYTES:
        most = filesizeformat(FILM_MAX_BYTES)
        raise ValidationError(_("The film fills too much. At most %(most)s.") % {"most": most}, code="size")
