"""Published records made into items. Each takes a row fetched `complete`; none asks the database.

Raises, all: pydantic.ValidationError for a record that lacks what its item must have (`sources.FeedSource.item`).

Texts from before they were tidied on their way in are tidied here: XML has no way to write what they may hold.
"""

from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from core.records.enums import Place
from core.records.kinds import kind_named
from core.records.models import Record
from core.records.parts import Whose, Word
from foundation.text import normalise
from syndication.feeds import schemas
from syndication.feeds.pictures import picture_from


def concept(record: Record) -> schemas.Concept:
    told = record.details
    return schemas.Concept(
        **_page(record, has_dpl=True),
        **_sorted(record, schemas.Sorted),
        number=told.number,
        effort_hours=told.effort_hours,
        cost_kr=told.cost_kr,
        skills=normalise(told.skills),
    )


def guide(record: Record) -> schemas.Guide:
    told = record.details
    return schemas.Guide(**_page(record), platform=_term(told.platform), reviewed_on=told.reviewed_on)


def initiative(record: Record) -> schemas.Initiative:
    told = record.details
    return schemas.Initiative(
        **_page(record, has_dpl=True),
        **_sorted(record, schemas.Sorted),
        library=_library(told.library),
        started_on=told.started_on,
        ended_on=told.ended_on,
    )


def winner(record: Record) -> schemas.Winner:
    told = record.details
    return schemas.Winner(
        **_page(record, has_dpl=True),
        year=told.year,
        category=_term(told.category),
        library=_library(told.library),
    )


def gallery_picture(picture: Any) -> schemas.GalleryPicture:
    record: Record = picture.record
    vars(record)["told_terms"] = picture.told_terms
    said = {"alt": picture.alt, "credit": picture.credit, "licence": picture.licence, "files": picture.files}
    return schemas.GalleryPicture(
        id=key_of(record.key, picture.image_id),
        title=normalise(record.title),
        lead=normalise(picture.caption),
        url=record.full_url,
        published_at=record.published_at,
        updated_at=record.updated_at,
        is_example=_is_example(record),
        image=picture_from(said),
        **_sorted(record, schemas.SortedPicture),
    )


def key_of(page_key: UUID, image_id: int) -> UUID:
    """A page's own id, or that of a picture on it: the same for ever, however often the page is published."""
    return uuid5(page_key, str(image_id)) if image_id else page_key


def _page(record: Record, *, has_dpl: bool = False) -> dict[str, Any]:
    url = record.full_url
    covers = (picture for picture in vars(record)["told_pictures"] or () if picture["place"] == Place.COVER)
    return {
        "id": record.key,
        "title": normalise(record.title),
        "lead": normalise(record.lead),
        "url": url,
        "published_at": record.published_at,
        "updated_at": record.updated_at,
        "is_example": _is_example(record),
        "image": picture_from(next(covers, None)),
        "embed_url": f"{settings.BASE_URL}/embed/v1/side/{record.pk}/",
        **({"dpl_url": f"{url}dpl/"} if has_dpl else {}),
    }


def _sorted(record: Record, shape: type[schemas.Shape]) -> dict[str, Any]:
    """The words of each facet that the shape has a field for, in their order."""
    parameters = {relation: parameter for parameter, relation in kind_named(record.kind).relations}
    words = {name: record.words(parameters.get(name, "")) for name in shape.model_fields}
    return {
        name: [schemas.Term(slug=one.slug, name=normalise(one.name)) for one in found] for name, found in words.items()
    }


def _is_example(record: Record) -> bool:
    library = getattr(record.details, "library", None)
    return bool(library and library.is_example)


def _term(word: Word | None) -> Any:
    return word and schemas.Term(slug=word.slug, name=normalise(word.name))


def _library(library: Whose | None) -> Any:
    return library and schemas.Library(
        name=normalise(library.name), municipality=normalise(library.municipality), is_example=library.is_example
    )
