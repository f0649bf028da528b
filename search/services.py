"""Finding pages by words. Whatever is typed becomes plain words: no operator of any database gets through."""

from typing import Any

from django.db.models import Case, QuerySet, When
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.records.querysets import RecordQuerySet
from search.analysis import asked


def find_pages(query: str, pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that hold every word; those with all of them in the title first, then the newest.

    Databases rank by how rare a word is in the whole index, hidden pages included; that must not come out, so the
    order is ours. None when there is no word.
    """
    if not asked(query):
        return pages.none()
    found = pages.filter(pk__in=_holding(query, pages.model))
    return found.order_by(_title_first(query, pages.model), "-first_published_at", "pk")


def find_records(query: str, records: RecordQuerySet) -> RecordQuerySet:
    """The same of published records."""
    if not asked(query):
        return records.none()
    return records.filter(pk__in=_holding(query, Page)).order_by(_title_first(query, Page), "-published_at", "page_id")


def _title_first(query: str, model: type[Page]) -> Case:
    return Case(When(pk__in=_holding(query, model, ["title"]), then=0), default=1)


def _holding(query: str, model: type[Page], fields: list[str] | None = None) -> QuerySet[Any]:
    """The ids of all pages that hold every word. The index is asked alone: it refuses filters on other columns."""
    everywhere = model.objects.order_by("id")
    results = everywhere.search(query, fields=fields, operator="and", order_by_relevance=False)
    return results.get_queryset().order_by().values("pk")
