"""Records as they should be, made of pages as they are now. Nothing is written here."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from core.records.enums import Place, Standing
from core.records.kinds import Kind, kind_of
from core.records.models import Record, RecordPicture, RecordTerm
from foundation.compat.fresh_root_paths import fresh_root_paths, go_by
from foundation.fields import MOST_ORDER_SIGNS
from foundation.querysets import remember_hidden_paths, visible_pages
from media.models import CatalogueImage, MediaUsage
from media.pictures import SPECS, rendition_prefetch

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
UNSAID = {"number", "digest", "tree_path", "id", "record_id"}  # what is no part of what is shown


@dataclass(frozen=True)
class Made:
    """A record and all that hangs on it."""

    record: Record
    terms: Sequence[RecordTerm]
    pictures: Sequence[RecordPicture]

    @property
    def digest(self) -> str:
        """The same for the same record, made or stored."""
        terms = sorted(self.terms, key=lambda term: (term.parameter, term.position))
        pictures = sorted(self.pictures, key=lambda picture: picture.position)
        said = [_said(row) for row in (self.record, *terms, *pictures)]
        text = json.dumps(said, default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @property
    def pieces(self) -> set[int]:
        """The pictures that galleries list."""
        return {picture.image_id for picture in self.pictures if picture.place == Place.PIECE}

    def is_as(self, other: "Made") -> bool:
        return self.digest == other.digest and self.record.tree_path == other.record.tree_path


def records_of(ids: Collection[int]) -> dict[int, Made]:
    """The records of those of these pages that the public may see now, by the page's id.

    What is hidden, and where the site lies, is asked for anew, whatever is remembered. Cost: 2 queries, 2 more where
    any is visible, and for each page type 1, 1 for each of its facets, 1 for what words are part of and 3 for pictures.
    """
    with remember_hidden_paths():
        visible = visible_pages().filter(pk__in=ids).order_by().values_list("content_type", "pk")
        of_type: defaultdict[int, list[int]] = defaultdict(list)
        for content_type, pk in visible:
            of_type[content_type].append(pk)
    made: dict[int, Made] = {}
    paths = fresh_root_paths() if of_type else []
    for content_type, some in of_type.items():
        if kind := kind_of(ContentType.objects.get_for_id(content_type).model_class()):
            made |= _records_of_kind(kind, some, paths)
    return made


def stored_records(ids: Collection[int]) -> dict[int, Made]:
    """The same as they are in the database. Cost: 3 queries."""
    rows = Record.objects.filter(pk__in=ids).prefetch_related("terms", "pictures")
    return {row.pk: Made(row, list(row.terms.all()), list(row.pictures.all())) for row in rows}


def record_of(kind: Kind, page: Any, pieces: Iterable[tuple[CatalogueImage, str]] = ()) -> Made:
    """The record of a page, stored or not; its `path` is empty where it has no address. `pieces` have captions.

    Cost: none for a page fetched as `Kind.fetch` does.
    """
    parts = page.get_url_parts()
    published = page.first_published_at or NEVER
    record = Record(
        page_id=page.pk,
        key=page.translation_key,
        kind=kind.name,
        page_type=kind.model._meta.label,
        language=page.locale.language_code,
        path=(parts[2] or "") if parts else "",
        slug=page.slug,
        title=page.title,
        lead=page.lead,
        published_at=published,
        updated_at=page.last_published_at or published,
        tree_path=page.path,
        own_order=kind.order(page)[:MOST_ORDER_SIGNS],
        own_number=getattr(page, "own_number", None),
        hours=kind.hours(page),
        content=kind.of(page).model_dump(mode="json"),
    )
    made = Made(record, _terms_of(kind, page, record), _pictures_of(page, pieces, record))
    record.digest = made.digest
    vars(record).update(told_terms=_told(made.terms), told_pictures=_told(made.pictures))
    return made


def _records_of_kind(kind: Kind, ids: list[int], paths: list[Any]) -> dict[int, Made]:
    relations = [_with_wholes(kind, relation) for _parameter, relation in kind.relations]
    rows: Any = kind.fetch(kind.model._default_manager.filter(pk__in=ids)).order_by()
    pages = rows.select_related("locale", "cover").prefetch_related(*relations, rendition_prefetch("cover__renditions"))
    pieces = _pieces_on(ids)
    made: dict[int, Made] = {}
    for page in pages:
        go_by(page, paths)
        made[page.pk] = record_of(kind, page, pieces[page.pk])
    return {pk: one for pk, one in made.items() if one.record.path}  # the others lie outside the site


def _with_wholes(kind: Kind, relation: str) -> str:
    """What to fetch for the words of a relation: those that may be part of another with it."""
    vocabulary = kind.model._meta.get_field(relation).related_model
    return f"{relation}__part_of" if hasattr(vocabulary, "part_of") else relation


def _pieces_on(ids: list[int]) -> defaultdict[int, list[tuple[CatalogueImage, str]]]:
    """What galleries list of these pages; a mirror shows nothing of its own. Cost: 1 query, 1 more with pictures."""
    usages: Any = MediaUsage.objects.pictures().filter(page__in=ids, page__alias_of=None).select_related("image")
    usages = usages.prefetch_related(rendition_prefetch("image__renditions")).order_by("page", "sort_order", "pk")
    found: defaultdict[int, list[tuple[CatalogueImage, str]]] = defaultdict(list)
    for usage in usages:
        found[usage.page_id].append((usage.image, usage.caption))
    return found


def _terms_of(kind: Kind, page: Any, record: Record) -> list[RecordTerm]:
    return [
        RecordTerm(
            record=record,
            parameter=parameter,
            slug=word.slug,
            name=word.name,
            position=position,
            standing=standing,
            language=record.language,
            published_at=record.published_at,
        )
        for parameter, relation in sorted(kind.relations)
        for position, (word, standing) in enumerate(_standing(list(getattr(page, relation).all())))
    ]


def _standing(words: list[Any]) -> Iterator[tuple[Any, Standing]]:
    """The words of a page, and what they are part of where it is not there itself."""
    wholes = {word.part_of for word in words if getattr(word, "part_of", None)}
    for word in words:
        yield word, Standing.PART if getattr(word, "part_of", None) else Standing.WHOLE
    yield from ((whole, Standing.IMPLIED) for whole in sorted(wholes.difference(words), key=lambda whole: whole.pk))


def _pictures_of(page: Any, pieces: Iterable[tuple[CatalogueImage, str]], record: Record) -> list[RecordPicture]:
    shown = [(Place.COVER, page.cover, ""), *((Place.PIECE, image, caption) for image, caption in pieces)]
    return [
        RecordPicture(
            record=record,
            image_id=image.pk,
            language=record.language,
            published_at=record.published_at,
            place=place,
            position=position,
            caption=caption,
            alt=image.alt_text,
            credit=image.credit,
            licence=image.licence,
            width=image.width,
            height=image.height,
            files=_files_of(image),
        )
        for position, (place, image, caption) in enumerate(shown)
        if image and not image.is_withheld
    ]


def _files_of(image: Any) -> list[dict[str, Any]]:
    """What is ready, in the order of SPECS."""
    made = getattr(image, "prefetched_renditions", None)
    made = image.renditions.filter(filter_spec__in=SPECS) if made is None else made
    ready = {rendition.filter_spec: rendition for rendition in made}
    return [
        {"spec": spec, "file": str(ready[spec].file.name), "width": ready[spec].width, "height": ready[spec].height}
        for spec in SPECS
        if spec in ready
    ]


def _told(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """As `reading.complete` tells of stored ones."""
    return [{name: getattr(row, name) for name in row.TOLD} for row in rows]


def _said(row: Model) -> dict[str, Any]:
    fields = (field.attname for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in fields if name not in UNSAID}
