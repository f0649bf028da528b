"""What the feeds choose from: the pages, filters and order they all share.

Pages come newest first. A cursor names the last one a reader has, so that paging costs the same at any depth and
nothing is counted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from concepts.models import ConceptPage, PlatformGuidePage
from core.facets import Choice, known_values, read_choice
from core.models import BasePage
from showcase.models import AwardWinnerPage, InitiativePage

DEFAULT_LIMIT, MAX_LIMIT = 20, 50
MAX_LENGTH = 200  # characters of one value
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(\d{1,17})-(\d{1,9})", re.ASCII)  # microseconds since 1970, and the page's id
PARAMETERS = frozenset({"limit", "cursor", "updated_since"})


Read = TypeVar("Read")


class BadParameterError(ValueError):
    """Says in a sentence which parameter is wrong, and why."""


@dataclass(frozen=True)
class Selection:
    """One kind of page. Shape: `address` is where visitors find them all."""

    name: str
    title: str | Promise
    model: type[BasePage]
    address: str


SELECTIONS = {
    "concepts": Selection("concepts", gettext_lazy("Concepts"), ConceptPage, "/koncepter/"),
    "guides": Selection("guides", gettext_lazy("Platform guides"), PlatformGuidePage, "/platforme/"),
    "initiatives": Selection("initiatives", gettext_lazy("Initiatives"), InitiativePage, "/eksempler/"),
    "winners": Selection("winners", gettext_lazy("Winners"), AwardWinnerPage, "/priser/"),
}


@dataclass(frozen=True)
class Asked:
    """What a reader asks of a selection."""

    choice: Choice
    limit: int
    cursor: tuple[datetime, int] | None
    updated_since: datetime | None


@dataclass(frozen=True)
class Chosen:
    """The pages of one answer. Shape: `next_cursor` is None on the last page."""

    selection: Selection
    pages: list[Any]
    next_cursor: str | None


def read(selection: Selection, query: QueryDict) -> Asked:
    """What the query asks for. Cost: 1 query when a facet is asked for, else none.

    Raises: BadParameterError for an unknown, repeated, overlong or unreadable parameter.
    """
    facets = getattr(selection.model, "facets", ())
    names = {facet.parameter for facet in facets}
    for name, values in query.lists():
        if name not in PARAMETERS | names:
            raise BadParameterError(_("There is no parameter called %(name)s.") % {"name": name[:MAX_LENGTH]})
        if len(values) > 1 and name not in names:
            raise BadParameterError(_("%(name)s may be given once.") % {"name": name})
        if any(len(value) > MAX_LENGTH for value in values):
            raise BadParameterError(_("%(name)s is too long.") % {"name": name})
    known = known_values(selection.model, facets) if names.intersection(query) else {name: {} for name in names}
    choice = read_choice(query, facets, known)
    if choice.unknown:
        name, value = choice.unknown[0]
        raise BadParameterError(_("%(name)s has no value %(value)s.") % {"name": name, "value": value})
    return Asked(
        choice,
        _value(query, "limit", _limit) or DEFAULT_LIMIT,
        _value(query, "cursor", _cursor),
        _value(query, "updated_since", _moment),
    )


def choose(selection: Selection, asked: Asked) -> Chosen:
    """The pages asked for. Cost: that of the page type's `for_cards`."""
    pages: QuerySet[Any] = asked.choice.apply(selection.model.objects.visible()).for_cards()
    pages = pages.filter(locale__language_code=get_language())
    pages = pages.annotate(published=Coalesce("first_published_at", Value(EPOCH)))
    if asked.updated_since:
        pages = pages.filter(last_published_at__gte=asked.updated_since)
    if asked.cursor:
        published, pk = asked.cursor
        pages = pages.filter(Q(published__lt=published) | Q(published=published, pk__lt=pk))
    found = list(pages.order_by(F("published").desc(), "-pk")[: asked.limit + 1])
    shown = found[: asked.limit]
    return Chosen(selection, shown, _cursor_of(shown[-1]) if len(found) > asked.limit else None)


def _cursor_of(page: Any) -> str:
    return f"{(page.published - EPOCH) // timedelta(microseconds=1)}-{page.pk}"


def _value(query: QueryDict, name: str, read_one: Callable[[str], Read | None]) -> Read | None:
    if name not in query:
        return None
    value = read_one(query.get(name, ""))
    if value is None:
        raise BadParameterError(_("%(name)s cannot be read: %(value)s") % {"name": name, "value": query.get(name, "")})
    return value


def _limit(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if 1 <= number <= MAX_LIMIT else None


def _cursor(text: str) -> tuple[datetime, int] | None:
    found = CURSOR.fullmatch(text)
    return (EPOCH + timedelta(microseconds=int(found[1])), int(found[2])) if found else None


def _moment(text: str) -> datetime | None:
    """A day or a moment; without a time zone it is UTC."""
    try:
        moment = parse_datetime(text) or parse_datetime(f"{text}T00:00:00")
    except ValueError:  # the 31st of February
        return None
    if moment is None or not 1970 <= moment.year <= 9000:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
