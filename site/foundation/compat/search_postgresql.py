"""Queries to Wagtail's index on PostgreSQL, in words of our own making.

Why: as in `search_sqlite`, beside which this cannot even be imported: each part needs its own database.
Until: modelsearch can be given an analyser on SQLite and PostgreSQL.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import Phrase, PlainText

CONFIG = "simple"  # the words are analysed before they come here
Index = postgres.PostgresIndex


class Query(postgres.PostgresSearchQueryCompiler):
    fields: Any

    def written(self, query: PlainText | Phrase) -> str:
        """The query in PostgreSQL's own language of full text."""
        raise NotImplementedError

    def columns_of(self, fields: Iterable[str]) -> list[str]:
        """The index's columns that hold these fields."""
        raise NotImplementedError

    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_tsquery_content(query, config=config, invert=invert)
        return SearchQuery(self.written(query), search_type="raw", config=CONFIG, invert=invert)

    def get_fields_vectors(self, search_query: Any) -> list[Any]:
        """The index is asked for single fields too: the columns themselves are not in our words."""
        return [(F(f"index_entries__{column}"), 1.0) for column in self.columns_of(self.fields)]


class Autocomplete(Query, postgres.PostgresAutocompleteQueryCompiler):
    def columns_of(self, fields: Iterable[str]) -> list[str]:
        return ["autocomplete"]


class Backend(postgres.PostgresSearchBackend):
    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": CONFIG})
