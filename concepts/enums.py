from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConditionKind(TextChoices):
    WORKS = "works", _("Works when")
    FLOPS = "flops", _("Flops when")
