from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Q

from showcase.reporting.enums import ReportState

if TYPE_CHECKING:
    from showcase.assessment.models import Case  # noqa: F401 - named in the class's base below

GONE = (ReportState.WITHDRAWN, ReportState.DECLINED)


class CaseQuerySet(models.QuerySet["Case"]):
    def with_counts(self) -> "CaseQuerySet":
        """Each with `delivered`, the number of assessments that are in."""
        return self.annotate(delivered=Count("assessments", filter=Q(assessments__delivered_at__isnull=False)))

    def to_assess(self) -> "CaseQuerySet":
        """Those the agency has, and whose report is neither withdrawn nor declined."""
        return self.filter(opened_at__isnull=False).exclude(report__state__in=GONE)

    def waiting(self) -> "CaseQuerySet":
        """Not signed off yet, the oldest first."""
        return self.to_assess().filter(signed_at=None).order_by("opened_at", "pk")

    def waiting_for(self, assessor: Any) -> "CaseQuerySet":
        """Of these the ones this assessor has not delivered."""
        return self.waiting().exclude(pk__in=self._delivered_by(assessor))

    def delivered_by(self, assessor: Any) -> "CaseQuerySet":
        """Not signed off, and this assessor's is in."""
        return self.waiting().filter(pk__in=self._delivered_by(assessor))

    def signed(self) -> "CaseQuerySet":
        return self.to_assess().filter(signed_at__isnull=False).order_by("-signed_at", "-pk")

    def _delivered_by(self, assessor: Any) -> Any:
        return assessor.assessments.filter(delivered_at__isnull=False).values("case")
