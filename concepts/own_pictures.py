"""Pictures for posts with a library's own title, name and colour in them: one for each shape that platforms have.

What is drawn is a layer, a band over the lowest part; above it lies the concept's picture, or one that somebody puts
there in the browser.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypedDict

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from foundation.typesetting import drawn
from media.download_packages import as_text_file, content_of, told_of, zip_of
from media.enums import PIXELS, PictureShape
from media.licences import Licence, may_be_changed
from media.models import CatalogueImage

TEMPLATE = Path(__file__).parent / "print" / "post.typ"
LIGHT, DARK = "#ffffff", "#000000"
UPRIGHT = 1.5  # as high as wide, and more: what fills a whole phone


class PostTold(TypedDict):
    """Shape: `colour` as `#0f4838`; `library` may be empty."""

    title: str
    library: str
    colour: str
    language: str


def contrast(one: str, other: str) -> float:
    """Of two colours, from 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def ink_on(colour: str) -> str:
    """The one of two inks that is read best there: with a contrast of at least 4.5 on any colour (WCAG 2.2, 1.4.3)."""
    return max(LIGHT, DARK, key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def own_pictures(told: PostTold, cover: CatalogueImage | None, own: Licence) -> bytes:
    """A ZIP with, for each shape, the layer alone and below what may be shown of the cover; who made that, and how it
    may be used.

    Raises: typst.TypstError, never for what is told.
    """
    image = cover if cover and may_be_changed(cover.licence) else None
    picture = _opened(image) if image else None
    files: dict[str, bytes] = {}
    pictures, template = _("pictures"), _("template")
    for shape, layer in layers(told).items():
        files[f"{pictures}/{shape.value}.jpg"] = _with_picture(layer, picture, shape, told["colour"])
        files[f"{template}/{shape.value}.png"] = layer
    if image:
        files[_("READ ME.txt")] = as_text_file("\r\n".join(told_of(image, own)))
    return zip_of(files)


def layers(told: PostTold) -> Mapping[PictureShape, bytes]:
    """PNGs, transparent but for the band. Raises: as `own_pictures`."""
    shapes = [
        {"width": width, "height": height, "is_upright": height > UPRIGHT * width} for width, height in PIXELS.values()
    ]
    data = {**told, "ink": ink_on(told["colour"]), "shapes": shapes}
    return dict(zip(map(PictureShape, PIXELS), drawn(TEMPLATE, data), strict=True))


class _Opened(NamedTuple):
    """Shape: `middle` is its focal point, in parts of its width and height."""

    picture: Image.Image
    middle: tuple[float, float]


def _opened(image: CatalogueImage) -> _Opened:
    """On white, as Wagtail shows pictures that can be seen through."""
    point = image.get_focal_point()
    middle = (point.centroid.x / image.width, point.centroid.y / image.height) if point else (0.5, 0.5)
    with Image.open(BytesIO(content_of(image.file))) as stored:
        picture = stored.convert("RGBA")
    ground = Image.new("RGBA", picture.size, "white")
    return _Opened(Image.alpha_composite(ground, picture).convert("RGB"), middle)


def _with_picture(layer: bytes, below: _Opened | None, shape: PictureShape, colour: str) -> bytes:
    """A JPEG. What is above the band shows as much of the picture as it has room for, around its focal point."""
    made, whole = BytesIO(), Image.new("RGB", PIXELS[shape.value], colour)
    with Image.open(BytesIO(layer)) as band:
        _left, top, _right, _bottom = band.getchannel("A").getbbox() or (0, 0, 0, whole.height)
        if below and top:
            whole.paste(ImageOps.fit(below.picture, (whole.width, top), centering=below.middle))
        whole.paste(band, mask=band.getchannel("A"))
    whole.save(made, "JPEG", quality=88)
    return made.getvalue()
