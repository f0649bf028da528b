"""What concept and guide pages ask of the database; each method fetches all its caller shows."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.media.pictures import rendition_prefetch
from core.querysets import CataloguePageQuerySet

REVIEW_AFTER = timedelta(days=365)
FACET_RELATIONS = ("platforms", "target_groups", "objectives", "formats", "occasions")


class ConceptQuerySet(CataloguePageQuerySet):
    def newest_first(self) -> "ConceptQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self) -> "ConceptQuerySet":
        """Everything a card shows. Cost: 3 queries."""
        return (
            self.select_related("cover", "locale")
            .prefetch_related(rendition_prefetch("cover__renditions"), "platforms")
            .defer("body", "kit")
        )

    def for_api(self) -> "ConceptQuerySet":
        """Everything API v2 can be asked for. Cost: 10 queries, whatever the length."""
        return self.select_related("cover", "locale", "success_metric").prefetch_related(
            rendition_prefetch("cover__renditions"), *FACET_RELATIONS, "conditions", "source_initiatives__locale"
        )


class GuideQuerySet(CataloguePageQuerySet):
    def by_title(self) -> "GuideQuerySet":
        return self.order_by("title", "pk")

    def due_for_review(self) -> "GuideQuerySet":
        """Published guides not reviewed for REVIEW_AFTER."""
        latest = timezone.localdate() - REVIEW_AFTER
        return self.live().filter(Q(reviewed_on=None) | Q(reviewed_on__lt=latest))

    def for_cards(self) -> "GuideQuerySet":
        """Everything a card shows. Cost: 2 queries."""
        return self.select_related("cover", "locale", "platform").prefetch_related(
            rendition_prefetch("cover__renditions")
        )

    def for_api(self) -> "GuideQuerySet":
        """Everything API v2 can be asked for. Cost: 5 queries, whatever the length."""
        return self.for_cards().prefetch_related("figures", "sizes", "changes")
