from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import Phrase, PlainText

from core.search_backend import PlainQueries
from search.backends.in_words import IndexInWords, columns_of, written

CONFIG = "simple"  # the words are analysed before they come here


class Query(postgres.PostgresSearchQueryCompiler):
    fields: Any

    def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
        if not isinstance(query, PlainText | Phrase):
            return super().build_tsquery_content(query, config=config, invert=invert)
        asked = written(query, form="'%s'", beginning="'%s':*", either=" | ", both=" & ")
        return SearchQuery(asked, search_type="raw", config=CONFIG, invert=invert)

    def get_fields_vectors(self, search_query: Any) -> list[Any]:
        """The index is asked for single fields too: the columns themselves are not in our words."""
        return [(F(f"index_entries__{column}"), 1.0) for column in columns_of(self.fields)]


class Autocomplete(Query, postgres.PostgresAutocompleteQueryCompiler):
    def get_fields_vectors(self, search_query: Any) -> list[Any]:
        return [(F("index_entries__autocomplete"), 1.0)]


class Index(IndexInWords, postgres.PostgresIndex):
    pass


class Backend(PlainQueries, postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = Query
    autocomplete_query_compiler_class = Autocomplete

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": CONFIG})
