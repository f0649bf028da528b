"""What galleries and the ledger of consents ask of the database."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from core.media.enums import ShownAs
from core.querysets import visible_pages

EXPIRES_SOON = timedelta(days=60)


def with_openness(documents: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Documents that know whether the public may have them: `is_open` unless a collection above them is restricted."""
    path = ExpressionWrapper(OuterRef("collection__path"), output_field=models.CharField())
    above = CollectionViewRestriction.objects.alias(path=path).filter(path__startswith=F("collection__path"))
    return documents.annotate(is_open=~Exists(above))


class ShowingQuerySet(models.QuerySet["models.Model"]):
    def public(self) -> "ShowingQuerySet":
        """On pages the public may see; a mirrored page shows nothing of its own. Cost: that of `hidden_paths`."""
        is_withheld = Q(image__is_withheld=True) | Q(video__is_withheld=True)
        return self.filter(page__in=visible_pages().filter(alias_of=None)).exclude(is_withheld)

    def pieces(self) -> "ShowingQuerySet":
        """What galleries list: neither covers nor other details."""
        return self.filter(shown_as=ShownAs.PIECE)

    def newest_first(self) -> "ShowingQuerySet":
        return self.order_by("-page__first_published_at", "-page", "sort_order", "pk")

    def pictures(self) -> "ShowingQuerySet":
        return self.pieces().filter(image__isnull=False)

    def films(self) -> "ShowingQuerySet":
        return self.pieces().filter(video__isnull=False)


class ConsentQuerySet(models.QuerySet["models.Model"]):
    def lapsed(self) -> "ConsentQuerySet":
        """Withdrawn, out of date, or never meant for the catalogue; the day is that of Copenhagen."""
        today = timezone.localdate()
        return self.filter(Q(withdrawn_on__lte=today) | Q(expires_on__lt=today) | Q(for_catalogue=False))

    def expiring(self) -> "ConsentQuerySet":
        """Those that still hold but will not in 60 days."""
        today = timezone.localdate()
        soon = self.filter(expires_on__gte=today, expires_on__lte=today + EXPIRES_SOON, for_catalogue=True)
        return soon.exclude(withdrawn_on__lte=today)
