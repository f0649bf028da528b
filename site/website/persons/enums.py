from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonKind(TextChoices):
    """As what somebody is known here, and so by what she is found."""

    REPORTER = "reporter", _("Somebody who sent a report: by e-mail")
    STAFF = "staff", _("Somebody with a login, such as an assessor: by username or e-mail")
    CONSENT = "consent", _("Somebody seen in pictures or films: by the name in the consent")
