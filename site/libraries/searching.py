"""Search the list of libraries by every name they have, as people spell it."""

from typing import Any

from django.db.models import Q
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from libraries.finding import libraries_named_like


class LibrarySearch(DjangoORMSearchHandler):
    def search_queryset(self, queryset: Any, search_term: str, **kwargs: Any) -> Any:
        if not search_term:
            return queryset
        in_fields = super().search_queryset(queryset, search_term, **kwargs).order_by().values("pk")
        named = [library.pk for library in libraries_named_like(search_term)]
        return queryset.filter(Q(pk__in=named) | Q(pk__in=in_fields))
