from typing import Any, TypeVar, cast

from django.db import models
from django.db.models import Count, Q

from showcase.reporting.enums import ReportState

GONE = (ReportState.WITHDRAWN, ReportState.DECLINED)
Row = TypeVar("Row", bound=models.Model)


class CaseQuerySet(models.QuerySet[Row]):
    def with_counts(self) -> "CaseQuerySet[Row]":
        """Each with `delivered`, the number of assessments that are in."""
        delivered = Count("assessments", filter=Q(assessments__delivered_at__isnull=False))
        return cast("CaseQuerySet[Row]", self.annotate(delivered=delivered))  # the plugin forgets which rows

    def to_assess(self) -> "CaseQuerySet[Row]":
        """Those the agency has, and whose report is neither withdrawn nor declined."""
        return self.filter(opened_at__isnull=False).exclude(report__state__in=GONE)

    def waiting(self) -> "CaseQuerySet[Row]":
        """Not signed off yet, the oldest first."""
        return self.to_assess().filter(signed_at=None).order_by("opened_at", "pk")

    def waiting_for(self, assessor: Any) -> "CaseQuerySet[Row]":
        """Of these the ones this assessor has not delivered."""
        return self.waiting().exclude(pk__in=self._delivered_by(assessor))

    def delivered_by(self, assessor: Any) -> "CaseQuerySet[Row]":
        """Not signed off, and this assessor's is in."""
        return self.waiting().filter(pk__in=self._delivered_by(assessor))

    def signed(self) -> "CaseQuerySet[Row]":
        return self.to_assess().filter(signed_at__isnull=False).order_by("-signed_at", "-pk")

    def _delivered_by(self, assessor: Any) -> Any:
        return assessor.assessments.filter(delivered_at__isnull=False).values("case")
