"""What a page gets of a report's files: copies in the libraries of pictures and films, each with its consent."""

from typing import Any

from django.core.files import File

from core.media.enums import AgeClass
from core.media.intake import CleanPicture
from core.media.models import CatalogueImage, Consent, Video
from showcase.reporting.enums import Channel, PeopleSeen
from showcase.reporting.models import Copy, Report, ReportFile

AGES = {PeopleSeen.ADULTS: AgeClass.ADULT, PeopleSeen.CHILDREN: AgeClass.CHILD}


def gallery_of(report: Report, people: dict[str, Any]) -> list[tuple[str, Any]]:
    """The value of a page's `media`: one gallery, or nothing. `people` are the checked answers about who is seen."""
    items = [_item(report, file, number, people) for number, file in enumerate(report.files.all(), start=1)]
    return [("gallery", {"heading": "", "items": items})] if items else []


def _item(report: Report, file: ReportFile, number: int, people: dict[str, Any]) -> dict[str, Any]:
    copy = _film(report, file, number) if file.is_film else _picture(report, file, number)
    item: dict[str, Any] = {"video" if file.is_film else "image": copy}
    Copy.objects.create(report=report, **item)
    if people["people"] in AGES and people["agreed_until"]:
        _note_consent(report, people, item)
    return item | {"caption": ""}


def _picture(report: Report, file: ReportFile, number: int) -> CatalogueImage:
    with file.file.open("rb") as opened:
        clean = CleanPicture(opened.read(), name=str(file.file.name).rpartition("/")[2])
    image = CatalogueImage(title=f"{report.title} {number}", file=clean, alt_text=file.alt_text)
    image.credit = str(report.library)
    image.save()
    return image


def _film(report: Report, file: ReportFile, number: int) -> Video:
    """The film as it was sent; the worker makes it ready."""
    with file.file.open("rb") as opened:
        video = Video(title=f"{report.title} {number}", credit=str(report.library))
        video.original = File(opened, name=str(file.file.name).rpartition("/")[2])
        video.save()
    return video


def _note_consent(report: Report, people: dict[str, Any], item: dict[str, Any]) -> None:
    channels = people["channels"] or []
    Consent.objects.create(
        **item,
        who=f"{report.library}: {report.receipt}",
        age_class=AGES[people["people"]],
        purpose=people["purpose"] or "-",
        for_catalogue=Channel.CATALOGUE in channels,
        for_social_media=Channel.SOCIAL in channels,
        for_press=Channel.PRESS in channels,
        expires_on=people["agreed_until"],
    )
