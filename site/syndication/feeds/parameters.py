"""What a reader may ask of a source, read strictly."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.choices import choice_of
from core.facet_types import Facet
from core.facets import FacetSelection, known_values

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEFAULT_LIMIT, MAX_LIMIT = 20, 50
MAX_LENGTH = 200  # characters of one value
CURSOR = re.compile(r"(\d{1,17})-(\d{1,9})(?:-(\d{1,5}))?", re.ASCII)
PARAMETERS = frozenset({"limit", "cursor", "updated_since"})

Read = TypeVar("Read")


class BadParameterError(ValueError):
    """Says in a sentence which parameter is wrong, and why."""


@dataclass(frozen=True)
class Cursor:
    """The last row a reader has: when its page was published, the page's id, and a picture's place on it.

    Shape: `position` is before the first where none is told. In addresses the moment is microseconds since 1970.
    """

    published_at: datetime
    page: int
    position: int = -1

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        if not (found := CURSOR.fullmatch(text)):
            return None
        moment, page, position = found.groups()
        return cls(EPOCH + timedelta(microseconds=int(moment)), int(page), int(position or -1))

    def __str__(self) -> str:
        place = f"-{self.position}" if self.position >= 0 else ""
        return f"{(self.published_at - EPOCH) // timedelta(microseconds=1)}-{self.page}{place}"


@dataclass(frozen=True)
class FeedQuery:
    """What a reader asks of a source."""

    choice: FacetSelection
    limit: int
    cursor: Cursor | None
    updated_since: datetime | None

    def query_of_more(self, cursor: str) -> str:
        """The address's query for the page that begins after the cursor."""
        since = [("updated_since", self.updated_since.isoformat())] if self.updated_since else []
        return urlencode([*self.choice.pairs, *since, ("limit", str(self.limit)), ("cursor", cursor)])


def read(facets: tuple[Facet, ...], query: QueryDict) -> FeedQuery:
    """What the query asks for. Cost: that of `read_facets`.

    Raises: BadParameterError for an unknown, repeated, overlong or unreadable parameter.
    """
    check_names(query, once=PARAMETERS, often={facet.parameter for facet in facets})
    return FeedQuery(
        read_facets(facets, query),
        read_value(query, "limit", number_up_to(MAX_LIMIT)) or DEFAULT_LIMIT,
        read_value(query, "cursor", Cursor.read),
        read_value(query, "updated_since", _moment),
    )


def check_names(query: QueryDict, *, once: Set[str], often: Set[str] = frozenset()) -> None:
    """Raises: BadParameterError for a parameter nobody knows, one that stands too often, and an overlong value."""
    for name, values in query.lists():
        if name not in once | often:
            raise BadParameterError(_("There is no parameter called %(name)s.") % {"name": name[:MAX_LENGTH]})
        if len(values) > 1 and name not in often:
            raise BadParameterError(_("%(name)s may be given once.") % {"name": name})
        if any(len(value) > MAX_LENGTH for value in values):
            raise BadParameterError(_("%(name)s is too long.") % {"name": name})


def read_facets(facets: tuple[Facet, ...], query: QueryDict) -> FacetSelection:
    """The facets asked for; words that are gone are left out, and noted in the choice.

    Cost: 1 query when there is one, else none; that of `choice_of` more. Raises: BadParameterError for a value that
    never was.
    """
    names = {facet.parameter for facet in facets}
    known = known_values(facets) if names.intersection(query) else {name: {} for name in names}
    choice = choice_of(query, facets, known)
    unknown = [*choice.never_known, *((name, "") for name in names if "" in query.getlist(name))]
    if unknown:
        name, value = unknown[0]
        raise BadParameterError(_("%(name)s has no value %(value)s.") % {"name": name, "value": value})
    return choice


def read_value(query: QueryDict, name: str, read_one: Callable[[str], Read | None]) -> Read | None:
    """The value of a parameter, None without one. Raises: BadParameterError when `read_one` makes nothing of it."""
    if name not in query:
        return None
    value = read_one(query.get(name, ""))
    if value is None:
        raise BadParameterError(_("%(name)s cannot be read: %(value)s") % {"name": name, "value": query.get(name, "")})
    return value


def number_up_to(most: int) -> Callable[[str], int | None]:
    """Reads a whole number from 1."""

    def number(text: str) -> int | None:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        return value if 1 <= value <= most else None

    return number


def _moment(text: str) -> datetime | None:
    """A day or a moment; without a time zone it is UTC."""
    try:
        moment = parse_datetime(text) or parse_datetime(f"{text}T00:00:00")
    except ValueError:  # the 31st of February
        return None
    if moment is None or not 1970 <= moment.year <= 9000:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
