"""The words concepts are sorted by, and the metric book. Editors keep them as snippets."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import OrderField
from foundation.numbers.figures import FigureKind
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
    """What there is an occasion for; perhaps with the days it lasts, which the calendar of the admin shows."""

    begins_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_yearly = models.BooleanField(
        _("the same days every year"),
        default=True,
        help_text=_("Not for what moves, such as Easter: give that its new days each year."),
    )

    class Meta(Term.Meta):
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True, ends_on__isnull=True)
                | Q(begins_on__isnull=False, ends_on__gte=F("begins_on")),
                name="occasion_has_both_days_or_none",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if (self.begins_on is None) != (self.ends_on is None):
            missing = "begins_on" if self.begins_on is None else "ends_on"
            raise ValidationError({missing: _("Give both the first and the last day, or neither.")})
        if self.begins_on and self.ends_on and not self.begins_on <= self.ends_on < self.begins_on + LONGEST_OCCASION:
            raise ValidationError({"ends_on": _("The last day must follow the first, within a year.")})

    def periods(self, first: date, last: date) -> list[tuple[date, date]]:
        """Its first and last day each time it overlaps these days."""
        if self.begins_on is None or self.ends_on is None:
            return []
        lasts = self.ends_on - self.begins_on
        years = range(first.year - 1, last.year + 1) if self.is_yearly else [self.begins_on.year]
        starts = [_in_year(self.begins_on, year) for year in years]
        return [(start, start + lasts) for start in starts if start <= last and start + lasts >= first]


def _in_year(day: date, year: int) -> date:
    """The same day of another year; of 29 February the day before, where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


class TargetGroupScheme(models.Model):
    """A dated way to divide the public, so that old and new divisions can stand side by side."""

    name = models.CharField(_("name"), max_length=120)
    version = models.CharField(_("version"), max_length=20, help_text=_("For example the year it was made."))
    source = models.CharField(_("source"), max_length=255, blank=True)
    is_default = models.BooleanField(_("is the default"), default=False)
    name_order = OrderField("name")

    class Meta:
        verbose_name = _("target group scheme")
        verbose_name_plural = _("target group schemes")
        ordering = ["-is_default", "name_order", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="unique_scheme_version"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class TargetGroup(Term):
    scheme = models.ForeignKey(
        TargetGroupScheme, on_delete=models.PROTECT, related_name="target_groups", verbose_name=_("scheme")
    )

    choices_grouped_by = "scheme"

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


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
