"""What the feed API answers with."""

from pydantic import Field

from website.feeds.schemas import Concept, GalleryPicture, Guide, Initiative, Shape, Tombstone, Winner


class Answer(Shape):
    next_url: str | None = Field(
        description="The rest of the list; null on the last page.",
        examples=["https://katalog.example/api/feed/v1/concepts?limit=20&cursor=1764000000000000-42"],
    )
    withdrawn: list[Tombstone] = Field(
        description="With `updated_since`, on the last page: what can no longer be shown. Else empty."
    )


class Concepts(Answer):
    items: list[Concept]


class Guides(Answer):
    items: list[Guide]


class Initiatives(Answer):
    items: list[Initiative]


class Winners(Answer):
    items: list[Winner]


class Galleries(Answer):
    items: list[GalleryPicture]


class Problem(Shape):
    """What is wrong with what was asked, in a sentence."""

    detail: str = Field(examples=["limit kan ikke læses: 500"])
