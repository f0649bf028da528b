"""The words concepts are sorted by, and the metric book. Editors keep them as snippets."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import OrderField
from core.numbers.figures import Kind


class Term(models.Model):
    """One word of a controlled vocabulary; its slug is what stands in addresses."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Stands in addresses and feeds. Do not change it once it is in use."),
    )
    description = models.CharField(_("description"), max_length=255, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Low numbers come first."))
    name_order = OrderField("name")

    class Meta:
        abstract = True
        ordering = ["sort_order", "name_order", "pk"]

    def __str__(self) -> str:
        return self.name


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
    class Meta(Term.Meta):
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")


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

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class Metric(models.Model):
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
    def kind(self) -> Kind:
        """A count is whole; what is divided by something is a share."""
        return Kind.SHARE if self.denominator else Kind.COUNT

    def clean(self) -> None:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end must not be before the start.")})
