"""Cropping a picture, and covering names and faces in it for good: nothing of what was there is kept anywhere."""

from collections.abc import Sequence

from django.db import transaction
from PIL import Image as PillowImage
from PIL import ImageDraw

from core.media.areas import Area
from core.media.intake import CleanPicture, encoded
from core.media.models import CatalogueImage, LooseFile
from core.media.services import take_down_renditions

COVER_COLOUR = "#26241f"


def cover_and_crop(*, image: CatalogueImage, covers: Sequence[Area], crop: Area | None) -> None:
    """Replace the picture by one where the areas are painted over, then cropped. Every file made of it before goes.

    Raises: ValueError when nothing would be left of the picture.
    """
    with image.file.open("rb") as file, PillowImage.open(file) as opened:
        picture, is_lossless = opened.copy(), opened.format == "PNG"
    clean = encoded(_covered(picture, covers, crop), is_lossless)
    with transaction.atomic():
        LooseFile.objects.note(str(image.file.name))
        _replace(image, clean)
        take_down_renditions(image)


def _covered(picture: PillowImage.Image, covers: Sequence[Area], crop: Area | None) -> PillowImage.Image:
    draw = ImageDraw.Draw(picture)
    for area in covers:
        left, top, right, bottom = area.within(*picture.size)
        if right > left and bottom > top:
            draw.rectangle((left, top, right - 1, bottom - 1), fill=COVER_COLOUR)
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
