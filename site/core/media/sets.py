"""What a page offers to take home as one ZIP file: pictures whose licence allows it, texts and files."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from unicodedata import normalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.danish.file_names import file_name
from core.media.models import CatalogueDocument, CatalogueImage, PictureSet
from core.media.showings import pictures_shown_by

SPEC = "format-jpeg|width-1600"
AT_LEAST = 2  # one picture is not a set
FREE_LICENCES = ("CC", "PUBLIC DOMAIN")  # what their names begin with; without a name it is the catalogue's own


def may_be_passed_on(licence: str) -> bool:
    return not licence or licence.upper().startswith(FREE_LICENCES)


def make_picture_set(page_id: int) -> int:
    """Pack anew what the page offers to take home. Returns: how many pictures."""
    page = Page.objects.filter(pk=page_id, live=True).select_related("locale").specific().first()
    PictureSet.objects.filter(page_id=page_id).delete()
    if page is None:
        return 0
    images = [image for image in pictures_shown_by(page) if may_be_passed_on(image.licence)]
    with translation.override(page.locale.language_code):
        texts = page.take_home_texts() if hasattr(page, "take_home_texts") else {}
        if len(images) < AT_LEAST and not texts:
            return 0
        data = _packed(images, texts, page.dpl_files() if texts else [])
    with transaction.atomic():
        picture_set = PictureSet(page_id=page_id, size_bytes=len(data))
        picture_set.file.save("pictures.zip", ContentFile(data))
        picture_set.images.set(images)
    return len(images)


def _packed(
    images: Iterable[CatalogueImage], texts: Mapping[str, str], documents: Iterable[CatalogueDocument]
) -> bytes:
    """JPEG files do not get smaller by packing, so they are only put together."""
    data, lines = BytesIO(), [_("Pictures from SoMe-kataloget. Name the one who made them when you use them."), ""]
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for number, image in enumerate(images, start=1):
            name = f"{number:02}-{file_name(image.title, '.jpg', most=60)}"
            with image.get_rendition(SPEC).file.open("rb") as file:
                archive.writestr(ZipInfo(name), file.read())
            licence = image.licence or _("the catalogue's own licence")
            lines += [name, f"  {image.alt_text}", f"  {image.credit or '–'} · {licence}", ""]
        for name, text in texts.items():
            archive.writestr(ZipInfo(normalize("NFC", name)), text)
        for number, document in enumerate(documents, start=1):
            with document.file.open("rb") as file:
                archive.writestr(ZipInfo(f"{number:02}-{document.download_name}"), file.read())
        archive.writestr(ZipInfo(normalize("NFC", _("READ ME.txt"))), "\r\n".join(lines).encode("utf-8-sig"))
    return data.getvalue()
