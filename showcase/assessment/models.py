"""Assessments: what the agency thinks of a report. Each assessor writes alone; the outcome is public."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.fields import OrderField
from showcase.assessment.querysets import CaseQuerySet
from showcase.assessment.scoring import HIGHEST, LOWEST, Sheet, rounded, weighted_mean

MOST_WEIGHT = 10
TEXT_LENGTH = 4_000
FEWEST_ASSESSMENTS = 2


class Criterion(models.Model):
    """One thing reports are scored by. Staff change the list; what is delivered keeps the weight it was given under."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    question = models.CharField(_("question"), max_length=250, help_text=_("What the assessor is to ask herself."))
    weight = models.PositiveSmallIntegerField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEIGHT)],
        help_text=_("How much it counts beside the others, from 1 to 10."),
    )
    is_used = models.BooleanField(_("in use"), default=True, help_text=_("Old scores keep those no longer used."))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_order = OrderField("name")

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["sort_order", "name_order"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT), name="criterion_weight_1_to_10")
        ]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """One report made ready for the agency, laid before it, and, signed, what they found.

    Assessors read `shown`, the words an editor has looked at, and never the report itself: what its reporter changes
    afterwards waits for an editor to look again. `left_out` are phrases, `withheld` files an editor keeps from them.
    """

    report = models.OneToOneField("reporting.Report", on_delete=models.CASCADE, related_name="case")
    left_out = models.JSONField(default=list, editable=False)
    withheld = models.ManyToManyField("reporting.ReportFile", blank=True, related_name="+")
    shown = models.JSONField(default=dict, editable=False)
    shown_revision = models.PositiveIntegerField(default=0, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("sent to the agency"), null=True, blank=True)
    why_it_works = models.TextField(_("why it works"), max_length=TEXT_LENGTH, blank=True)
    flops_when = models.TextField(_("when it flops"), max_length=TEXT_LENGTH, blank=True)
    settlement = models.TextField(_("how you settled it"), max_length=TEXT_LENGTH, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed off"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(why_it_works="") | ~Q(flops_when=""), name="case_signed_says_something"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(approved_at__isnull=False), name="case_opened_was_looked_at"
            ),
        ]

    def __str__(self) -> str:
        return str(self.report)


class Assessment(models.Model):
    """One assessor's view of one case. Once delivered it stays as it is, for then she has seen the others'."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="assessments"
    )
    why_it_works = models.TextField(_("why it works"), max_length=TEXT_LENGTH, blank=True)
    flops_when = models.TextField(_("when it flops"), max_length=TEXT_LENGTH, blank=True)
    report_revision = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["delivered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "assessor"], name="assessment_once_an_assessor")]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.case}"

    @property
    def sheet(self) -> Sheet:
        """Weight and points by criterion. Cost: none when the scores and their criteria are prefetched."""
        return {score.criterion.name: (score.weight, score.points) for score in self.scores.all()}

    @property
    def total(self) -> Decimal:
        return rounded(weighted_mean(self.sheet))


class Score(models.Model):
    """Points by one criterion, with the weight it had then."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("points"))
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = _("score")
        ordering = ["criterion__sort_order", "criterion__name_order"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=LOWEST, points__lte=HIGHEST), name="score_points_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
