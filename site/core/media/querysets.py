"""What galleries ask of the database."""

from django.db import models

from core.querysets import visible_pages


class ShowingQuerySet(models.QuerySet["models.Model"]):
    def public(self) -> "ShowingQuerySet":
        """On pages the public may see; a mirrored page shows nothing of its own. Cost: that of `hidden_paths`."""
        return self.filter(page__in=visible_pages().filter(alias_of=None))

    def newest_first(self) -> "ShowingQuerySet":
        return self.order_by("-page__first_published_at", "-page", "sort_order", "pk")

    def pictures(self) -> "ShowingQuerySet":
        return self.filter(image__isnull=False)

    def films(self) -> "ShowingQuerySet":
        return self.filter(video__isnull=False)
