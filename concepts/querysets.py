"""What concept and guide pages ask of the database; each method fetches all its caller shows."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from foundation.querysets import CataloguePageQuerySet

REVIEW_AFTER = timedelta(days=365)


class ConceptQuerySet(CataloguePageQuerySet):
    def for_api(self) -> "ConceptQuerySet":
        """Everything API v2 can be asked for that records do not tell. Cost: 4 queries, whatever the length."""
        return self.select_related("locale", "success_metric").prefetch_related(
            "conditions", "source_initiatives__locale"
        )


class GuideQuerySet(CataloguePageQuerySet):
    def by_title(self) -> "GuideQuerySet":
        return self.order_by("title_order", "pk")

    def due_for_review(self) -> "GuideQuerySet":
        """Published guides not reviewed for REVIEW_AFTER."""
        latest = timezone.localdate() - REVIEW_AFTER
        return self.live().filter(Q(reviewed_on=None) | Q(reviewed_on__lt=latest))

    def for_api(self) -> "GuideQuerySet":
        """Everything API v2 can be asked for that records do not tell. Cost: 4 queries, whatever the length."""
        return self.select_related("locale", "platform").prefetch_related("figures", "sizes", "changes")
