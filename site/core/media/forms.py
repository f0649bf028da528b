from typing import Any

from PIL import Image as PillowImage
from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Wagtail's form for pictures; files that cannot be read become a field error instead of a server error.

    Source: Wagtail 8.0.1 lets Pillow's OSError and ValueError out (images/fields.py).
    """

    def _clean_fields(self) -> Any:
        try:
            return super()._clean_fields()
        except (OSError, ValueError, SyntaxError, PillowImage.DecompressionBombError):
            self.add_error("file", self.fields["file"].error_messages["invalid_image"])
            return None
