"""Posts as they will be seen: what kinds there are, how each cuts a picture, and the frame they are shown in."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.components import TemplateComponent
from media.enums import PictureShape
from media.models import CatalogueImage
from media.pictures import Picture, picture_of


class PostKind(TextChoices):
    """What a post looks like, whatever the platform calls it."""

    PICTURE = "billede", _("Post with a picture")
    CAROUSEL = "karrusel", _("Carousel")
    UPRIGHT = "story", _("Story or short film, upright")
    TEXT = "tekst", _("Text alone")


CUT = {  # where no guide says
    PostKind.PICTURE: PictureShape.PORTRAIT,
    PostKind.CAROUSEL: PictureShape.PORTRAIT,
    PostKind.UPRIGHT: PictureShape.UPRIGHT,
}


@dataclass(frozen=True)
class FramedPicture:
    """A picture in a frame of another shape. Shape: `left` and `top` in tenths, the point around which it is cut.

    It is the same cut as that of the file to take home: with its focal point as far from the edges, in proportion, as
    in the whole picture.
    """

    picture: Picture
    left: int = 5
    top: int = 5


def framed(image: CatalogueImage | None) -> FramedPicture | None:
    """None for no picture and for one that is withheld. Cost: that of `picture_of`."""
    picture = picture_of(image)
    if picture is None or image is None:
        return None
    if (point := image.get_focal_point()) is None:
        return FramedPicture(picture)
    return FramedPicture(
        picture, round(10 * point.centroid.x / image.width), round(10 * point.centroid.y / image.height)
    )


@dataclass(frozen=True)
class PostFrame(TemplateComponent):
    """A post in a frame of our own drawing, which looks like no platform and has the measures of each.

    Shape: `author` and `text` as HTML; `shape` None where pictures are shown whole; `lines` of the text that are seen
    before it is unfolded, None where nobody knows; `is_copied` where the text is the one to copy.
    """

    template_name: ClassVar[str] = "core/components/post_frame.html"
    kind: PostKind
    author: SafeString
    text: SafeString
    platform: str = ""
    posted_on: date | None = None
    pictures: tuple[FramedPicture, ...] = ()
    shape: PictureShape | None = None
    lines: int | None = None
    is_copied: bool = False
