from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.components import EmptyState, FacetPanel, FilterChips, Pager, Piece
from core.facets import Facet, TermFacet, groups, known_values, read_choice
from core.findable import Schema
from core.media.models import Showing
from core.media.pictures import rendition_prefetch
from core.media.querysets import ShowingQuerySet
from core.models import BasePage
from core.paging import PAGE_PARAMETER, page_of
from showcase.components import ShownFilm, ShownPicture


class ShowingIndexPage(BasePage):
    """What published pages show, the newest pages' first, sorted by the facets of those pages."""

    facets: ClassVar[tuple[Facet, ...]] = (
        TermFacet("platform", _("Platform"), "platforms"),
        TermFacet("maalgruppe", _("Target group"), "target_groups"),
        TermFacet("anledning", _("Occasion"), "occasions"),
    )
    PAGE_SIZE: ClassVar[int]
    EMPTY: ClassVar[str | Promise]

    content_panels = BasePage.intro_panels
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        showings = self.showings().filter(page__locale=self.locale_id)
        known = known_values(Showing, self.facets)
        choice = read_choice(request.GET, self.facets, known)
        found = choice.apply(showings).newest_first()
        results = page_of(self.fetched(found), request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE)
        options = groups(showings, choice, known)
        empty = EmptyState(_("Nothing matches all of this."), "?", _("Everything")) if choice.pairs else None
        return context | {
            "choice": choice,
            "results": results,
            "pieces": [self.piece_of(showing, request) for showing in results],
            "panel": FacetPanel(options, choice) if options else None,
            "chips": FilterChips(options, choice),
            "pager": Pager.of(results, request.GET),
            "empty": empty or EmptyState(self.EMPTY),
        }

    def showings(self) -> ShowingQuerySet:
        raise NotImplementedError

    def fetched(self, showings: ShowingQuerySet) -> Any:
        """The showings with everything their pieces need."""
        raise NotImplementedError

    def piece_of(self, showing: Showing, request: HttpRequest) -> Piece:
        raise NotImplementedError


class GalleryIndexPage(ShowingIndexPage):
    """Every picture that published pages show."""

    PAGE_SIZE: ClassVar[int] = 24
    EMPTY = _("There are no pictures yet.")

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All pictures of all pages. There is one.")
    template = "showcase/gallery_index_page.html"

    class Meta:
        verbose_name = _("gallery")

    def showings(self) -> ShowingQuerySet:
        return Showing.objects.public().pictures()

    def fetched(self, showings: ShowingQuerySet) -> Any:
        renditions = rendition_prefetch("image__renditions")
        return showings.select_related("image", "page__locale").prefetch_related(renditions)

    def piece_of(self, showing: Showing, request: HttpRequest) -> Piece:
        return ShownPicture.of(showing, request)

    def schema(self) -> Schema:
        return {"@type": "ImageGallery"}


class FilmIndexPage(ShowingIndexPage):
    """Every film that published pages show."""

    PAGE_SIZE: ClassVar[int] = 12
    EMPTY = _("There are no films yet.")

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All films of all pages. There is one.")
    template = "showcase/film_index_page.html"

    class Meta:
        verbose_name = _("films")

    def showings(self) -> ShowingQuerySet:
        return Showing.objects.public().films()

    def fetched(self, showings: ShowingQuerySet) -> Any:
        renditions = rendition_prefetch("video__poster__renditions")
        return showings.select_related("video__poster", "page__locale").prefetch_related(renditions)

    def piece_of(self, showing: Showing, request: HttpRequest) -> Piece:
        return ShownFilm.of(showing, request)

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}
