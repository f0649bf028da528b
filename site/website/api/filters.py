from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError

from core.choices import choice_of
from core.facets import known_values
from website.api.parameters import FACET_PARAMETERS


class FacetFilter(BaseFilterBackend):
    """The facets of the index pages, by the same parameters and values. Those that never were are a bad request."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        asked = FACET_PARAMETERS.intersection(request.GET)
        if not asked:
            return queryset
        facets = getattr(queryset.model, "facets", ())
        if foreign := asked.difference(facet.parameter for facet in facets):
            raise BadRequestError(f"this type has no facet called: {', '.join(sorted(foreign))}")
        choice = choice_of(request.GET, facets, known_values(facets))
        if unknown := choice.never_known:
            raise BadRequestError("unknown facet value: " + ", ".join(f"{name}={value}" for name, value in unknown))
        view.choice = choice
        return choice.apply(queryset)
