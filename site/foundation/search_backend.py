"""Search backends: Wagtail's database search, given words only; what is no word is left out, not looked for.

The index of `search.backends` takes whatever is typed, and finds nothing for a part of a query without letter or digit:
without this «"bog" ?» would find nothing. Every search passes: of the admin, its choosers, the API, the search page.
"""

from typing import Any

from modelsearch.query import MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from foundation.text import one_line

MOST_SIGNS = 200
MOST_WORDS = 20


def plain_words(typed: str) -> str:
    """What was typed without quotation marks and words in which there is neither letter nor digit."""
    words = one_line(typed[:MOST_SIGNS]).replace('"', " ").split()
    return " ".join([word for word in words if any(sign.isalnum() for sign in word)][:MOST_WORDS])


def plain_query(query: str | SearchQuery) -> str | SearchQuery:
    """The same query with plain words in it; one that finds nothing when none are left."""
    if isinstance(query, str):
        return plain_words(query) or MATCH_NONE
    return _plain(query) or MATCH_NONE


def _plain(query: SearchQuery) -> SearchQuery | None:
    if isinstance(query, PlainText | Phrase | Fuzzy):
        words = plain_words(query.query_string)
        return _copy(query, query_string=words) if words else None
    if isinstance(query, And | Or):
        parts = [part for one in query.subqueries if (part := _plain(one))]
        return type(query)(parts) if len(parts) > 1 else next(iter(parts), None)
    if isinstance(query, Not | Boost):
        inner = _plain(query.subquery)
        return _copy(query, subquery=inner) if inner else None
    return query


def _copy(query: SearchQuery, **changed: Any) -> SearchQuery:
    return type(query)(**{**vars(query), **changed})


class PlainQueries:
    """Over a search backend."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(plain_query(query), *args, **kwargs)  # type: ignore[misc]  # mixed into a backend

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(plain_query(query), *args, **kwargs)  # type: ignore[misc]  # the same
