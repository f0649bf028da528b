"""Import of a report's files into the media libraries, each with its consent."""

from typing import Any

from django.core.files import File

from media.enums import AgeClass, People
from media.models import CatalogueImage, Consent, Video
from media.sanitising import CleanPicture
from showcase.reporting.enums import Channel, PeopleSeen
from showcase.reporting.models import Copy, Report, ReportFile
from showcase.reporting.schema import Answers

PEOPLE = {PeopleSeen.NOBODY: People.NOBODY, PeopleSeen.ADULTS: People.SEEN, PeopleSeen.CHILDREN: People.SEEN}
AGES = {PeopleSeen.ADULTS: AgeClass.ADULT, PeopleSeen.CHILDREN: AgeClass.CHILD}


def gallery_of(report: Report, answers: Answers) -> list[tuple[str, Any]]:
    """The value of a page's `media`: one gallery, or nothing."""
    items = [_item(report, file, number, answers) for number, file in enumerate(report.files.all(), start=1)]
    return [("gallery", {"heading": "", "items": items})] if items else []


def _item(report: Report, file: ReportFile, number: int, answers: Answers) -> dict[str, Any]:
    copy = _film(report, file, number) if file.is_film else _picture(report, file, number, answers)
    item: dict[str, Any] = {"video" if file.is_film else "image": copy}
    Copy.objects.create(report=report, **item)
    age_class = AGES.get(answers.people) if answers.people else None
    if age_class and answers.agreed_until:
        _note_consent(report, answers, age_class, item)
    return item | {"caption": ""}


def _picture(report: Report, file: ReportFile, number: int, answers: Answers) -> CatalogueImage:
    with file.file.open("rb") as opened:
        clean = CleanPicture(opened.read(), name=str(file.file.name).rpartition("/")[2])
    image = CatalogueImage(title=f"{report.title} {number}", file=clean, alt_text=file.alt_text)
    image.credit = str(report.library)
    image.people = PEOPLE[answers.people] if answers.people else People.UNDECIDED
    image.save()
    return image


def _film(report: Report, file: ReportFile, number: int) -> Video:
    """The film as it was sent; the worker makes it ready."""
    with file.file.open("rb") as opened:
        video = Video(title=f"{report.title} {number}", credit=str(report.library))
        video.original = File(opened, name=str(file.file.name).rpartition("/")[2])
        video.save()
    return video


def _note_consent(report: Report, answers: Answers, age_class: AgeClass, item: dict[str, Any]) -> None:
    consent = Consent.objects.create(
        who=f"{report.library}: {report.receipt}",
        age_class=age_class,
        purpose=answers.purpose or "-",
        for_catalogue=Channel.CATALOGUE in answers.channels,
        for_social_media=Channel.SOCIAL in answers.channels,
        for_press=Channel.PRESS in answers.channels,
        expires_on=answers.agreed_until,
    )
    covered: Any = consent.videos if "video" in item else consent.images
    covered.set(item.values())
