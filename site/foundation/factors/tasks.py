from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import task

from foundation.factors.enums import FactorChange


@task(backend="background")
def tell(user_id: int, change: str) -> int:
    """Write to somebody that her second factor changed. Returns: how many mails were sent."""
    user = get_user_model().objects.filter(pk=user_id).exclude(email="").first()
    if user is None:
        return 0
    subject = FactorChange(change).label
    body = render_to_string(
        "factors/mail/changed.txt", {"user": user, "what": subject, "address": settings.BASE_URL, "change": change}
    )
    return EmailMessage(str(subject), body, settings.DEFAULT_FROM_EMAIL, [user.email]).send()
