from collections.abc import Iterable
from typing import Any

from django.db.models import Value
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import SearchQueryExpression
from modelsearch.query import Phrase, PlainText

from core.search_backend import PlainQueries
from search.backends.in_words import IndexInWords, columns_of, written


class Query(sqlite.SQLiteSearchQueryCompiler):
    fields: Any

    def search(self, *args: Any, **kwargs: Any) -> Any:
        if self.fields is not None:  # checked by now; from here on they name columns of the index
            self.fields = self.columns_of(self.fields)
        return super().search(*args, **kwargs)

    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return columns_of(fields)

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_search_query_content(query, config=config)
        return SearchQueryExpression(Value(written(query, form='"%s"', beginning='"%s"*', either=" OR ", both=" AND ")))


class Autocomplete(Query, sqlite.SQLiteAutocompleteQueryCompiler):
    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return ["autocomplete"]


class Index(IndexInWords, sqlite.SQLiteIndex):
    pass


class Backend(PlainQueries, sqlite.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = Query
    autocomplete_query_compiler_class = Autocomplete
