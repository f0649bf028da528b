"""Records, and what hangs on pages, by the words of facets: who has one, and how many have each."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery, Sum
from wagtail.models import Page

from core.records.models import Record, RecordTerm


def having(parameter: str, slugs: Collection[str]) -> Q:
    """Records with one of these words of a facet."""
    return Q(pk__in=RecordTerm.objects.filter(parameter=parameter, slug__in=slugs).values("record"))


def page_column(model: type[Model]) -> str:
    """The column of rows of this model that is the id of a page: of the row itself, or of the one it hangs on.

    Raises: StopIteration when they have nothing to do with pages.
    """
    if issubclass(model, Record | Page):
        return "pk"
    return next(field.name for field in model._meta.concrete_fields if field.related_model in {Record, Page})


def on_records(rows: QuerySet[Any], *conditions: Q) -> QuerySet[Any]:
    """Those of the rows whose records meet the conditions: records, pages, or what hangs on either."""
    if rows.model is Record or not conditions:
        return rows.filter(*conditions)
    return rows.filter(**{f"{page_column(rows.model)}__in": Record.objects.filter(*conditions).values("pk")})


def records_of_rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The records of such rows."""
    return rows if rows.model is Record else Record.objects.filter(pk__in=rows.values(page_column(rows.model)))


def term_counts(rows: QuerySet[Any], parameters: Collection[str]) -> QuerySet[Any]:
    """How many of the rows have each word of these facets. Shape: parameter, slug, number."""
    column = page_column(rows.model)
    terms = RecordTerm.objects.filter(parameter__in=parameters, record__in=rows.values(column)).order_by()
    number: Any = Count("record")
    if column != "pk":
        of_page = rows.filter(**{column: OuterRef("record")}).values(column)
        number = Sum(Subquery(of_page.annotate(number=Count("pk")).values("number")))
    return terms.values_list("parameter", "slug").annotate(number=number)
