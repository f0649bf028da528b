"""Which records a list shows, and in which order. Being listed is having a record; nothing else is asked."""

from typing import Any

from django.db.models import F, Model, QuerySet, Subquery
from wagtail.models import Locale

from core.records.enums import Place


class RecordQuerySet(QuerySet[Any]):
    def of_kind(self, kind: str) -> "RecordQuerySet":
        return self.filter(kind=kind)

    def of_type(self, page_type: type[Model]) -> "RecordQuerySet":
        return self.filter(page_type=page_type._meta.label)

    def in_language_of(self, page: Any) -> "RecordQuerySet":
        """Cost: none of its own, whether the page knows its locale or not."""
        return self.filter(language=_language_of(page))

    def below(self, page: Any) -> "RecordQuerySet":
        """What lies under a page, at any depth."""
        return self.filter(tree_path__startswith=page.path).exclude(pk=page.pk)

    def beside(self, page: Any) -> "RecordQuerySet":
        """What lies under the same page as this one, itself left out."""
        return self.filter(tree_path__startswith=page.path[: -page.steplen]).exclude(pk=page.pk)

    def newest_first(self) -> "RecordQuerySet":
        return self.order_by("-published_at", "-page_id")

    def least_effort_first(self) -> "RecordQuerySet":
        return self.order_by(F("hours").asc(nulls_last=True), "-published_at", "-page_id")

    def highest_number_first(self) -> "RecordQuerySet":
        return self.order_by("-own_number", "-page_id")

    def in_own_order(self) -> "RecordQuerySet":
        """As the kind orders its lists: by title, or by what stands before it."""
        return self.order_by("own_order", "page_id")

    def neighbours(self, number: int | None) -> tuple[Any, Any]:
        """Those with the numbers before and after this one, each None at the end. Cost: 2 queries."""
        if number is None:
            return None, None
        before = self.filter(own_number__lt=number).highest_number_first().first()
        return before, self.filter(own_number__gt=number).order_by("own_number", "page_id").first()


class RecordPictureQuerySet(QuerySet[Any]):
    def in_galleries(self) -> "RecordPictureQuerySet":
        """What galleries list, with the pages it lies on: neither covers nor other details."""
        return self.filter(place=Place.PIECE).select_related("record")

    def in_language_of(self, page: Any) -> "RecordPictureQuerySet":
        return self.filter(language=_language_of(page))

    def newest_first(self) -> "RecordPictureQuerySet":
        """The newest pages' first, in the order they have there."""
        return self.order_by("-published_at", "-record_id", "position")


def _language_of(page: Any) -> Subquery:
    return Subquery(Locale.objects.filter(pk=page.locale_id).order_by().values("language_code"))
