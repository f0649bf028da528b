"""The kinds of records: which page type gives which content. Each app registers its own page types (`records.py`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from pydantic import BaseModel, ConfigDict
from wagtail.models import Page

from foundation.danish.order import order_key


class Content(BaseModel):
    """What the public may see of a page of one kind, beyond what every record has."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _no_content(_page: Any) -> Content:
    return Content()


def _all_of(pages: QuerySet[Any]) -> QuerySet[Any]:
    return pages


def _by_title(page: Any) -> str:
    return order_key(page.title)


@dataclass(frozen=True)
class Kind:
    """How a page of one type becomes a record.

    Shape: `of` makes the `content` of a page, stored or not; `fetch` asks for what it needs of stored ones, so that it
    asks nothing more. `relations` maps the parameters of facets to the page's fields. `order` and `hours` are what
    lists of the kind are sorted by. `tells_of_parent`: when the page above changes, this one does too.
    """

    name: str
    model: type[Page]
    content: type[Content] = Content
    of: Callable[[Any], Content] = _no_content
    fetch: Callable[[QuerySet[Any]], QuerySet[Any]] = _all_of
    relations: tuple[tuple[str, str], ...] = ()
    order: Callable[[Any], str] = _by_title
    hours: Callable[[Any], Any] = lambda _page: None
    tells_of_parent: bool = False


_kinds: dict[type[Model], Kind] = {}


def register(kind: Kind) -> Kind:
    """From now on every visible page of the type has a record. Called when the app is ready."""
    _kinds[kind.model] = kind
    return kind


def kind_of(model: type[Model] | None) -> Kind | None:
    return _kinds.get(model) if model else None


def kind_named(name: str) -> Kind:
    """Of several page types with the same content, the first. Raises: StopIteration."""
    return next(kind for kind in _kinds.values() if kind.name == name)


def models_that_tell_of_parents() -> list[type[Page]]:
    return [kind.model for kind in _kinds.values() if kind.tells_of_parent]


def relations_of(facets: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """The parameters and fields of those facets that sort by the words of a vocabulary."""
    return tuple((facet.parameter, facet.relation) for facet in facets if hasattr(facet, "relation"))
