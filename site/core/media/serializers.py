from typing import Any

from rest_framework.fields import Field

from core.media.models import CatalogueImage
from core.media.pictures import picture_of


class PictureField(Field):
    """An image in API v2: alt, credit, dimensions and absolute addresses of its renditions."""

    def to_representation(self, image: CatalogueImage) -> dict[str, Any] | None:
        picture = picture_of(image)
        return picture.as_api() if picture else None
