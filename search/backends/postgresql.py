from collections.abc import Iterable
from typing import Any

from foundation.compat import search_postgresql
from foundation.search_backend import PlainQueries
from search.backends.in_words import IndexInWords, columns_of, written


class Query(search_postgresql.Query):
    def written(self, query: Any) -> str:
        return written(query, form="'%s'", beginning="'%s':*", either=" | ", both=" & ")

    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return columns_of(fields)


class Autocomplete(search_postgresql.Autocomplete, Query):
    pass


class Index(IndexInWords, search_postgresql.Index):
    pass


class Backend(PlainQueries, search_postgresql.Backend):
    index_class = Index
    query_compiler_class = Query
    autocomplete_query_compiler_class = Autocomplete
