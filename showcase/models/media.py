from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.components import EmptyState, Pager
from core.findable import Schema
from core.media.models import Showing
from core.media.pictures import rendition_prefetch
from core.models import BasePage
from core.paging import PAGE_PARAMETER, page_of
from showcase.components import ShownFilm, ShownPicture


class GalleryIndexPage(BasePage):
    """Every picture that published pages show, the newest pages' first."""

    PAGE_SIZE: ClassVar[int] = 24

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All pictures of all pages. There is one.")
    template = "showcase/gallery_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("gallery")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = Showing.objects.public().pictures().newest_first().filter(page__locale=self.locale_id)
        fetched = found.select_related("image", "page__locale").prefetch_related(
            rendition_prefetch("image__renditions")
        )
        results = page_of(fetched, request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE)
        return context | {
            "pictures": [ShownPicture.of(showing, request) for showing in results],
            "pager": Pager.of(results, request.GET),
            "empty": EmptyState(_("There are no pictures yet.")),
        }

    def schema(self) -> Schema:
        return {"@type": "ImageGallery"}


class FilmIndexPage(BasePage):
    """Every film that published pages show, the newest pages' first."""

    PAGE_SIZE: ClassVar[int] = 12

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All films of all pages. There is one.")
    template = "showcase/film_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("films")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        found = Showing.objects.public().films().newest_first().filter(page__locale=self.locale_id)
        fetched = found.select_related("video__poster", "page__locale").prefetch_related(
            rendition_prefetch("video__poster__renditions")
        )
        results = page_of(fetched, request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE)
        return context | {
            "films": [ShownFilm.of(showing, request) for showing in results],
            "pager": Pager.of(results, request.GET),
            "empty": EmptyState(_("There are no films yet.")),
        }

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}
