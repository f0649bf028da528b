"""Download packages: what a page offers to take home as one ZIP: pictures whose licence allows it, texts, files."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db.models.fields.files import FieldFile
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from foundation.before_commit import atomic
from foundation.danish.file_names import file_name
from foundation.text import composed
from media.licences import Licence, licence_of, may_be_passed_on
from media.models import CatalogueImage, DownloadPackage
from media.transactional_storage import NamedFile
from media.usage import pictures_shown_by

SPEC = "format-jpeg|width-1600"
AT_LEAST = 2  # one picture is not a set


def make_download_package(page_id: int) -> int:
    """Pack anew what the page offers to take home. Returns: how many pictures."""
    page = Page.objects.filter(pk=page_id, live=True).select_related("locale").specific().first()
    DownloadPackage.objects.filter(page_id=page_id).delete()
    if page is None:
        return 0
    images = [image for image in pictures_shown_by(page) if may_be_passed_on(image.licence)]
    with translation.override(page.locale.language_code):
        texts = page.take_home_texts() if hasattr(page, "take_home_texts") else {}
        if len(images) < AT_LEAST and not texts:
            return 0
        data = _packed(page, images, texts)
    with atomic():
        download_package = DownloadPackage(page_id=page_id, size_bytes=len(data))
        download_package.file.save("pictures.zip", NamedFile(data, file_name(page.title, ".zip")))
        download_package.images.set(images)
    return len(images)


def _packed(page: Any, images: Iterable[CatalogueImage], texts: Mapping[str, str]) -> bytes:
    """JPEG files do not get smaller by packing, so they are only put together."""
    own: Licence = page.own_licence()
    heading = _("“%(title)s”, from SoMe-kataloget. Name whoever made it when you use it.")
    data, lines = BytesIO(), [heading % {"title": page.title}, ""]
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for number, image in enumerate(images, start=1):
            name = _put(
                archive, f"{number:02}-{file_name(image.title, '.jpg', most=60)}", image.get_rendition(SPEC).file
            )
            lines += [name, f"  {image.alt_text}", f"  {image.credit or '–'} · {licence_of(image.licence, own)}", ""]
        others = [_put_text(archive, name, text) for name, text in texts.items()]
        for number, document in enumerate(page.dpl_files() if texts else [], start=1):
            others.append(_put(archive, f"{number:02}-{document.download_name}", document.file))
        if others:
            lines += [*others, "  " + _("Licence, unless it says otherwise: %(licence)s") % {"licence": own}, ""]
        _put_text(archive, _("READ ME.txt"), "\r\n".join(lines))
    return data.getvalue()


def _put(archive: ZipFile, name: str, stored: FieldFile) -> str:
    with stored.open("rb") as file:
        archive.writestr(ZipInfo(name), file.read())
    return name


def _put_text(archive: ZipFile, name: str, text: str) -> str:
    """With the mark of UTF-8: opened from a disk it is else read as something older, and loses æ, ø and å."""
    archive.writestr(ZipInfo(composed(name)), text.encode("utf-8-sig"))
    return composed(name)
