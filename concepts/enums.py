from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorkPhone(TextChoices):
    """Whether an app may lie on a phone of the municipality's."""

    ALLOWED = "ja", _("Usually allowed")
    ASK = "spoerg", _("Ask your IT department first")
    REFUSED = "nej", _("Usually not allowed")


class ConditionKind(TextChoices):
    WORKS = "works", _("Works when")
    FLOPS = "flops", _("Flops when")
