from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.facet_types import Facet
from core.models import PICTURE_FACETS, BasePage
from core.records.models import RecordPicture
from core.records.querysets import RecordPictureQuerySet
from core.seo import Schema
from media.models import MediaUsage
from media.pictures import rendition_prefetch
from media.querysets import MediaUsageQuerySet


class MediaIndexPage(BasePage):
    """What published pages show, the newest pages' first, sorted by the facets of those pages."""

    facets: ClassVar[tuple[Facet, ...]] = PICTURE_FACETS
    PAGE_SIZE: ClassVar[int]
    EMPTY: ClassVar[str | Promise]

    content_panels = BasePage.intro_panels
    max_count_per_parent = 1

    class Meta:
        abstract = True

    def shown(self) -> Any:
        """What is listed in the page's language, with everything its pieces need."""
        raise NotImplementedError


class GalleryIndexPage(MediaIndexPage):
    """Every picture that published pages show."""

    PAGE_SIZE: ClassVar[int] = 24
    EMPTY = _("There are no pictures yet.")

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All pictures of all pages. There is one.")
    template = "showcase/gallery_index_page.html"

    class Meta:
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")

    def shown(self) -> RecordPictureQuerySet:
        return RecordPicture.objects.in_galleries().in_language_of(self)

    def schema(self) -> Schema:
        return {"@type": "ImageGallery"}


class FilmIndexPage(MediaIndexPage):
    """Every film that published pages show."""

    PAGE_SIZE: ClassVar[int] = 12
    EMPTY = _("There are no films yet.")

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("All films of all pages. There is one.")
    template = "showcase/film_index_page.html"

    class Meta:
        verbose_name = _("film page")
        verbose_name_plural = _("film pages")

    def shown(self) -> MediaUsageQuerySet:
        renditions = rendition_prefetch("video__poster__renditions")
        films = MediaUsage.objects.public().films().filter(page__locale=self.locale_id)
        return films.select_related("video__poster", "page__locale").prefetch_related(renditions)

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}
