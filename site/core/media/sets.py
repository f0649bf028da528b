"""The pictures of a page as one ZIP file to take home, for those whose licence allows it."""

from collections.abc import Iterable
from io import BytesIO
from typing import cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.media.models import CatalogueImage, PictureSet, Showing
from core.media.stored import take_down

SPEC = "format-jpeg|width-1600"
AT_LEAST = 2  # one picture is not a set
FREE_LICENCES = ("CC", "PUBLIC DOMAIN")  # what their names begin with; without a name it is the catalogue's own


def may_be_passed_on(licence: str) -> bool:
    return not licence or licence.upper().startswith(FREE_LICENCES)


def make_picture_set(page_id: int) -> int:
    """Pack the page's pictures anew. Returns: how many; 0 when there is no set of it any more."""
    page = Page.objects.filter(pk=page_id, live=True).select_related("locale").first()
    for old in PictureSet.objects.filter(page_id=page_id):
        take_down_set(old)
    images = _images_of(page) if page else []
    if page is None or len(images) < AT_LEAST:
        return 0
    with translation.override(page.locale.language_code):
        data = _packed(images)
    with transaction.atomic():
        picture_set = PictureSet(page_id=page_id, size_bytes=len(data))
        picture_set.file.save("pictures.zip", ContentFile(data))
        picture_set.images.set(images)
    return len(images)


def take_down_set(picture_set: PictureSet) -> None:
    take_down(picture_set.file)
    picture_set.delete()


def _images_of(page: Page) -> list[CatalogueImage]:
    showings = Showing.objects.filter(page=page, image__is_withheld=False).select_related("image")
    images = (cast(Showing, showing).image for showing in showings)
    return [image for image in images if image and may_be_passed_on(image.licence)]


def _packed(images: Iterable[CatalogueImage]) -> bytes:
    """JPEG files do not get smaller by packing, so they are only put together."""
    data, lines = BytesIO(), [_("Pictures from SoMe-kataloget. Name the one who made them when you use them."), ""]
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for number, image in enumerate(images, start=1):
            name = f"{number:02}-{slugify(image.title)[:60] or 'billede'}.jpg"
            with image.get_rendition(SPEC).file.open("rb") as file:
                archive.writestr(ZipInfo(name), file.read())
            licence = image.licence or _("the catalogue's own licence")
            lines += [name, f"  {image.alt_text}", f"  {image.credit or '–'} · {licence}", ""]
        archive.writestr(ZipInfo(_("READ ME.txt")), "\r\n".join(lines).encode("utf-8-sig"))
    return data.getvalue()
