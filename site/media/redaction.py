"""Redact and crop a picture: names and faces are painted over for good, and nothing of the former file is kept."""

from collections.abc import Sequence

from PIL import Image as PillowImage
from PIL import ImageDraw

from foundation.before_commit import atomic
from media.models import CatalogueImage, PendingDeletion
from media.rectangles import Rectangle
from media.sanitising import CleanPicture, encoded
from media.services import take_down_renditions

REDACTION_COLOUR = "#26241f"


def redact_and_crop(*, image: CatalogueImage, covers: Sequence[Rectangle], crop: Rectangle | None) -> None:
    """Replace the picture by one where the areas are painted over, then cropped. Every file made of it before goes.

    Raises: ValueError when nothing would be left of the picture.
    """
    with image.file.open("rb") as file, PillowImage.open(file) as opened:
        picture, is_lossless = opened.copy(), opened.format == "PNG"
    clean = encoded(_covered(picture, covers, crop), is_lossless)
    with atomic():
        PendingDeletion.objects.note(str(image.file.name))
        _replace(image, clean)
        take_down_renditions(image)


def _covered(picture: PillowImage.Image, covers: Sequence[Rectangle], crop: Rectangle | None) -> PillowImage.Image:
    draw = ImageDraw.Draw(picture)
    for area in covers:
        left, top, right, bottom = area.within(*picture.size)
        if right > left and bottom > top:
            draw.rectangle((left, top, right - 1, bottom - 1), fill=REDACTION_COLOUR)
    if crop is None:
        return picture
    left, top, right, bottom = crop.within(*picture.size)
    if right <= left or bottom <= top:
        raise ValueError("Nothing would be left of the picture.")
    return picture.crop((left, top, right, bottom))


def _replace(image: CatalogueImage, clean: CleanPicture) -> None:
    """A new file under a new key; the focal point spoke of the old one."""
    setattr(image, "file", clean)  # noqa: B010 - typed as the field itself, Wagtail ships no types
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = None
    image.file_size, image.file_hash = clean.size, ""
    image.save()
