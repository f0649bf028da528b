"""What published pages show: kept beside the pages, so that nobody needs to read their bodies to know."""

from typing import Any, cast

from django.db import transaction
from wagtail.models import Page

from core.media.enums import ShownAs
from core.media.models import CatalogueImage, PictureSet, Showing
from core.media.pictures import rendition_prefetch
from core.media.usage import uses_of

FACET_RELATIONS = ("platforms", "target_groups", "occasions")


@transaction.atomic
def record_showings(page: Page) -> int:
    """Replace what is known of a page by what it uses now. Returns: how many pictures, films and files."""
    forget_showings(page)
    shown = [
        Showing(
            page_id=page.pk,
            sort_order=place,
            caption=use.caption,
            shown_as=use.shown_as,
            **{f"{use.kind}_id": use.item.pk},
        )
        for place, use in enumerate(uses_of(page))
    ]
    rows = Showing.objects.bulk_create(shown)
    pieces = [row for row in rows if row.shown_as == ShownAs.PIECE]
    for relation in FACET_RELATIONS:
        if hasattr(page, relation):
            _copy_terms(pieces, relation, [term.pk for term in getattr(page, relation).all()])
    return len(rows)


def forget_showings(page: Page) -> None:
    Showing.objects.filter(page_id=page.pk).delete()


def pictures_shown_by(page: Any) -> list[CatalogueImage]:
    """The cover, the pieces and the kit, each picture once, none that is withheld. Cost: 3 queries."""
    offered = [ShownAs.PIECE, ShownAs.KIT]
    showings = Showing.objects.filter(page_id=page.pk, image__isnull=False, shown_as__in=offered).select_related(
        "image"
    )
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
