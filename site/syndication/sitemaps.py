"""The sitemap: every page that has a record, with the pictures and films it shows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.contrib.sitemaps import Sitemap

from core.records.enums import Place
from core.records.making import NEVER
from core.records.models import Record, RecordPicture
from foundation.text import normalise
from media.models import CatalogueRendition, MediaUsage
from media.pictures import FALLBACK_SPEC, absolute_url, rendition_prefetch
from media.video_player import video_player_of

MAX_DESCRIPTION = 2_048  # characters, as search engines take them


class RecordsSitemap(Sitemap):
    """A pending edit does not show in a page's date. Cost: 5 queries at most for any number of pages."""

    def items(self) -> QuerySet[Record]:
        pieces = RecordPicture.objects.filter(place=Place.PIECE).order_by("position")
        shown = Prefetch("pictures", queryset=pieces, to_attr="pieces")
        return Record.objects.order_by("tree_path").prefetch_related(shown)

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        records: list[Any] = list(self.paginator.page(page).object_list)
        films = _films_on(record.pk for record in records)
        return [
            {
                "location": record.full_url,
                "lastmod": record.updated_at if record.updated_at != NEVER else None,
                "pictures": [url for picture in record.pieces if (url := _picture_url(picture))],
                "films": films[record.pk],
            }
            for record in records
        ]


def _picture_url(picture: RecordPicture) -> str:
    storage = CatalogueRendition._meta.get_field("file").storage
    files = (row["file"] for row in picture.files if row["spec"] == FALLBACK_SPEC)
    return next((absolute_url(storage.url(file)) for file in files), "")


def _films_on(ids: Iterable[int]) -> defaultdict[int, list[dict[str, Any]]]:
    """What is told of the films on pages; a mirror shows nothing of its own. Cost: 1 query, 1 more with films."""
    usages: Any = MediaUsage.objects.films().filter(page__in=list(ids), page__alias_of=None, video__is_withheld=False)
    usages = usages.select_related("video__poster").order_by("page", "sort_order", "pk")
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for usage in usages.prefetch_related(rendition_prefetch("video__poster__renditions")):
        if film := _film(usage):
            found[usage.page_id].append(film)
    return found


def _film(usage: MediaUsage) -> dict[str, Any] | None:
    """A film of our own with its poster; search engines want both."""
    film = video_player_of(usage.video)
    if film is None or not film.file_url or not film.poster or not film.poster.fallback:
        return None
    return {
        "title": normalise(film.title),
        "description": normalise(film.transcript or usage.caption or film.title)[:MAX_DESCRIPTION],
        "poster": absolute_url(film.poster.fallback.url),
        "file": absolute_url(film.file_url),
        "seconds": film.duration_seconds,
    }


SITEMAP = {"sitemaps": {"pages": RecordsSitemap}, "template_name": "website/sitemap.xml"}
