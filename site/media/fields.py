"""Model field of pictures: sanitises every uploaded file, whatever road it takes into it."""

from typing import Any

from django.core.files import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media.sanitising import sanitise


class PictureFieldFile(WagtailImageFieldFile):
    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        clean = sanitise(content)
        super().save(str(clean.name), clean, save=save)


class PictureField(WagtailImageField):
    """Raises: ValidationError on saving a model whose new file is no picture we take."""

    attr_class: Any = PictureFieldFile
