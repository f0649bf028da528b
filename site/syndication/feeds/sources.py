"""What the feeds choose from, in what order: the same for every format, embed and address.

All of it is read from the published records. The newest come first. A cursor names the last one a reader has, so that
paging costs the same at any depth and nothing is counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast, get_type_hints

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from pydantic import ValidationError

from core.facet_types import EffortFacet, Facet, TermFacet
from core.facets import FacetSelection
from core.models import PICTURE_FACETS
from core.records.enums import Happened, Place
from core.records.kinds import kind_named
from core.records.models import Record, RecordChange, RecordPicture, RecordTerm
from core.records.reading import complete, with_words
from syndication.feeds import serializers
from syndication.feeds.parameters import Cursor, FeedQuery, read
from syndication.feeds.schemas import Item, Tombstone


@dataclass(frozen=True)
class FeedSource:
    """One kind of thing to show.

    Shape: `kind` is that of its records, empty for the pictures on them; `index` the type of the page where visitors
    find them all. `frame` is its name in frames, in the component and on the share page, empty where it is in none;
    `called` what the component calls it, if not by its title; `has_feed` whether readers subscribe to it.
    """

    name: str
    title: str | Promise
    index: str
    item_of: Callable[[Any], Item]
    kind: str = ""
    frame: str = ""
    called: str | Promise = ""
    has_feed: bool = True

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Those of the page type, as its app has registered it."""
        return getattr(kind_named(self.kind).model, "facets", ()) if self.kind else PICTURE_FACETS

    @property
    def schema(self) -> type[Item]:
        """The type of its items, as `item_of` promises it."""
        return cast(type[Item], get_type_hints(self.item_of)["return"])

    @property
    def is_gallery(self) -> bool:
        """Whether its rows are pictures on pages, not pages."""
        return not self.kind

    @property
    def to_record(self) -> str:
        """What stands before a column of the record, told from a row."""
        return "record__" if self.is_gallery else ""

    def rows(self) -> QuerySet[Any]:
        """Everything of this kind that the public may see, in the language of the request."""
        if self.is_gallery:
            return RecordPicture.objects.filter(place=Place.PIECE, language=get_language())
        return Record.objects.filter(kind=self.kind, language=get_language())

    @property
    def indexes(self) -> QuerySet[Any]:
        """Where visitors find them all, in the language of the request: `path` of one page, or none."""
        indexes = Record.objects.filter(page_type=self.index, language=get_language())
        return indexes.order_by("tree_path").values("path")[:1]

    def read(self, query: QueryDict) -> FeedQuery:
        """What the query asks for. Cost and errors: those of `parameters.read`."""
        return read(self.facets, query)

    def matching(
        self, choice: FacetSelection, since: datetime | None = None, after: Cursor | None = None
    ) -> QuerySet[Any]:
        """The rows that match a choice, in order: `since` a moment, `after` the last one a reader has.

        One word that is asked for alone in its facet leads: its index lists the newest that have it.
        """
        rows, lead, condition = self._led(self._leading(choice), choice)
        for facet in self.facets:
            values = choice.asked(facet.parameter)
            if values and facet is not self._leading(choice):
                rows = rows.filter(self._condition(facet, values))
        moment, page = f"{lead}published_at", f"{lead}record_id" if lead or self.is_gallery else "pk"
        if after:
            condition &= self._after(after, moment, page)
        if since:
            rows = rows.filter(self._since(since))
        place = ["position"] if self.is_gallery else []
        return rows.filter(condition).order_by(f"-{moment}", f"-{page}", *place)  # one condition, so one join

    def _leading(self, choice: FacetSelection) -> TermFacet | None:
        facets = (facet for facet in self.facets if isinstance(facet, TermFacet))
        return next((facet for facet in facets if len(choice.asked(facet.parameter)) == 1), None)

    def _led(self, facet: TermFacet | None, choice: FacetSelection) -> tuple[QuerySet[Any], str, Q]:
        """The rows, what leads from them to the columns of the word, and the condition that it is the one asked for."""
        if facet is None:
            return self.rows(), "", Q()
        lead = f"{self.to_record}terms__"
        word = {"parameter": facet.parameter, "slug": choice.asked(facet.parameter)[0], "language": get_language()}
        # Pictures are chosen so that SQLite leaves alone their own index, which has another order.
        rows = RecordPicture.objects.exclude(place=Place.COVER) if self.is_gallery else self.rows()
        return rows, lead, Q(**{f"{lead}{name}": value for name, value in word.items()})

    def complete(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with everything their items say."""
        return with_words(rows.select_related("record")) if self.is_gallery else complete(rows)

    def item(self, row: Any) -> Item | None:
        """The row as it is shown; None while it lacks what an item must have: a draft, or what a script has emptied."""
        try:
            return self.item_of(row)
        except ValidationError:
            return None

    def _after(self, cursor: Cursor, moment: str, page: str) -> Q:
        """What comes after a row, by these columns. The first part alone tells an index where to begin."""
        later = Q(**{f"{page}__lt": cursor.page})
        if self.is_gallery:
            later |= Q(**{page: cursor.page}, position__gt=cursor.position)
        is_older = Q(**{f"{moment}__lt": cursor.published_at})
        return Q(**{f"{moment}__lte": cursor.published_at}) & (is_older | later)

    def _since(self, moment: datetime) -> Q:
        """Published since then, or come back to where the public may see it."""
        same = {"page_id": OuterRef("pk")}
        if self.is_gallery:
            same = {"page_id": OuterRef("record"), "image_id": OuterRef("image_id")}
        came: Any = Exists(self.events().filter(happened=Happened.CAME, changed_at__gte=moment, **same))
        return Q(**{f"{self.to_record}updated_at__gte": moment}) | came

    def events(self) -> QuerySet[RecordChange]:
        """What the log says of how they came and went, in the language of the request."""
        told = RecordChange.objects.filter(language=get_language()).exclude(happened=Happened.CHANGED)
        return told.filter(image_id__gt=0) if self.is_gallery else told.filter(image_id=0, kind=self.kind)

    @property
    def newest_event(self) -> Subquery:
        """When the last one came or went."""
        return Subquery(self.events().order_by("-changed_at").values("changed_at")[:1])

    def withdrawn(self, since: datetime) -> list[Tombstone]:
        """What has gone since, and has not come back. Cost: 1 query."""
        same = {"page_id": OuterRef("page_id"), "image_id": OuterRef("image_id")}
        later: Any = Exists(self.events().filter(number__gt=OuterRef("number"), **same))
        gone = self.events().filter(~later, happened=Happened.WENT, changed_at__gte=since).order_by("number")
        return [
            Tombstone(id=serializers.key_of(line.key, line.image_id), withdrawn_at=line.changed_at) for line in gone
        ]

    def _condition(self, facet: Facet, values: tuple[str, ...]) -> Any:
        """Asked of each row: so the newest come first by their index, and none need be sorted."""
        record = OuterRef("record" if self.is_gallery else "pk")
        if isinstance(facet, EffortFacet):
            return Exists(Record.objects.filter(facet.condition(values), pk=record))
        return Exists(RecordTerm.objects.filter(record=record, parameter=facet.parameter, slug__in=values))


SOURCES = {
    source.name: source
    for source in (
        FeedSource(
            name="concepts",
            title=gettext_lazy("Concepts"),
            kind="concept",
            index="concepts.ConceptIndexPage",
            item_of=serializers.concept,
            frame="koncepter",
        ),
        FeedSource(
            name="guides",
            title=gettext_lazy("Platform guides"),
            kind="guide",
            index="concepts.PlatformGuideIndexPage",
            item_of=serializers.guide,
        ),
        FeedSource(
            name="initiatives",
            title=gettext_lazy("Initiatives"),
            kind="initiative",
            index="showcase.InitiativeIndexPage",
            item_of=serializers.initiative,
            frame="eksempler",
        ),
        FeedSource(
            name="winners",
            title=gettext_lazy("Winners"),
            kind="winner",
            index="showcase.AwardIndexPage",
            item_of=serializers.winner,
            frame="vindere",
        ),
        FeedSource(
            name="galleries",
            title=gettext_lazy("Pictures"),
            index="showcase.GalleryIndexPage",
            item_of=serializers.gallery_picture,
            frame="galleri",
            has_feed=False,
        ),
    )
}
FEEDS = {name: source for name, source in SOURCES.items() if source.has_feed}
FRAMED = {source.frame: source for source in SOURCES.values() if source.frame}
OF_PAGES = {source.kind: source for source in SOURCES.values() if source.kind}


class FoundItem(NamedTuple):
    """A page that is an item, with its record."""

    page: Record
    item: Item


def find_item(**which: Any) -> FoundItem | None:
    """The page whose record says so, in whatever language; None for what is no item. Cost: 1 query."""
    page = complete(Record.objects.filter(kind__in=OF_PAGES, **which)).first()
    item = OF_PAGES[page.kind].item(page) if page else None
    return FoundItem(page, item) if page and item else None
