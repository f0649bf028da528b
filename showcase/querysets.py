"""What initiative, edition and winner pages ask of the database; each method fetches all its caller shows."""

from core.media.pictures import rendition_prefetch
from core.querysets import CataloguePageQuerySet

FACET_RELATIONS = ("platforms", "target_groups", "objectives", "formats", "occasions")


class InitiativeQuerySet(CataloguePageQuerySet):
    def newest_first(self) -> "InitiativeQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self) -> "InitiativeQuerySet":
        """Everything a card shows. Cost: 3 queries."""
        return (
            self.select_related("cover", "locale", "library")
            .prefetch_related(rendition_prefetch("cover__renditions"), "platforms")
            .defer("media")
        )

    def for_api(self) -> "InitiativeQuerySet":
        """Everything API v2 can be asked for. Cost: 8 queries, whatever the length."""
        return self.select_related("cover", "locale", "library", "concept__locale").prefetch_related(
            rendition_prefetch("cover__renditions"), *FACET_RELATIONS, "numbers__metric"
        )


class EditionQuerySet(CataloguePageQuerySet):
    def latest_first(self) -> "EditionQuerySet":
        return self.order_by("-year", "-pk")

    def for_cards(self) -> "EditionQuerySet":
        """Everything a card shows. Cost: 2 queries."""
        return self.select_related("cover", "locale", "host").prefetch_related(rendition_prefetch("cover__renditions"))

    def for_api(self) -> "EditionQuerySet":
        """Everything API v2 can be asked for. Cost: 5 queries, whatever the length."""
        return self.for_cards().prefetch_related("categories__category", "nominations__category", "nominations__entry")


class WinnerQuerySet(CataloguePageQuerySet):
    def by_category(self) -> "WinnerQuerySet":
        return self.order_by("category__sort_order", "category__name_order", "pk")

    def for_cards(self) -> "WinnerQuerySet":
        """Everything a card shows. Cost: 2 queries."""
        return self.select_related("cover", "locale", "category", "library").prefetch_related(
            rendition_prefetch("cover__renditions")
        )

    def for_api(self) -> "WinnerQuerySet":
        """Everything API v2 can be asked for. Cost: 2 queries, whatever the length."""
        return self.for_cards().select_related("initiative__locale", "concept__locale")
