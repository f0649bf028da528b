"""Reports as a reporter types them."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from core.models import Platform
from libraries.models import Library
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Report, ReportFile
from tests.factories.core import make_library, make_platform, picture_file

TYPED = {"kind": "initiative", "name": "Bussen svarer", "what": "Vi kørte, og vi svarede.", "email": "ida@fjordby.dk"}


def typed(**changed: Any) -> dict[str, Any]:
    """What the six fields of the minimal road hold."""
    library = Library.objects.first() or make_library()
    platform = Platform.objects.filter(slug="facebook").first() or make_platform()
    return {**TYPED, "library": str(library), "platforms": [platform.slug], **changed}


def make_draft(*, confirmed: bool = False, **answers: Any) -> Report:
    given = typed(**answers)
    confirmed_email = given["email"] if confirmed else ""
    return Report.objects.create(answers=given, email=given["email"], confirmed_email=confirmed_email)


def make_report(state: ReportState = ReportState.RECEIVED, **fields: Any) -> Report:
    answers = typed(**fields.pop("answers", {}))
    report = Report.objects.create(
        state=state,
        answers=answers,
        title=answers["name"],
        email=answers["email"],
        sent_at=timezone.now(),
        **{"receipt": "ABCD-2345", "library": Library.objects.first(), **fields},
    )
    report.platforms.set(Platform.objects.filter(slug__in=answers["platforms"]))
    return report


def make_report_file(report: Report, alt_text: str = "En bus.") -> ReportFile:
    sent = picture_file(size=(60, 40))
    sent.seek(0)
    data = sent.read()
    content = ContentFile(data, name="a.jpg")
    return ReportFile.objects.create(report=report, file=content, size_bytes=len(data), alt_text=alt_text)
