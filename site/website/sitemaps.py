"""The sitemap: every page the public may see, with the pictures and films it shows."""

from typing import Any

from django.db.models import Prefetch
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.media.films import film_of
from core.media.models import Showing
from core.media.pictures import absolute_url, picture_of, rendition_prefetch
from core.querysets import only_visible
from core.text import tidy

MAX_DESCRIPTION = 2_048  # characters, as search engines take them


class VisiblePagesSitemap(Sitemap):
    """A pending edit does not show in a page's date. Cost: the same for any number of pages."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        pages = Page.objects.none()
        for tree in [root, *root.get_translations()]:
            pages |= Page.objects.descendant_of(tree, inclusive=True)
        return only_visible(pages).order_by("path").select_related("locale").prefetch_related(_shown())

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        return [
            {
                "location": entry.full_url,
                "lastmod": entry.last_published_at,
                "pictures": [url for showing in entry.shown if (url := _picture_url(showing))],
                "films": [film for showing in entry.shown if (film := _film(showing))],
            }
            for entry in self.paginator.page(page).object_list
        ]


def _shown() -> Prefetch[Any]:
    showings = Showing.objects.pieces().exclude(image__is_withheld=True).exclude(video__is_withheld=True)
    showings = showings.select_related("image", "video__poster").prefetch_related(
        rendition_prefetch("image__renditions"), rendition_prefetch("video__poster__renditions")
    )
    return Prefetch("showings", queryset=showings.order_by("sort_order", "pk"), to_attr="shown")


def _picture_url(showing: Showing) -> str:
    picture = picture_of(showing.image)
    return absolute_url(picture.fallback.url) if picture and picture.fallback else ""


def _film(showing: Showing) -> dict[str, Any] | None:
    """A film of our own with its poster; search engines want both."""
    film = film_of(showing.video)
    if film is None or not film.file_url or not film.poster or not film.poster.fallback:
        return None
    return {
        "title": tidy(film.title),
        "description": tidy(film.transcript or showing.caption or film.title)[:MAX_DESCRIPTION],
        "poster": absolute_url(film.poster.fallback.url),
        "file": absolute_url(film.file_url),
        "seconds": film.duration_seconds,
    }


SITEMAP = {"sitemaps": {"pages": VisiblePagesSitemap}, "template_name": "website/sitemap.xml"}
