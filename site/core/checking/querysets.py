"""What the clock, lists and the start page ask of the checks."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

EVERY = timedelta(days=1)  # days pass: figures, consents and links change though nobody writes


class PageCheckQuerySet(models.QuerySet[Any]):
    def due(self) -> "PageCheckQuerySet":
        """What was written since, and what was looked at before yesterday; the oldest first."""
        is_old = Q(checked_at=None) | Q(checked_at__lt=timezone.now() - EVERY)
        return self.filter(is_old | Q(is_stale=True)).order_by(F("checked_at").asc(nulls_first=True), "pk")

    def with_code(self, code: str) -> "PageCheckQuerySet":
        """Of pages where this kind of thing was found, for example `figure` or `dead_link`."""
        return self.filter(codes__contains=f" {code} ")

    def note_stale(self, page_ids: Any) -> None:
        """The pages are to be looked at again, soon. Cost: 1 query."""
        rows = [self.model(page_id=page_id, is_stale=True) for page_id in dict.fromkeys(page_ids)]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=["is_stale"])


class OutsideLinkQuerySet(models.QuerySet[Any]):
    def due(self) -> "OutsideLinkQuerySet":
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def unlinked(self) -> "OutsideLinkQuerySet":
        return self.filter(pages=None)
