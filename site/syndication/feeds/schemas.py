"""What one item of a feed is. These types are the promise: parts may come, none is taken out or changes meaning."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, create_model

from core.facet_types import Facet, TermFacet
from core.models import FACETS, PICTURE_FACETS

Address = Annotated[str, Field(description="An absolute address.", examples=["https://katalog.example/koncepter/x/"])]


class Shape(BaseModel):
    """What all parts have in common."""

    model_config = ConfigDict(frozen=True)


class Term(Shape):
    """A word the catalogue sorts by."""

    slug: str = Field(description="What filters take.", examples=["instagram"])
    name: str = Field(description="What people read.", examples=["Instagram"])


class PictureFile(Shape):
    """One file of a picture."""

    url: Address
    type: str = Field(description="Media type.", examples=["image/webp"])
    width: int = Field(description="In pixels.", examples=[480])
    height: int = Field(description="In pixels.", examples=[600])


class Picture(Shape):
    """A picture in three sizes. Show the credit and the licence with it."""

    alt: str = Field(description="What it shows, for those who do not see it.", examples=["En hånd med tre bøger."])
    credit: str = Field(description="Who made it; may be empty.", examples=["Fotograf Ida Holm"])
    licence: str = Field(description="Empty: the catalogue's own licence.", examples=["CC BY 4.0"])
    small: PictureFile = Field(description="At most 480 pixels wide.")
    medium: PictureFile = Field(description="At most 960 pixels wide.")
    large: PictureFile = Field(description="At most 1600 pixels wide.")
    jpeg: PictureFile = Field(description="At most 960 pixels wide, for programs that take nothing newer.")


class Library(Shape):
    """Whose it is."""

    name: str = Field(examples=["Eksempelby Bibliotek"])
    municipality: str = Field(examples=["Eksempelby"])
    is_example: bool = Field(description="Invented for the demo.")


class Item(Shape):
    """What every item has."""

    id: UUID = Field(description="The same for ever, also in tombstones.")
    title: str = Field(examples=["Bog i hånden"])
    lead: str = Field(description="One or two sentences; may be empty.", examples=["En hånd, en bog, en sætning."])
    url: Address
    published_at: datetime = Field(description="When it first came out.")
    updated_at: datetime = Field(description="When it was last published.")
    is_example: bool = Field(description="Invented for the demo.")
    image: Picture | None = Field(description="Null without a picture that may be shown.")


class PageItem(Item):
    """An item that is a page of its own."""

    embed_url: Address = Field(description="The page as a card to frame on another site.")


def _sorted_by(facets: Iterable[Facet]) -> Any:
    """A shape with a field for each facet."""
    fields: Any = {facet.relation: (list[Term], ...) for facet in facets if isinstance(facet, TermFacet)}
    return create_model("Sorted", __base__=Shape, **fields)


Sorted: Any = _sorted_by(FACETS)  # what concepts and initiatives are found by
SortedPicture: Any = _sorted_by(PICTURE_FACETS)


class Concept(Sorted, PageItem):
    kind: Literal["concept"] = "concept"
    number: int | None = Field(description="Stands on the spine.", examples=[7])
    effort_hours: float | None = Field(description="Working hours the first time.", examples=[1.5])
    cost_kr: float | None = Field(description="Money spent besides, in Danish kroner.", examples=[0])
    skills: str = Field(description="What somebody must be able to do.", examples=["Kan filme med en telefon"])
    dpl_url: Address

    @property
    def hours(self) -> Decimal | None:
        return None if self.effort_hours is None else Decimal(str(self.effort_hours))


class Guide(PageItem):
    kind: Literal["guide"] = "guide"
    platform: Term
    reviewed_on: date | None = Field(description="When somebody last checked that all of it holds.")


class Initiative(Sorted, PageItem):
    kind: Literal["initiative"] = "initiative"
    library: Library
    started_on: date | None
    ended_on: date | None
    dpl_url: Address


class Winner(PageItem):
    kind: Literal["winner"] = "winner"
    year: int = Field(examples=[2025])
    category: Term
    library: Library | None
    dpl_url: Address


class PictureItem(Item):
    kind: Literal["gallery_picture"] = "gallery_picture"


class GalleryPicture(SortedPicture, PictureItem):
    """A picture on a published page; `title` is that of the page, `lead` the caption, `url` the picture's own."""


class Tombstone(Shape):
    """Something that can no longer be shown. Take it away."""

    id: UUID
    withdrawn_at: datetime
