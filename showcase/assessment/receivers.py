from typing import Any

from django.dispatch import receiver

from showcase.assessment.models import Case
from showcase.assessment.services import fill_page
from showcase.models import InitiativePage
from showcase.reporting.models import Report
from showcase.reporting.signals import initiative_drafted


@receiver(initiative_drafted, sender=Report)
def add_what_was_found(report: Report, page: InitiativePage, **_kwargs: Any) -> None:
    case = Case.objects.filter(report=report, signed_at__isnull=False).first()
    if case is not None:
        fill_page(case, page)
