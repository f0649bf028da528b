"""What the feed API answers with."""

from types import GenericAlias
from typing import Any

from pydantic import Field, create_model

from syndication.feeds.schemas import Shape, Tombstone
from syndication.feeds.sources import SOURCES, FeedSource


class ListResponse(Shape):
    next_url: str | None = Field(
        description="The rest of the list; null on the last page.",
        examples=["https://katalog.example/api/feed/v1/concepts?limit=20&cursor=1764000000000000-42"],
    )
    withdrawn: list[Tombstone] = Field(
        description="With `updated_since`, on the last page: what can no longer be shown. Else empty."
    )
    notes: list[str] = Field(
        default=[],
        description="What was left out of account: values of filters that there once were and are no more. Else empty.",
        examples=[[]],
    )


def _response_of(source: FeedSource) -> type[ListResponse]:
    """An answer with the items of a list, called as the list is."""
    fields: Any = {"items": (GenericAlias(list, (source.schema,)), ...)}
    return create_model(source.name.capitalize(), __base__=ListResponse, **fields)


RESPONSES = {name: _response_of(source) for name, source in SOURCES.items()}


class Problem(Shape):
    """What is wrong with what was asked, in a sentence."""

    detail: str = Field(examples=["limit kan ikke læses: 500"])
