from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MONDAY = 0


class Rhythm(models.TextChoices):
    NEVER = "never", _("No mails")
    DAILY = "daily", _("Every morning")
    MONDAYS = "mondays", _("Monday morning")


class DigestChoiceQuerySet(models.QuerySet["DigestChoice"]):
    def due(self, day: date) -> "DigestChoiceQuerySet":
        """Those who want to be told on this day, and have not been."""
        wanted = Q(rhythm=Rhythm.DAILY)
        if day.weekday() == MONDAY:
            wanted |= Q(rhythm=Rhythm.MONDAYS)
        return self.filter(wanted).filter(Q(sent_on=None) | Q(sent_on__lt=day))


class DigestChoice(models.Model):
    """How often somebody of the staff wants her desk told by mail. Who has chosen nothing gets none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(
        _("What lies on your desk, by mail"), max_length=10, choices=Rhythm.choices, default=Rhythm.NEVER
    )
    sent_on = models.DateField(null=True, editable=False)

    objects: Any = DigestChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return str(self.get_rhythm_display())
