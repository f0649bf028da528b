"""Background tasks of cases."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from core.models import User
from showcase.assessment.models import Case


@task(backend="background")
def tell_assessors(case_id: int) -> int:
    """Write to every assessor that a case waits. Of the report it says nothing. Returns: how many mails were sent."""
    if not Case.objects.waiting().filter(pk=case_id).exists():
        return 0
    assessors = User.objects.with_perm("assessment.add_assessment", include_superusers=False)
    return sum(_invitation(assessor, case_id).send() for assessor in assessors.exclude(email=""))


def _invitation(assessor: User, case_id: int) -> EmailMessage:
    context = {"user": assessor, "address": f"{settings.BASE_URL}{reverse('assess_case', args=[case_id])}"}
    body = render_to_string("assessment/mail/case.txt", context)
    return EmailMessage(_("A report waits for your assessment"), body, settings.DEFAULT_FROM_EMAIL, [assessor.email])
