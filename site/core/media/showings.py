"""What published pages show: kept beside the pages, so that galleries can list it without reading their bodies."""

from collections.abc import Iterator
from typing import Any, cast

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from core.media.models import CatalogueImage, PictureSet, Showing
from core.media.pictures import rendition_prefetch

FACET_RELATIONS = ("platforms", "target_groups", "occasions")


@transaction.atomic
def record_showings(page: Page) -> int:
    """Replace what is known of a page by what its blocks show now. Returns: how many pictures and films."""
    Showing.objects.filter(page_id=page.pk).delete()
    shown = [
        Showing(page_id=page.pk, caption=caption, sort_order=place, **{f"{kind}_id": item.pk})
        for place, (kind, item, caption) in enumerate(_media_of(page))
    ]
    rows = Showing.objects.bulk_create(shown)
    for relation in FACET_RELATIONS:
        if hasattr(page, relation):
            _copy_terms(rows, relation, [term.pk for term in getattr(page, relation).all()])
    return len(rows)


def pictures_shown_by(page: Any) -> list[CatalogueImage]:
    """The cover and what the page's blocks show, each picture once, none that is withheld. Cost: 3 queries."""
    showings = Showing.objects.filter(page_id=page.pk, image__isnull=False).select_related("image")
    showings = showings.prefetch_related(rendition_prefetch("image__renditions"))
    images = [page.cover, *(cast(Showing, showing).image for showing in showings)]
    return list({image.pk: image for image in images if image and not image.is_withheld}.values())


def picture_set_of(page: Page) -> PictureSet | None:
    """The page's pictures to take home, when there are any. Cost: 1 query."""
    return PictureSet.objects.filter(page_id=page.pk).first()


def _copy_terms(rows: list[Showing], relation: str, terms: list[int]) -> None:
    """Give every row the page's terms. Cost: 1 query."""
    field: Any = Showing._meta.get_field(relation)
    link, term_field = field.remote_field.through, field.m2m_reverse_field_name()
    link.objects.bulk_create(link(showing_id=row.pk, **{f"{term_field}_id": term}) for row in rows for term in terms)


def _media_of(page: Page) -> Iterator[tuple[str, Any, str]]:
    """Each picture and film once, in the order of the page: (kind, object, caption)."""
    seen = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for kind, item, caption in _media_in(getattr(page, field.name)):
                if item is not None and (kind, item.pk) not in seen:
                    seen.add((kind, item.pk))
                    yield kind, item, caption


def _media_in(stream: Any) -> Iterator[tuple[str, Any, str]]:
    for block in stream:
        if block.block_type == "gallery":
            for item in block.value["items"]:
                yield from ((kind, item[kind], item["caption"] or "") for kind in ("image", "video"))
        elif block.block_type == "image":
            yield "image", block.value["image"], block.value["caption"]
        elif block.block_type == "video":
            yield "video", block.value["video"], block.value["caption"]
