"""The kit of a concept as one ZIP: texts and pictures for each platform, on paper, and ready for DPL."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from concepts.documents import consent_document, texts_document
from concepts.models import ConceptPage
from concepts.posts import Formats, formats_in_language_of, shape_of
from concepts.printed import checklist_pdf, concept_pdf
from foundation.blocks import told
from foundation.danish.file_names import file_name
from media.download_packages import TakeHome, as_text_file, content_of, take_home_of, told_of, zip_of
from media.licences import Licence
from media.models import CatalogueImage
from media.pictures import FALLBACK_SPEC

NAME_LENGTH = 60  # of a picture's file, within its folders


@take_home_of.register
def kit_of(page: ConceptPage, images: list[CatalogueImage]) -> TakeHome:
    """All of it. Shape: `images` are those that may be passed on, the cover first."""
    own, files_folder = page.own_licence(), _("files")
    pdf = concept_pdf(page, images)
    pictures = dict(_pictures(page, images, formats_in_language_of(page)))
    files = {
        _("concept.pdf"): pdf,
        _("checklist.pdf"): checklist_pdf(page),
        **dict(_texts(page)),
        _("consent.docx"): consent_document(page.locale.language_code),
        **{path: content_of(image.get_rendition(spec).file) for path, (image, spec) in pictures.items()},
        **{f"dpl/{name}": as_text_file(text) for name, text in page.take_home_texts().items()},
        **{f"{files_folder}/{one.download_name}": content_of(one.file) for one in page.dpl_files()},
    }
    lines = _read_me(page, own, files, {path: image for path, (image, _spec) in pictures.items()})
    files[_("READ ME.txt")] = as_text_file("\r\n".join(lines))
    return TakeHome(zip_of({path: content for path, content in files.items() if content}), pdf)


def _texts(page: ConceptPage) -> Iterator[tuple[str, bytes]]:
    """For each platform all its texts, as plain text and as a document."""
    by_platform: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for value in _posts(page):
        by_platform[str(value["platform"] or _("Everywhere"))].append((value["heading"], value["text"]))
    folder = _("texts")
    for platform, texts in by_platform.items():
        path = f"{folder}/{file_name(platform)}"
        plain = "\r\n\r\n\r\n".join(f"{heading}\r\n\r\n{text}" for heading, text in texts)
        yield f"{path}.txt", as_text_file(plain)
        yield f"{path}.docx", texts_document(f"{page.title}: {platform}", texts, page.locale.language_code)


def _pictures(
    page: ConceptPage, images: Iterable[CatalogueImage], formats: Formats
) -> Iterator[tuple[str, tuple[CatalogueImage, str]]]:
    """Path, picture and rendition: every one whole, and for each platform in the cut its posts have."""
    may_go = {image.pk: image for image in images}
    folder, whole = _("pictures"), _("whole")
    for number, image in enumerate(may_go.values(), start=1):
        name = f"{number:02}-{file_name(image.title, '.jpg', most=NAME_LENGTH)}"
        yield f"{folder}/{whole}/{name}", (image, FALLBACK_SPEC)
    for value in _posts(page):
        shape = shape_of(value, formats)
        if shape and value["platform"]:
            for chosen in value.get("pictures") or []:
                if chosen["image"] and (free := may_go.get(chosen["image"].pk)):
                    name = f"{file_name(free.title, most=NAME_LENGTH)} {shape.value}.jpg"
                    yield f"{folder}/{file_name(str(value['platform']))}/{name}", (free, shape.spec)


def _posts(page: ConceptPage) -> Iterator[Any]:
    yield from told(page.kit.stream_block, page.kit, "posts_in")


def _read_me(
    page: ConceptPage, own: Licence, files: Iterable[str], pictures: dict[str, CatalogueImage]
) -> Iterator[str]:
    """What it is, how it may be used, and what each file is."""
    heading = _("“%(title)s”, from SoMe-kataloget. Name whoever made it when you use it.")
    yield from (heading % {"title": page.title}, page.full_url or "", "")
    yield _("Licence, unless it says otherwise: %(licence)s") % {"licence": own}
    if page.last_published_at:
        yield _("Version: %(day)s") % {"day": page.last_published_at.date().isoformat()}
    yield ""
    for path in files:
        yield path
        yield from told_of(pictures[path], own) if path in pictures else ()
