"""Queries to Wagtail's index on SQLite, in words of our own making.

Why: the index splits and folds words as English does; Danish ones are analysed by `search.analysis` before they come
to it and before it is asked. How a backend is named is documented, not how one makes its query.
Until: modelsearch can be given an analyser on SQLite and PostgreSQL.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Value
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import SearchQueryExpression
from modelsearch.query import Phrase, PlainText

Index = sqlite.SQLiteIndex
Backend = sqlite.SQLiteSearchBackend


class Query(sqlite.SQLiteSearchQueryCompiler):
    fields: Any

    def written(self, query: PlainText | Phrase) -> str:
        """The query in SQLite's own language of full text."""
        raise NotImplementedError

    def columns_of(self, fields: Iterable[str]) -> list[str]:
        """The index's columns that hold these fields."""
        raise NotImplementedError

    def search(self, *args: Any, **kwargs: Any) -> Any:
        if self.fields is not None:  # checked by now; from here on they name columns of the index
            self.fields = self.columns_of(self.fields)
        return super().search(*args, **kwargs)

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_search_query_content(query, config=config)
        return SearchQueryExpression(Value(self.written(query)))


class Autocomplete(Query, sqlite.SQLiteAutocompleteQueryCompiler):
    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return ["autocomplete"]
