"""The words concepts are sorted by, and the metric book. Editors keep them as snippets."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.dates import span_in_words
from foundation.fields import OrderField
from foundation.numbers.figures import FigureKind
from foundation.recurrence import NotARecurrenceError, Period, read_recurrence, years_around
from foundation.retiring import Retirable
from foundation.usage.models import FormerSlug

LONGEST_OCCASION = timedelta(days=365)


class Term(Retirable):
    """One word of a controlled vocabulary; its slug is what stands in addresses."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Stands in addresses and feeds. Changed, the old one goes on working there."),
    )
    description = models.CharField(_("description"), max_length=255, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Low numbers come first."))
    name_order = OrderField("name")

    class Meta(Retirable.Meta):
        abstract = True
        ordering = ["sort_order", "name_order", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        former = FormerSlug.objects.of(type(self)).filter(slug=self.slug, object_id__isnull=False)
        if former.exclude(object_id=self.pk).exists():
            raise ValidationError({"slug": _("Another word was called so before, and addresses still ask for it.")})


class Platform(Term):
    class Meta(Term.Meta):
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")


class Objective(Term):
    class Meta(Term.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")


class PostFormat(Term):
    class Meta(Term.Meta):
        verbose_name = _("format")
        verbose_name_plural = _("formats")


class Occasion(Term):
    """What there is an occasion for; perhaps with the days it lasts, by date or by what they go by each year."""

    begins_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_yearly = models.BooleanField(
        _("the same days every year"),
        default=True,
        help_text=_("Not for what moves, such as Easter: write below what it goes by."),
    )
    recurrence = models.CharField(
        _("goes by"),
        max_length=60,
        blank=True,
        help_text=_(
            "For what moves, in Danish: “uge 45”, “sidste fredag i november”, “første mandag i måneden”, “påske”."
        ),
    )

    class Meta(Term.Meta):
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True, ends_on__isnull=True)
                | Q(begins_on__isnull=False, ends_on__gte=F("begins_on")),
                name="occasion_has_both_days_or_none",
            ),
            models.CheckConstraint(
                condition=Q(recurrence="") | Q(begins_on__isnull=True), name="occasion_has_days_or_recurs"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if (self.begins_on is None) != (self.ends_on is None):
            missing = "begins_on" if self.begins_on is None else "ends_on"
            raise ValidationError({missing: _("Give both the first and the last day, or neither.")})
        if self.begins_on and self.ends_on and not self.begins_on <= self.ends_on < self.begins_on + LONGEST_OCCASION:
            raise ValidationError({"ends_on": _("The last day must follow the first, within a year.")})
        self._check_recurrence()

    def _check_recurrence(self) -> None:
        if self.recurrence and self.begins_on:
            raise ValidationError({"recurrence": _("Give days or what they go by, not both.")})
        try:
            if self.recurrence:
                read_recurrence(self.recurrence)
        except NotARecurrenceError as error:
            shapes = _("Write for example “uge 45”, “sidste fredag i november”, “første mandag i måneden” or “påske”.")
            raise ValidationError({"recurrence": shapes}) from error

    @classmethod
    def dated(cls) -> QuerySet["Occasion"]:
        """Those in use that have days."""
        has_days = Q(begins_on__isnull=False) | ~Q(recurrence="")
        return cls._default_manager.filter(has_days, is_retired=False)

    def periods(self, first: date, last: date) -> list[Period]:
        """Its first and last day each time it overlaps these days, in order."""
        found = (period for year in years_around(first, last) for period in self._beginning_in(year))
        return [(begins, ends) for begins, ends in found if begins <= last and ends >= first]

    def _beginning_in(self, year: int) -> Iterator[Period]:
        if self.recurrence:
            yield from read_recurrence(self.recurrence)(year)
        elif self.begins_on and self.ends_on and (self.is_yearly or self.begins_on.year == year):
            begins = _in_year(self.begins_on, year)
            yield begins, begins + (self.ends_on - self.begins_on)

    def next_days(self) -> str:
        """When it is next, in words; empty for one without days."""
        today = timezone.localdate()
        coming = self.periods(today, today + LONGEST_OCCASION)
        return span_in_words(*coming[0]) if coming else ""

    next_days.short_description = _("next time")  # type: ignore[attr-defined]


def _in_year(day: date, year: int) -> date:
    """The same day of another year; of 29 February the day before, where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


class Metric(Retirable):
    """One definition in the metric book. A platform that changes what it counts gets a new version, never an edit."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    numerator = models.CharField(_("what is counted"), max_length=255)
    denominator = models.CharField(_("divided by"), max_length=255, blank=True)
    window_days = models.PositiveSmallIntegerField(_("read after (days)"), default=7)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    pitfalls = models.TextField(_("pitfalls"), blank=True)
    name_order = OrderField("name")

    class Meta:
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        ordering = ["name_order", "-version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="unique_metric_version"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="metric_valid_to_after_valid_from",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name} (v{self.version})"

    @property
    def kind(self) -> FigureKind:
        """A count is whole; what is divided by something is a share."""
        return FigureKind.SHARE if self.denominator else FigureKind.COUNT

    def may_become(self, other: Any) -> bool:
        """Counts and shares are not the same thing, whatever they are called."""
        return bool(self.kind == other.kind)

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end must not be before the start.")})
