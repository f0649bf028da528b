"""What initiative, edition and winner pages ask of the database; each method fetches all its caller shows."""

from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from foundation.querysets import CataloguePageQuerySet, visible_pages


class InitiativeQuerySet(CataloguePageQuerySet):
    def for_api(self) -> "InitiativeQuerySet":
        """Everything API v2 can be asked for that records do not tell. Cost: 2 queries, whatever the length."""
        return self.select_related("locale", "library", "concept__locale").prefetch_related("numbers__metric")


class EditionQuerySet(CataloguePageQuerySet):
    def for_api(self) -> "EditionQuerySet":
        """Everything API v2 can be asked for that records do not tell: of nominations those the public may see.

        Cost: 3 queries, whatever the length, and that of `visible_pages`.
        """
        put_forward = self.model.nominations.rel.related_model.objects.filter(entry__in=visible_pages())
        return self.select_related("locale", "host").prefetch_related(
            "categories__category", Prefetch("nominations", put_forward.select_related("category", "entry"))
        )


class WinnerQuerySet(CataloguePageQuerySet):
    def for_api(self) -> "WinnerQuerySet":
        """Everything API v2 can be asked for that records do not tell. Cost: 1 query, whatever the length."""
        return self.select_related("locale", "category", "library", "initiative__locale", "concept__locale")


def of_edition(winners: QuerySet[Any]) -> QuerySet[Any]:
    """Winners that know the year of the edition they lie under: `year_of_edition`. Cost: none of its own."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    editions = Page.objects.filter(path=above).values("awardeditionpage__year")
    return winners.annotate(year_of_edition=Subquery(editions[:1]))
