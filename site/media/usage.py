"""Record the media usage of published pages, so that nobody needs to read their bodies to know."""

from typing import Any, cast

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from foundation.before_commit import atomic
from media.enums import ShownAs
from media.models import CatalogueImage, DownloadPackage, MediaUsage
from media.pictures import rendition_prefetch
from media.references import media_references_of


@atomic()
def record_usage(page: Page) -> int:
    """Replace what is known of a page by what it uses now. Returns: how many pictures, films and files."""
    forget_usage(page)
    shown = [
        MediaUsage(
            page_id=page.pk,
            sort_order=place,
            caption=use.caption,
            shown_as=use.shown_as,
            **{f"{use.kind}_id": use.item.pk},
        )
        for place, use in enumerate(media_references_of(page))
    ]
    return len(MediaUsage.objects.bulk_create(shown))


def forget_usage(page: Page) -> None:
    MediaUsage.objects.filter(page_id=page.pk).delete()


def pictures_shown_by(page: Any) -> list[CatalogueImage]:
    """The cover, the pieces and the kit, each picture once, none that is withheld. Cost: 3 queries."""
    offered = [ShownAs.PIECE, ShownAs.KIT]
    usages = MediaUsage.objects.filter(page_id=page.pk, image__isnull=False, shown_as__in=offered).select_related(
        "image"
    )
    usages = usages.prefetch_related(rendition_prefetch("image__renditions"))
    images = [page.cover, *(cast(MediaUsage, usage).image for usage in usages)]
    return list({image.pk: image for image in images if image and not image.is_withheld}.values())


def pictures_used_by(page: Any) -> list[CatalogueImage]:
    """The same of a draft, told by what is written on it now. Cost: that of `media_references_of`, and 1 query."""
    offered = {ShownAs.PIECE, ShownAs.KIT}
    used = (use.item for use in media_references_of(page) if use.shown_as in offered)
    images = [page.cover, *(item for item in used if isinstance(item, CatalogueImage))]
    once = {image.pk: image for image in images if image and not image.is_withheld}
    prefetch_related_objects(list(once.values()), rendition_prefetch())
    return list(once.values())


def download_package_of(page: Page) -> DownloadPackage | None:
    """The page's pictures to take home, when there are any. Cost: 1 query."""
    return DownloadPackage.objects.filter(page_id=page.pk).first()
