"""How much the catalogue is used: numbers per day, and nothing about who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.counting.enums import CountedUse
from foundation.counting.querysets import DailyCountQuerySet


class DailyCount(models.Model):
    """How often one thing was used on one day in Denmark. Without a subject it is all that had no room of its own."""

    day = models.DateField(_("day"))
    use = models.CharField(_("what"), max_length=10, choices=CountedUse.choices)
    subject = models.CharField(_("of what"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("number"), default=0, editable=False)

    objects = DailyCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of use")
        verbose_name_plural = _("numbers of use")
        constraints = [models.UniqueConstraint(fields=["day", "use", "subject"], name="counted_once_a_day")]
        indexes = [models.Index(fields=["use", "day"], name="counted_by_use")]

    def __str__(self) -> str:
        return f"{self.day} {self.use} {self.subject}: {self.number}"


class SearchedWords(models.Model):
    """Words that were searched for often enough to be nobody's; others are known by a mark alone."""

    mark = models.CharField(max_length=32, unique=True)
    words = models.CharField(_("words"), max_length=60)

    class Meta:
        verbose_name = _("searched words")
        verbose_name_plural = _("searched words")

    def __str__(self) -> str:
        return self.words
