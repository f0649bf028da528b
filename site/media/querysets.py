"""Querysets of media usage and of consents."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from foundation.querysets import visible_pages
from media.enums import ShownAs

EXPIRES_SOON = timedelta(days=60)


def with_openness(documents: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Documents that know whether the public may have them: `is_open` unless a collection above them is restricted."""
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=models.CharField())
    above = CollectionViewRestriction.objects.alias(path=path).filter(path__startswith=F("collection__path"))
    return documents.annotate(is_open=~Exists(above))


class MediaUsageQuerySet(models.QuerySet["models.Model"]):
    def public(self) -> "MediaUsageQuerySet":
        """On pages the public may see; a mirrored page shows nothing of its own. Cost: that of `hidden_paths`."""
        is_withheld = Q(image__is_withheld=True) | Q(video__is_withheld=True)
        return self.filter(page__in=visible_pages().filter(alias_of=None)).exclude(is_withheld)

    def pieces(self) -> "MediaUsageQuerySet":
        """What galleries list: neither covers nor other details."""
        return self.filter(shown_as=ShownAs.PIECE)

    def newest_first(self) -> "MediaUsageQuerySet":
        return self.order_by("-page__first_published_at", "-page", "sort_order", "pk")

    def pictures(self) -> "MediaUsageQuerySet":
        return self.pieces().filter(image__isnull=False)

    def films(self) -> "MediaUsageQuerySet":
        return self.pieces().filter(video__isnull=False)


class ConsentQuerySet(models.QuerySet["models.Model"]):
    def of(self, *, pictures: Any = (), films: Any = ()) -> "ConsentQuerySet":
        """Those that cover one of these pictures or films, each once."""
        return self.filter(Q(images__in=pictures) | Q(videos__in=films)).distinct()

    def with_number_of_items(self) -> "ConsentQuerySet":
        """How many pictures and films each covers, as `number_of_items`. Cost: none of its own."""
        pictures, films = Count("pictures", distinct=True), Count("films", distinct=True)
        return self.annotate(number_of_items=pictures + films)

    def lapsed(self) -> "ConsentQuerySet":
        """Withdrawn, out of date, or never meant for the catalogue; the day is that of Copenhagen."""
        today = timezone.localdate()
        return self.filter(Q(withdrawn_on__lte=today) | Q(expires_on__lt=today) | Q(for_catalogue=False))

    def expiring(self) -> "ConsentQuerySet":
        """Those that still hold but will not in 60 days."""
        today = timezone.localdate()
        soon = self.filter(expires_on__gte=today, expires_on__lte=today + EXPIRES_SOON, for_catalogue=True)
        return soon.exclude(withdrawn_on__lte=today)
