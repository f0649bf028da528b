from collections.abc import Iterable
from typing import Any

from foundation.compat import search_sqlite
from foundation.search_backend import PlainQueries
from search.backends.in_words import IndexInWords, columns_of, written


class Query(search_sqlite.Query):
    def written(self, query: Any) -> str:
        return written(query, form='"%s"', beginning='"%s"*', either=" OR ", both=" AND ")

    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return columns_of(fields)


class Autocomplete(search_sqlite.Autocomplete, Query):
    pass


class Index(IndexInWords, search_sqlite.Index):
    pass


class Backend(PlainQueries, search_sqlite.Backend):
    index_class = Index
    query_compiler_class = Query
    autocomplete_query_compiler_class = Autocomplete
