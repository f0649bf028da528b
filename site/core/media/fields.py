"""The model field of pictures: whatever road a file takes into it, it goes through the intake."""

from typing import Any

from django.core.files import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.media.intake import take_in


class PictureFieldFile(WagtailImageFieldFile):
    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        clean = take_in(content)
        super().save(str(clean.name), clean, save=save)


class PictureField(WagtailImageField):
    """Raises: ValidationError on saving a model whose new file is no picture we take."""

    attr_class: Any = PictureFieldFile
