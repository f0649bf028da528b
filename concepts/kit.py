"""The kit of a concept as one ZIP: texts and pictures for each platform, on paper, and ready for DPL."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from concepts.documents import consent_document, texts_document
from concepts.local_details import NOTHING, Details, filled, filled_html
from concepts.models import ConceptPage
from concepts.posts import Formats, formats_in_language_of, shape_of
from concepts.printed import checklist_pdf, concept_pdf
from core.occasions import IN_CALENDARS
from foundation.blocks import told
from foundation.danish.file_names import file_name
from foundation.ical import CalendarEvent, calendar_of
from media.download_packages import TakeHome, as_text_file, content_of, take_home_of, told_of, zip_of
from media.licences import Licence, may_be_changed
from media.models import CatalogueImage
from media.pictures import FALLBACK_SPEC

NAME_LENGTH = 60  # of a picture's file, within its folders


@take_home_of.register
def kit_of(page: ConceptPage, images: list[CatalogueImage], details: Details = NOTHING) -> TakeHome:
    """All of it, with what a library has written. Shape: `images` are those that may be passed on, the cover first."""
    own = page.own_licence()
    pdf = concept_pdf(page, images, details)
    pictures = dict(_pictures(page, images, formats_in_language_of(page)))
    files = {
        _("concept.pdf"): pdf,
        _("checklist.pdf"): checklist_pdf(page, details),
        **dict(_texts(page, details)),
        _("consent.docx"): consent_document(page.locale.language_code),
        **{path: content_of(image.get_rendition(spec).file) for path, (image, spec) in pictures.items()},
        **dict(_dpl(page, details)),
        **dict(_files(page)),
        _("calendar.ics"): _calendar(page),
    }
    files = {path: content for path, content in files.items() if content}
    lines = _read_me(page, own, files, {path: image for path, (image, _spec) in pictures.items()})
    read_me = filled("\r\n".join(lines), details)
    return TakeHome(zip_of({**files, _("READ ME.txt"): as_text_file(read_me)}), pdf)


def _texts(page: ConceptPage, details: Details) -> Iterator[tuple[str, bytes]]:
    """For each platform all its texts, as plain text and as a document."""
    by_platform: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for value in _posts(page):
        text = filled(value["text"], details)
        by_platform[str(value.get("platform") or _("Everywhere"))].append((value["heading"], text))
    folder = _("texts")
    for platform, texts in by_platform.items():
        path = f"{folder}/{file_name(platform)}"
        lines = [line for heading, text in texts for line in (heading, "", *text.splitlines(), "", "")]
        yield f"{path}.txt", as_text_file("\r\n".join(lines))
        yield f"{path}.docx", texts_document(f"{page.title}: {platform}", texts, page.locale.language_code)


def _dpl(page: ConceptPage, details: Details) -> Iterator[tuple[str, bytes]]:
    for name, text in page.take_home_texts().items():
        in_place = filled_html if name.endswith(".html") else filled
        yield f"dpl/{name}", as_text_file(in_place(text, details))


def _pictures(
    page: ConceptPage, images: Iterable[CatalogueImage], formats: Formats
) -> Iterator[tuple[str, tuple[CatalogueImage, str]]]:
    """Path, picture and rendition: every one whole, and for each platform in the cut its posts have.

    Each has a number of its own, or of two with one title one would be lost.
    """
    named = {image: f"{number:02}-{file_name(image.title, most=NAME_LENGTH)}" for number, image in enumerate(images, 1)}
    folder, whole = _("pictures"), _("whole")
    for image, name in named.items():
        yield f"{folder}/{whole}/{name}.jpg", (image, FALLBACK_SPEC)
    for value in _posts(page):
        shape, platform = shape_of(value, formats), value.get("platform")
        for image in (chosen["image"] for chosen in value.get("pictures") or []):
            if shape and platform and image in named and may_be_changed(image.licence):
                path = f"{folder}/{file_name(str(platform))}/{named[image]} {shape.value}.jpg"
                yield path, (image, shape.spec)


def _files(page: ConceptPage) -> Iterator[tuple[str, bytes]]:
    folder = _("files")
    for number, document in enumerate(page.dpl_files(), start=1):
        yield f"{folder}/{number:02}-{document.download_name}", content_of(document.file)


def _calendar(page: ConceptPage) -> bytes:
    """The days of what it is for; empty where it is for all year."""
    today = timezone.localdate()
    events = [
        CalendarEvent(
            key=f"koncept-{page.pk}-{occasion.pk}-{begins}",
            begins=begins,
            last=last,
            changed_at=page.last_published_at or timezone.now(),
            title=f"{occasion}: {page.title}",
            text=page.lead,
            url=page.full_url or "",
        )
        for occasion in page.occasions.all()
        for begins, last in occasion.periods(today, today + IN_CALENDARS)
    ]
    return calendar_of(page.title, events) if events else b""


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
        yield _("Version: %(day)s") % {"day": timezone.localdate(page.last_published_at).isoformat()}
    yield ""
    for path in files:
        yield path
        yield from told_of(pictures[path], own) if path in pictures else ()
