"""Image filter operations for rendition specs, beside Wagtail's own."""

from typing import Any

from PIL import Image as PillowImage
from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage as WillowImage


class ShareOperation(FilterOperation):
    """`share-1200x630`: the whole picture at full height, its edges drawn out to the sides.

    Link previews are wide and covers are tall. A flat drawing goes on into the new space instead of being cropped.
    """

    def construct(self, size: str) -> None:
        self.width, self.height = (int(side) for side in size.split("x"))

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        return WillowImage(drawn_out(willow.get_pillow_image().convert("RGB"), self.width, self.height))


def drawn_out(picture: PillowImage.Image, width: int, height: int) -> PillowImage.Image:
    """The picture scaled into width x height pixels, its outer columns repeated to fill the sides."""
    scale = min(width / picture.width, height / picture.height)
    inner = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    left, top = (width - inner.width) // 2, (height - inner.height) // 2
    canvas = PillowImage.new("RGB", (width, height), inner.getpixel((0, 0)))
    columns = (inner.crop((0, 0, 1, inner.height)), inner.crop((inner.width - 1, 0, inner.width, inner.height)))
    canvas.paste(columns[0].resize((width - left, inner.height)), (0, top))
    canvas.paste(columns[1].resize((width - left, inner.height)), (left, top))
    canvas.paste(inner, (left, top))
    return canvas
