"""Download packages: what a page offers to take home as one ZIP: pictures whose licence allows it, texts, files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatch
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
    images = passed_on_by(page)
    with translation.override(page.locale.language_code):
        made = take_home_of(page, images)
    if made is None:
        return 0
    with atomic():
        download_package = DownloadPackage(page_id=page_id, size_bytes=len(made.package))
        if made.pdf:
            download_package.pdf.save("page.pdf", NamedFile(made.pdf, file_name(page.title, ".pdf")), save=False)
        download_package.file.save("pictures.zip", NamedFile(made.package, file_name(page.title, ".zip")))
        download_package.images.set(images)
    return len(images)


def passed_on_by(page: Page) -> list[CatalogueImage]:
    """The pictures of a published page that others may use, its cover first. Cost: that of `pictures_shown_by`."""
    return [image for image in pictures_shown_by(page) if may_be_passed_on(image.licence)]


def still_in(download_package: DownloadPackage, page: Page) -> list[CatalogueImage]:
    """Of what the page may pass on now, what is in its package: with any of that, the package goes when it changes.

    Cost: that of `passed_on_by`, and 1 query.
    """
    packed = set(download_package.images.values_list("pk", flat=True))
    return [image for image in passed_on_by(page) if image.pk in packed]


@dataclass(frozen=True)
class TakeHome:
    """Shape: `package` is a ZIP, `pdf` empty for pages that are not made for paper."""

    package: bytes
    pdf: bytes = b""


@singledispatch
def take_home_of(page: Any, images: list[CatalogueImage]) -> TakeHome | None:
    """What a page offers to take home with those pictures that may be passed on; None for nothing worth a file.

    Page types that have more to give say so beside their kit (`concepts.kit`).
    """
    texts = page.take_home_texts() if hasattr(page, "take_home_texts") else {}
    if len(images) < AT_LEAST and not texts:
        return None
    return TakeHome(_packed(page, images, texts))


def _packed(page: Any, images: Iterable[CatalogueImage], texts: Mapping[str, str]) -> bytes:
    own: Licence = page.own_licence()
    heading = _("“%(title)s”, from SoMe-kataloget. Name whoever made it when you use it.")
    lines = [heading % {"title": page.title}, ""]
    files: dict[str, bytes] = {}
    for number, image in enumerate(images, start=1):
        name = f"{number:02}-{file_name(image.title, '.jpg', most=60)}"
        files[name] = content_of(image.get_rendition(SPEC).file)
        lines += [name, *told_of(image, own), ""]
    others = {composed(name): as_text_file(text) for name, text in texts.items()}
    for number, document in enumerate(page.dpl_files() if texts else [], start=1):
        others[f"{number:02}-{document.download_name}"] = content_of(document.file)
    if others:
        lines += [*others, "  " + _("Licence, unless it says otherwise: %(licence)s") % {"licence": own}, ""]
    return zip_of({**files, **others, _("READ ME.txt"): as_text_file("\r\n".join(lines))})


def told_of(image: CatalogueImage, own: Licence) -> list[str]:
    """What whoever uses a picture must know of it: what it shows, who made it, and how it may be used."""
    return [f"  {image.alt_text}", f"  {image.credit or '–'} · {licence_of(image.licence, own)}"]


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """The files by their paths. Pictures do not get smaller by packing, so they are only put together."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(composed(name)), content)
    return data.getvalue()


def content_of(stored: FieldFile) -> bytes:
    with stored.open("rb") as file:
        content: bytes = file.read()
    return content


def as_text_file(text: str) -> bytes:
    """With the mark of UTF-8: opened from a disk it is else read as something older, and loses æ, ø and å."""
    return text.encode("utf-8-sig")
