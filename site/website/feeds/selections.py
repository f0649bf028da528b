"""What the feeds choose from, in what order: the same for every format, embed and address.

The newest come first. A cursor names the last one a reader has, so that paging costs the same at any depth and
nothing is counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length, Substr
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language, gettext_lazy
from wagtail.models import Page

from concepts.models import ConceptPage, PlatformGuidePage
from core.facets import Facet, TermFacet
from core.media.models import Showing
from core.querysets import only_visible
from showcase.models import AwardEditionPage, AwardWinnerPage, GalleryIndexPage, InitiativePage
from website.feeds import items
from website.feeds.models import Listed
from website.feeds.parameters import EPOCH, Asked, read
from website.feeds.pictures import json_rows, made_files
from website.feeds.schemas import Concept, GalleryPicture, Guide, Initiative, Item, Tombstone, Winner


@dataclass(frozen=True)
class Selection:
    """One kind of thing to show.

    Shape: `address` is where visitors find them all; `page` leads from a row to its page, empty where the row is it;
    `image_id` is the column of its picture; `unread` are large columns that no item shows.
    """

    name: str
    title: str | Promise
    address: str
    model: Any
    schema: type[Item]
    item_of: Callable[[Any], Item]
    related: tuple[str, ...]
    facets: tuple[Facet, ...] = ()
    page: str = ""
    image_id: str = "cover_id"
    order: str = "-pk"
    unread: tuple[str, ...] = ()
    extra: Mapping[str, Callable[[], Any]] = field(default_factory=dict)

    def rows(self) -> QuerySet[Any]:
        """Everything of this kind that the public may see, in the language of the request."""
        rows = Showing.objects.public().pictures() if self.page else only_visible(self.model.objects.all())
        return rows.filter(**{f"{self.page}locale__language_code": get_language()})

    def read(self, query: QueryDict) -> Asked:
        """What the query asks for. Cost and errors: those of `parameters.read`."""
        return read(self.model, self.facets, query)

    @cached_property
    def columns(self) -> dict[str, Any]:
        """What items say that is no column of their row. Built once: it costs more than reading the answer."""
        sorted_by = [facet for facet in self.facets if isinstance(facet, TermFacet)]
        return {
            "made_files": made_files(self.image_id),
            "events": _newest(self.name),
            **{f"found_{facet.relation}": _terms(self.model, facet) for facet in sorted_by},
            **{name: column() for name, column in self.extra.items()},
        }

    def complete(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with everything their items say."""
        return rows.select_related(*self.related).defer(*self.unread).annotate(**self.columns)

    def in_order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(published=self._published()).order_by(F("published").desc(), self.order)

    def one(self, pk: int) -> Any:
        """The row with this id, complete, None when the public may not see it. Cost: 1 query."""
        return self.in_order(self.complete(self.rows().filter(pk=pk))).first()

    def after(self, cursor: tuple[datetime, int]) -> Q:
        published, pk = cursor
        later = Q(pk__lt=pk) if self.order == "-pk" else Q(pk__gt=pk)
        return Q(published__lt=published) | (Q(published=published) & later)

    def since(self, moment: datetime) -> Q:
        """Published since then, or come back to where the public may see it."""
        came_or_went: Any = Exists(self.listed().filter(changed_at__gte=moment))
        return Q(**{f"{self.page}last_published_at__gte": moment}) | came_or_went

    @property
    def identity(self) -> dict[str, str]:
        """What tells rows apart: columns of what is listed, and of the rows."""
        return {"page_id": "page_id", "image_id": "image_id"} if self.page else {"page_id": "pk"}

    @property
    def key(self) -> str:
        """The column with the id of a row's page that is the same for ever."""
        return f"{self.page}translation_key"

    def listed(self) -> QuerySet[Listed]:
        """For a subquery: what is listed of the outer row."""
        same = {name: OuterRef(column) for name, column in self.identity.items()}
        return Listed.objects.filter(selection=self.name, **same)

    def _published(self) -> Coalesce:
        return Coalesce(f"{self.page}first_published_at", Value(EPOCH))


@dataclass(frozen=True)
class Chosen:
    """One answer. Shape: `next_cursor` is None on the last page; `withdrawn` only what was asked since a moment."""

    selection: Selection
    items: list[Item]
    next_cursor: str | None
    withdrawn: list[Tombstone]
    changed_at: datetime


def choose(selection: Selection, asked: Asked) -> Chosen:
    """What was asked for. Cost: 2 queries, 3 with `updated_since`."""
    rows = selection.in_order(asked.choice.apply(selection.rows()))
    if asked.updated_since:
        rows = rows.filter(selection.since(asked.updated_since))
    if asked.cursor:
        rows = rows.filter(selection.after(asked.cursor))
    wanted = rows[: asked.limit + 1].values("pk")
    chosen = selection.complete(selection.model.objects.filter(pk__in=wanted))
    found = list(selection.in_order(chosen))
    shown = found[: asked.limit]
    made = [selection.item_of(row) for row in shown]
    is_last = len(found) <= asked.limit
    withdrawn = _withdrawn(selection, asked.updated_since) if asked.updated_since and is_last else []
    moments = [row.events for row in shown[:1] if row.events]
    moments += [item.updated_at for item in made] + [tombstone.withdrawn_at for tombstone in withdrawn]
    return Chosen(selection, made, None if is_last else _cursor_of(shown[-1]), withdrawn, max(moments, default=EPOCH))


def _newest(selection: str) -> Subquery:
    events = Listed.objects.filter(selection=selection).order_by().values("selection")
    return Subquery(events.annotate(newest=Max("changed_at")).values("newest"))


def _withdrawn(selection: Selection, since: datetime) -> list[Tombstone]:
    gone = Listed.objects.filter(selection=selection.name, is_withdrawn=True, changed_at__gte=since)
    return [
        Tombstone(id=key, withdrawn_at=moment)
        for key, moment in gone.order_by("changed_at", "pk").values_list("key", "changed_at")
    ]


def _cursor_of(row: Any) -> str:
    return f"{(row.published - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def _terms(model: Any, facet: TermFacet) -> Subquery:
    field = model._meta.get_field(facet.relation)
    link, own, term = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    columns = {name: f"{term}__{name}" for name in ("slug", "name", "sort_order")}
    return json_rows(link.objects.filter(**{f"{own}_id": OuterRef("pk")}), f"{own}_id", **columns)


def _edition_of_winner() -> Any:
    """The year of the edition a winner's page lies under."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    return Subquery(AwardEditionPage.objects.filter(path=above).values("year")[:1])


def _is_example_of_showing() -> Any:
    """Whether a picture lies on the page of an invented library."""
    libraries = ("page__initiativepage__library", "page__awardwinnerpage__library")
    return Coalesce(*(f"{library}__is_example" for library in libraries), Value(value=False))


SELECTIONS = {
    selection.name: selection
    for selection in (
        Selection(
            name="concepts",
            title=gettext_lazy("Concepts"),
            address="/koncepter/",
            model=ConceptPage,
            schema=Concept,
            item_of=items.concept,
            related=("cover", "locale"),
            facets=ConceptPage.facets,
            unread=("body", "kit"),
        ),
        Selection(
            name="guides",
            title=gettext_lazy("Platform guides"),
            address="/platforme/",
            model=PlatformGuidePage,
            schema=Guide,
            item_of=items.guide,
            related=("cover", "locale", "platform"),
        ),
        Selection(
            name="initiatives",
            title=gettext_lazy("Initiatives"),
            address="/eksempler/",
            model=InitiativePage,
            schema=Initiative,
            item_of=items.initiative,
            related=("cover", "locale", "library"),
            facets=InitiativePage.facets,
            unread=("media",),
        ),
        Selection(
            name="winners",
            title=gettext_lazy("Winners"),
            address="/priser/",
            model=AwardWinnerPage,
            schema=Winner,
            item_of=items.winner,
            related=("cover", "locale", "category", "library"),
            unread=("media",),
            extra={"year": _edition_of_winner},
        ),
        Selection(
            name="galleries",
            title=gettext_lazy("Pictures"),
            address="/galleri/",
            model=Showing,
            schema=GalleryPicture,
            item_of=items.gallery_picture,
            related=("image", "page__locale"),
            facets=GalleryIndexPage.facets,
            page="page__",
            image_id="image_id",
            order="pk",
            extra={"is_example": _is_example_of_showing},
        ),
    )
}
