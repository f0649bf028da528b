"""Rows of the database made into items. Each takes a row fetched `complete`; none asks the database.

Texts from before they were tidied on their way in are tidied here: XML has no way to write what they may hold.
"""

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from core.danish.order import order_key
from core.text import tidy
from website.feeds import schemas
from website.feeds.pictures import picture_from

SORTED_BY = tuple(schemas.Sorted.model_fields)


def concept(page: Any) -> schemas.Concept:
    return schemas.Concept(
        **_page(page, has_dpl=True),
        **_sorted(page, SORTED_BY),
        number=page.number,
        effort_hours=page.effort_hours,
        cost_kr=page.cost_kr,
        skills=tidy(page.skills),
    )


def guide(page: Any) -> schemas.Guide:
    return schemas.Guide(**_page(page), platform=_term(page.platform), reviewed_on=page.reviewed_on)


def initiative(page: Any) -> schemas.Initiative:
    return schemas.Initiative(
        **_page(page, has_dpl=True) | {"is_example": page.library.is_example},
        **_sorted(page, SORTED_BY),
        library=_library(page.library),
        started_on=page.started_on,
        ended_on=page.ended_on,
    )


def winner(page: Any) -> schemas.Winner:
    return schemas.Winner(
        **_page(page, has_dpl=True) | {"is_example": bool(page.library and page.library.is_example)},
        year=page.year,
        category=_term(page.category),
        library=_library(page.library) if page.library else None,
    )


def gallery_picture(showing: Any) -> schemas.GalleryPicture:
    page = showing.page
    return schemas.GalleryPicture(
        id=picture_key(page.translation_key, showing.image_id),
        title=tidy(page.title),
        lead=tidy(showing.caption),
        url=page.full_url or "",
        published_at=showing.published,
        updated_at=page.last_published_at or showing.published,
        is_example=showing.is_example,
        image=picture_from(showing.image, showing.made_files),
        **_sorted(showing, ("platforms", "target_groups", "occasions")),
    )


def picture_key(page_key: UUID, image_id: int) -> UUID:
    """The same picture on the same page has the same id, however often the page is published."""
    return uuid5(page_key, str(image_id))


def _page(page: Any, *, has_dpl: bool = False) -> dict[str, Any]:
    url = page.full_url or ""
    return {
        "id": page.translation_key,
        "title": tidy(page.title),
        "lead": tidy(page.lead),
        "url": url,
        "published_at": page.published,
        "updated_at": page.last_published_at or page.published,
        "is_example": False,
        "image": picture_from(page.cover, page.made_files),
        "embed_url": f"{settings.BASE_URL}/embed/v1/side/{page.pk}/",
        **({"dpl_url": f"{url}dpl/"} if has_dpl else {}),
    }


def _sorted(row: Any, relations: tuple[str, ...]) -> dict[str, Any]:
    found = {name: getattr(row, f"found_{name}") or [] for name in relations}
    return {
        name: [_term_of(term) for term in sorted(terms, key=lambda term: (term["sort_order"], order_key(term["name"])))]
        for name, terms in found.items()
    }


def _term_of(row: dict[str, Any]) -> schemas.Term:
    return schemas.Term(slug=row["slug"], name=tidy(row["name"]))


def _term(term: Any) -> schemas.Term:
    return schemas.Term(slug=term.slug, name=tidy(term.name))


def _library(library: Any) -> schemas.Library:
    return schemas.Library(
        name=tidy(library.display_name), municipality=tidy(library.municipality), is_example=library.is_example
    )
